#include "api/documents/zip_check.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "api/documents/office_part.hpp"
#include "api/documents/ooxml_check.hpp"
#include "api/documents/open_document_check.hpp"
#include "api/documents/zip_archive.hpp"

namespace jejak::documents {

namespace {

using namespace std::string_view_literals;
using workflows::Sentence;

// Where macros, controls, embedded objects and links to elsewhere stand.
bool is_active(std::string_view entry) {
  static constexpr std::array inside = {"vbaproject"sv, "vbadata"sv, "activex"sv, "embeddings/"sv, "externallinks/"sv, "customui"sv,
                                        "basic/"sv,     "scripts/"sv, "/macros/"sv};
  const std::string name = in_lower_case(entry);
  return std::ranges::any_of(inside, [&](std::string_view part) { return name.find(part) != std::string::npos; });
}

std::optional<Sentence> refuse_names(const std::vector<ZipEntry>& entries) {
  const auto found = std::ranges::find_if(entries, is_active, &ZipEntry::name);
  if (found == entries.end()) return std::nullopt;
  return active_part({"active content", "isi aktif"}, found->name);
}

struct Office {
  std::string_view part;  // that the archive must have
  FileType type;
};
constexpr std::array office = {
    Office{"word/document.xml", {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"}},
    Office{"xl/workbook.xml", {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"}},
    Office{"ppt/presentation.xml", {"application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"}}};
constexpr std::array open_document = {FileType{"application/vnd.oasis.opendocument.text", "odt"},
                                      FileType{"application/vnd.oasis.opendocument.spreadsheet", "ods"},
                                      FileType{"application/vnd.oasis.opendocument.presentation", "odp"}};

// OpenDocument's first entry is `mimetype`, stored as it is (part 2, 3.3): its bytes are at 38.
const FileType* open_document_of(std::string_view archive) {
  if (archive.substr(std::min<std::size_t>(archive.size(), 30), 8) != "mimetype") return nullptr;
  const std::string_view rest = archive.substr(38);
  const auto found = std::ranges::find_if(open_document, [&](const FileType& type) {
    return rest.starts_with(type.media_type) && rest.substr(type.media_type.size()).starts_with("PK\x03\x04"sv);
  });
  return found == open_document.end() ? nullptr : &*found;
}

}  // namespace

Result<FileType, Sentence> office_type_of(std::string_view archive) {
  const auto entries = read_zip(archive);
  if (!entries) return entries.error();
  if (auto refused = refuse_names(*entries)) return *refused;
  const auto has = [&](std::string_view name) { return std::ranges::find(*entries, name, &ZipEntry::name) != entries->end(); };
  const auto taken = [](const FileType& type, std::optional<Sentence> refused) { return refused ? Result<FileType, Sentence>(*std::move(refused)) : type; };
  if (const FileType* type = open_document_of(archive)) return taken(*type, refuse_open_document(*entries));
  const auto found = std::ranges::find_if(office, [&](const Office& each) { return has(each.part); });
  if (has("[Content_Types].xml") && found != office.end()) return taken(found->type, refuse_ooxml(*entries));
  return Sentence{"must be an office file: docx, xlsx, pptx, odt, ods or odp", "harus berupa berkas kantor: docx, xlsx, pptx, odt, ods, atau odp"};
}

}  // namespace jejak::documents
