#include "storage/format/cursor.hpp"

#include "storage/merkle/sha256.hpp"

namespace jejak {
namespace {

constexpr std::size_t fingerprint_size = 8;
constexpr std::size_t cursor_size_max = 8192;

void append_big_endian(std::string& out, std::uint64_t number, int size) {
  for (int shift = (size - 1) * 8; shift >= 0; shift -= 8) out += static_cast<char>(number >> shift & 0xff);
}

std::uint64_t take_big_endian(std::string_view& in, std::size_t size) {
  std::uint64_t number = 0;
  for (const char c : in.substr(0, size)) number = number << 8 | static_cast<unsigned char>(c);
  in.remove_prefix(size);
  return number;
}

// Each part with its length, so that no two lists of parts give the same bytes.
void append_part(std::string& out, std::string_view part) {
  append_big_endian(out, part.size(), 4);
  out += part;
}

// Over the place too, so that a cursor whose end was altered is none.
std::string fingerprint(const ViewQuery& query, const ViewSchema& schema, std::string_view place) {
  std::string bytes;
  append_part(bytes, place);
  append_part(bytes, query.view);
  append_big_endian(bytes, static_cast<std::uint64_t>(schema.revision), 8);
  append_part(bytes, query.sort);
  bytes += query.descending ? 'd' : 'a';
  for (const ViewQuery::Filter& filter : query.filters) {
    append_part(bytes, filter.field);
    append_part(bytes, filter.value);
  }
  if (query.search) {
    bytes += 's';
    append_part(bytes, query.search->field);
    append_part(bytes, query.search->value);
  }
  const Hash hash = sha256(bytes_of(bytes));
  return {reinterpret_cast<const char*>(hash.data()), fingerprint_size};
}

}  // namespace

std::string print_cursor(const ViewQuery& query, const ViewSchema& schema, const ViewCursor& cursor) {
  std::string bytes;
  if (const auto* number = std::get_if<std::int64_t>(&cursor.value)) {
    bytes += 'i';
    append_big_endian(bytes, static_cast<std::uint64_t>(*number), 8);
  } else if (const auto* text = std::get_if<std::string>(&cursor.value)) {
    bytes += 't';
    append_part(bytes, *text);
  } else {
    bytes += 'n';
  }
  bytes += cursor.key;
  return to_base64url(bytes_of(fingerprint(query, schema, bytes) + bytes));
}

std::optional<ViewCursor> parse_cursor(const ViewQuery& query, const ViewSchema& schema) {
  if (query.cursor.size() > cursor_size_max) return std::nullopt;
  const std::optional<std::string> bytes = from_base64url(query.cursor);
  if (!bytes || bytes->size() <= fingerprint_size) return std::nullopt;
  std::string_view rest = *bytes;
  const std::string_view sent = rest.substr(0, fingerprint_size);
  rest.remove_prefix(fingerprint_size);
  if (sent != fingerprint(query, schema, rest)) return std::nullopt;
  const char kind = rest.front();
  rest.remove_prefix(1);
  ViewCursor cursor;
  if (kind == 'i' && rest.size() >= 8) {
    cursor.value = static_cast<std::int64_t>(take_big_endian(rest, 8));
  } else if (kind == 't' && rest.size() >= 4) {
    const std::uint64_t size = take_big_endian(rest, 4);
    if (size > rest.size()) return std::nullopt;
    cursor.value = std::string(rest.substr(0, size));
    rest.remove_prefix(size);
  } else if (kind != 'n') {
    return std::nullopt;
  }
  cursor.key = rest;
  return cursor;
}

}  // namespace jejak
