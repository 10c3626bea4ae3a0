#include "storage/sqlite/log_row.hpp"

#include <algorithm>

namespace jejak::sqlite {
namespace {

bool copy_hash(std::string_view blob, Hash& hash) {
  if (blob.size() != hash.size()) return false;
  std::copy(blob.begin(), blob.end(), reinterpret_cast<char*>(hash.data()));
  return true;
}

constexpr std::size_t second_size = 19;  // "2022-05-25T02:00:00"
constexpr std::size_t time_size = 27;    // and ".000000Z"

}  // namespace

bool RowReader::read_time(std::string_view text) {
  if (text.size() != time_size || text[second_size] != '.' || text.back() != 'Z') return false;
  const std::string_view second = text.substr(0, second_size);
  if (second != second_text_) {
    const auto parsed = parse_rfc3339(std::string(second) + "Z");
    if (!parsed) return false;
    second_text_ = second;
    second_microseconds_ = parsed->microseconds;
  }
  std::int64_t fraction = 0;
  for (const char c : text.substr(second_size + 1, 6)) {
    if (c < '0' || c > '9') return false;
    fraction = fraction * 10 + (c - '0');
  }
  event_.time.microseconds = second_microseconds_ + fraction;
  return true;
}

// Text is read as a blob: SQLite would otherwise copy each to end it with a NUL.
bool RowReader::read(const Statement& row) {
  event_.position = row.count(0);
  event_.stream = row.blob(1);
  event_.stream_version = row.count(2);
  event_.id = row.blob(3);
  event_.type = row.blob(4);
  event_.schema_version = static_cast<std::uint32_t>(row.number(5));
  event_.actor = row.blob(7);
  event_.correlation_id = row.blob(8);
  event_.causation_id = row.blob(9);
  event_.data = row.blob(10);
  return read_time(row.blob(6)) && copy_hash(row.blob(11), event_.salt) &&
         copy_hash(row.blob(12), event_.leaf_hash);
}

}  // namespace jejak::sqlite
