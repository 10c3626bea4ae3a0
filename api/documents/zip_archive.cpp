#include "api/documents/zip_archive.hpp"

#include <zlib.h>

#include <set>

namespace jejak::documents {

namespace {

using namespace std::string_view_literals;
using workflows::Sentence;

constexpr std::size_t end_bytes = 22;    // of the end-of-directory record without a comment
constexpr std::size_t entry_bytes = 46;  // of a directory entry without its name
constexpr std::size_t head_bytes = 30;   // of an entry's own head without its name
constexpr std::size_t entries_max = 5'000;

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = size; i-- > 0;) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

Sentence unreadable(std::string_view name) {
  const std::string shown(name.substr(0, 100));
  return {"is encrypted or packed in a way that could not be checked (" + shown + ")", "terenkripsi atau dikemas dengan cara yang tidak dapat diperiksa (" + shown + ")"};
}

// The entry of the directory at `at`, whose name has that many bytes. Readers differ in whether they believe the directory or the entry's own
// head, so both must say the same.
Result<ZipEntry, Sentence> entry_at(std::string_view archive, std::size_t at, std::size_t name_bytes) {
  ZipEntry entry{.name = archive.substr(at + entry_bytes, name_bytes), .packed = {}, .unpacked = number(archive, at + 24, 4)};
  const std::uint32_t method = number(archive, at + 10, 2);
  if ((number(archive, at + 8, 2) & 1U) != 0 || (method != 0 && method != 8)) return unreadable(entry.name);
  entry.deflated = method == 8;
  const std::size_t head = number(archive, at + 42, 4), packed = number(archive, at + 20, 4);
  if (head + head_bytes > at || archive.substr(head, 4) != "PK\x03\x04"sv || number(archive, head + 8, 2) != method) return broken_archive();
  if (number(archive, head + 26, 2) != name_bytes || archive.substr(head + head_bytes, name_bytes) != entry.name) return broken_archive();
  const std::size_t data = head + head_bytes + name_bytes + number(archive, head + 28, 2);
  if (data > at || packed > at - data) return broken_archive();
  entry.packed = archive.substr(data, packed);
  return entry;
}

bool leads_out(std::string_view name) {
  return name.empty() || name.starts_with('/') || name.find("..") != std::string_view::npos || name.find_first_of("\\:\0"sv) != std::string_view::npos;
}

std::optional<Sentence> refuse_all(const std::vector<ZipEntry>& entries) {
  std::set<std::string> names;
  std::uint64_t unpacked = 0;
  for (const ZipEntry& entry : entries) {
    unpacked += entry.unpacked;
    if (leads_out(entry.name) || !names.insert(in_lower_case(entry.name)).second) return broken_archive();
  }
  if (unpacked > unpacked_bytes_max) return Sentence{"unpacks to too much", "isinya terlalu besar setelah dibuka"};
  return std::nullopt;
}

}  // namespace

Sentence broken_archive() { return {"is no whole ZIP archive", "bukan arsip ZIP yang utuh"}; }

std::string in_lower_case(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return result;
}

// The directory must end where its end record begins, and that record the file: nothing between or behind.
Result<std::vector<ZipEntry>, Sentence> read_zip(std::string_view archive) {
  if (archive.size() < end_bytes) return broken_archive();
  const std::size_t end = archive.size() - end_bytes;
  if (archive.substr(end, 4) != "PK\x05\x06"sv || number(archive, end + 20, 2) != 0) return broken_archive();
  const std::size_t count = number(archive, end + 10, 2);
  std::size_t at = number(archive, end + 16, 4);
  if (count > entries_max || at > end || at + number(archive, end + 12, 4) != end) return broken_archive();
  std::vector<ZipEntry> entries;
  for (std::size_t i = 0; i < count; ++i) {
    if (at + entry_bytes > end || archive.substr(at, 4) != "PK\x01\x02"sv) return broken_archive();
    const std::size_t name = number(archive, at + 28, 2);
    const std::size_t whole = entry_bytes + name + number(archive, at + 30, 2) + number(archive, at + 32, 2);
    if (at + whole > end) return broken_archive();
    auto entry = entry_at(archive, at, name);
    if (!entry) return entry.error();
    entries.push_back(*entry);
    at += whole;
  }
  if (at != end) return broken_archive();
  if (auto refused = refuse_all(entries)) return *refused;
  return entries;
}

std::optional<std::string> unpack(const ZipEntry& entry) {
  if (!entry.deflated) return entry.packed.size() == entry.unpacked ? std::optional(std::string(entry.packed)) : std::nullopt;
  if (entry.unpacked > unpacked_bytes_max) return std::nullopt;
  std::string bytes(entry.unpacked + 1, '\0');  // one more, so that it shows where there is more than was said
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return std::nullopt;
  stream.next_in = const_cast<unsigned char*>(reinterpret_cast<const unsigned char*>(entry.packed.data()));
  stream.avail_in = static_cast<uInt>(entry.packed.size());
  stream.next_out = reinterpret_cast<unsigned char*>(bytes.data());
  stream.avail_out = static_cast<uInt>(bytes.size());
  const int state = inflate(&stream, Z_FINISH);
  inflateEnd(&stream);
  if (state != Z_STREAM_END || stream.avail_out != 1 || stream.avail_in != 0) return std::nullopt;
  bytes.pop_back();
  return bytes;
}

}  // namespace jejak::documents
