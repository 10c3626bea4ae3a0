#include "tools/file_digest.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <functional>

#include "storage/merkle/sha256.hpp"

namespace jejak::tools {
namespace {

Failure failed(const char* doing, const std::filesystem::path& file) {
  const auto kind = errno == ENOSPC || errno == EDQUOT || errno == EFBIG ? Failure::Kind::full : Failure::Kind::unavailable;
  return {kind, std::string("cannot ") + doing + " " + file.string() + ": " + std::strerror(errno)};
}

using Take = std::function<bool(std::string_view piece)>;

// Reads a whole file; nothing where `take` did not want more.
Result<FileDigest, Failure> read_file(const std::filesystem::path& file, const Take& take) {
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  if (!in) return failed("read", file);
  Sha256 hash;
  FileDigest digest;
  std::array<char, 1 << 16> buffer;
  while (in) {
    in.read(buffer.data(), buffer.size());
    const std::string_view piece(buffer.data(), static_cast<std::size_t>(in.gcount()));
    hash.add(bytes_of(piece));
    digest.bytes += piece.size();
    if (!take(piece)) break;
  }
  if (in.bad()) return failed("read", file);
  digest.sha256 = hash.finish();
  return digest;
}

}  // namespace

Result<FileDigest, Failure> digest_file(const std::filesystem::path& file) {
  return read_file(file, [](std::string_view) { return true; });
}

Result<FileDigest, Failure> copy_and_digest(const std::filesystem::path& from, const std::filesystem::path& to) {
  errno = 0;
  std::ofstream out(to, std::ios::binary | std::ios::trunc);
  if (!out) return failed("write", to);
  const auto digest = read_file(from, [&](std::string_view piece) {
    return static_cast<bool>(out.write(piece.data(), static_cast<std::streamsize>(piece.size())));
  });
  if (!digest) return digest;
  if (!out.flush()) return failed("write", to);
  return digest;
}

}  // namespace jejak::tools
