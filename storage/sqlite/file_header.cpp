#include "storage/sqlite/file_header.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>

namespace jejak::sqlite {
namespace {

constexpr std::string_view magic("SQLite format 3\0", 16);
constexpr std::size_t read_format_at = 19;  // 2: to be read with a WAL
constexpr std::size_t user_version_at = 60;
constexpr std::size_t application_id_at = 68;
using Header = std::array<char, 100>;

std::int64_t big_endian(const Header& header, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = number << 8 | static_cast<unsigned char>(header[at + i]);
  return static_cast<std::int32_t>(number);
}

std::optional<std::size_t> read_header(const std::filesystem::path& file, Header& header) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return std::nullopt;
  stream.read(header.data(), header.size());
  return static_cast<std::size_t>(stream.gcount());
}

}  // namespace

std::optional<Failure> refuse_foreign(const std::filesystem::path& file, const FileKind& kind) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return std::nullopt;
  Header header{};
  const auto size = read_header(file, header);
  if (!size) {
    return Failure{Failure::Kind::unavailable, "cannot read " + file.string() + ": " + std::strerror(errno)};
  }
  if (*size == 0) return std::nullopt;
  if (*size < header.size() || std::string_view(header.data(), magic.size()) != magic) {
    return Failure{Failure::Kind::foreign, file.string() + " is no database"};
  }
  const std::int64_t id = big_endian(header, application_id_at);
  const std::int64_t version = big_endian(header, user_version_at);
  if (id == 0 && version == 0) return std::nullopt;
  return refuse_kind(id, version, kind, file);
}

bool lacks_wal(const std::filesystem::path& file) {
  std::filesystem::path wal = file;
  wal += "-wal";
  Header header{};
  if (!read_header(file, header) || header[read_format_at] != 2) return false;
  return ::access(wal.c_str(), F_OK) != 0 && ::access(file.parent_path().c_str(), W_OK) != 0;
}

}  // namespace jejak::sqlite
