#include "api/documents/file_type.hpp"

#include "api/documents/pdf_check.hpp"
#include "api/documents/zip_check.hpp"

namespace jejak::documents {

namespace {

using workflows::Sentence;

Sentence cut_off() { return {"is cut off, or something follows its end", "terpotong, atau ada isi lain sesudah akhirnya"}; }

}  // namespace

Result<FileType, Sentence> file_type_of(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("%PDF-")) {
    if (auto refused = refuse_pdf(bytes)) return *refused;
    return FileType{"application/pdf", "pdf"};
  }
  // The last chunk of a PNG is IEND, empty, with its checksum (W3C PNG, 11.2.5).
  if (bytes.starts_with("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"sv))
    return bytes.ends_with("\0\0\0\0IEND\xae\x42\x60\x82"sv) ? Result<FileType, Sentence>(FileType{"image/png", "png"}) : cut_off();
  if (bytes.starts_with("\xff\xd8\xff"sv))
    return bytes.ends_with("\xff\xd9"sv) ? Result<FileType, Sentence>(FileType{"image/jpeg", "jpg"}) : cut_off();
  if (bytes.starts_with("PK\x03\x04"sv)) return office_type_of(bytes);
  return Sentence{"must be PDF, PNG, JPEG, or an office file (docx, xlsx, pptx, odt, ods, odp)",
                  "harus berupa PDF, PNG, JPEG, atau berkas kantor (docx, xlsx, pptx, odt, ods, odp)"};
}

}  // namespace jejak::documents
