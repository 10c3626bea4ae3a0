#include "storage/sqlite/file_header.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>

namespace jejak::sqlite {
namespace {

constexpr std::string_view magic("SQLite format 3\0", 16);
constexpr std::size_t user_version_at = 60;
constexpr std::size_t application_id_at = 68;
using Header = std::array<char, 100>;

std::int64_t big_endian(const Header& header, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = number << 8 | static_cast<unsigned char>(header[at + i]);
  return static_cast<std::int32_t>(number);
}

}  // namespace

std::optional<Failure> refuse_foreign(const std::filesystem::path& file, const FileKind& kind) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return std::nullopt;
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    return Failure{Failure::Kind::unavailable, "cannot read " + file.string() + ": " + std::strerror(errno)};
  }
  Header header{};
  stream.read(header.data(), header.size());
  if (stream.gcount() == 0) return std::nullopt;
  if (stream.gcount() < static_cast<std::streamsize>(header.size()) ||
      std::string_view(header.data(), magic.size()) != magic) {
    return Failure{Failure::Kind::foreign, file.string() + " is no database"};
  }
  const std::int64_t id = big_endian(header, application_id_at);
  const std::int64_t version = big_endian(header, user_version_at);
  if (id == 0 && version == 0) return std::nullopt;
  return refuse_kind(id, version, kind, file);
}

}  // namespace jejak::sqlite
