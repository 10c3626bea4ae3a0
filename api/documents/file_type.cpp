#include "api/documents/file_type.hpp"

#include "api/documents/image_check.hpp"
#include "api/documents/pdf_check.hpp"
#include "api/documents/zip_check.hpp"

namespace jejak::documents {

namespace {

using workflows::Sentence;

Result<FileType, Sentence> taken(FileType type, std::optional<Sentence> refused) {
  if (refused) return *std::move(refused);
  return type;
}

}  // namespace

Result<FileType, Sentence> file_type_of(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("%PDF-")) return taken({"application/pdf", "pdf"}, refuse_pdf(bytes));
  if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return taken({"image/png", "png"}, refuse_png(bytes));
  if (bytes.starts_with("\xff\xd8\xff"sv)) return taken({"image/jpeg", "jpg"}, refuse_jpeg(bytes));
  if (bytes.starts_with("PK\x03\x04"sv)) return office_type_of(bytes);
  return Sentence{"must be PDF, PNG, JPEG, or an office file (docx, xlsx, pptx, odt, ods, odp)",
                  "harus berupa PDF, PNG, JPEG, atau berkas kantor (docx, xlsx, pptx, odt, ods, odp)"};
}

}  // namespace jejak::documents
