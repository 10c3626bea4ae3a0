#include "api/documents/zip_check.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace jejak::documents {

namespace {

using namespace std::string_view_literals;
using workflows::Sentence;

constexpr std::size_t end_bytes = 22;                 // of the end-of-directory record without a comment
constexpr std::size_t entry_bytes = 46;               // of a directory entry without its name
constexpr std::size_t entries_max = 5'000;
constexpr std::uint64_t unpacked_bytes_max = 256U << 20U;

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = size; i-- > 0;) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

struct Entry {
  std::string_view name;
  std::uint64_t unpacked;
  bool encrypted;
};

Sentence broken() { return {"is no whole ZIP archive", "bukan arsip ZIP yang utuh"}; }

// The directory must end where its end record begins, and that record the file: nothing before, between or behind.
Result<std::vector<Entry>, Sentence> directory_of(std::string_view archive) {
  if (archive.size() < end_bytes) return broken();
  const std::size_t end = archive.size() - end_bytes;
  if (archive.substr(end, 4) != "PK\x05\x06"sv || number(archive, end + 20, 2) != 0) return broken();
  const std::size_t count = number(archive, end + 10, 2);
  std::size_t at = number(archive, end + 16, 4);
  if (count > entries_max || at > end || at + number(archive, end + 12, 4) != end) return broken();
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < count; ++i) {
    if (at + entry_bytes > end || archive.substr(at, 4) != "PK\x01\x02"sv) return broken();
    const std::size_t name = number(archive, at + 28, 2);
    const std::size_t whole = entry_bytes + name + number(archive, at + 30, 2) + number(archive, at + 32, 2);
    if (at + whole > end) return broken();
    entries.push_back({archive.substr(at + entry_bytes, name), number(archive, at + 24, 4), (number(archive, at + 8, 2) & 1U) != 0});
    at += whole;
  }
  if (at != end) return broken();
  return entries;
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return result;
}

// Where macros, controls, embedded objects and links to elsewhere stand.
bool is_active(std::string_view entry) {
  static constexpr std::array inside = {"vbaproject"sv, "vbadata"sv, "activex"sv, "embeddings/"sv, "externallinks/"sv, "customui"sv,
                                        "basic/"sv,     "scripts/"sv, "/macros/"sv};
  const std::string name = lower(entry);
  return std::ranges::any_of(inside, [&](std::string_view part) { return name.find(part) != std::string::npos; });
}

std::optional<Sentence> refuse_entries(const std::vector<Entry>& entries) {
  std::uint64_t unpacked = 0;
  for (const Entry& entry : entries) {
    unpacked += entry.unpacked;
    if (entry.encrypted) return Sentence{"is encrypted: what is in it could not be checked", "terenkripsi: isinya tidak dapat diperiksa"};
    if (entry.name.find("..") != std::string_view::npos || entry.name.starts_with('/')) return broken();
    if (is_active(entry.name)) {
      const std::string name(entry.name.substr(0, 100));
      return Sentence{"has active content (" + name + "): save it without macros, controls and embedded objects",
                      "memuat isi aktif (" + name + "): simpan tanpa makro, kontrol, dan objek sisipan"};
    }
  }
  if (unpacked > unpacked_bytes_max) return Sentence{"unpacks to too much", "isinya terlalu besar setelah dibuka"};
  return std::nullopt;
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
  const auto entries = directory_of(archive);
  if (!entries) return entries.error();
  if (auto refused = refuse_entries(*entries)) return *refused;
  const auto has = [&](std::string_view name) { return std::ranges::find(*entries, name, &Entry::name) != entries->end(); };
  if (const FileType* type = open_document_of(archive)) return *type;
  if (has("[Content_Types].xml")) {
    const auto found = std::ranges::find_if(office, [&](const Office& each) { return has(each.part); });
    if (found != office.end()) return found->type;
  }
  return Sentence{"must be an office file: docx, xlsx, pptx, odt, ods or odp", "harus berupa berkas kantor: docx, xlsx, pptx, odt, ods, atau odp"};
}

}  // namespace jejak::documents
