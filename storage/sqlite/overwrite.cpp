#include "storage/sqlite/overwrite.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace jejak::sqlite {

std::optional<Failure> overwrite_with_zeros(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0 && errno == ENOENT) return std::nullopt;
  bool good = descriptor >= 0;
  const off_t size = good ? ::lseek(descriptor, 0, SEEK_END) : 0;
  constexpr std::array<char, 4096> zeros{};
  for (off_t offset = 0; good && offset < size;) {
    const auto wanted = std::min<std::size_t>(zeros.size(), static_cast<std::size_t>(size - offset));
    const ssize_t written = ::pwrite(descriptor, zeros.data(), wanted, offset);
    good = written > 0;
    offset += written;
  }
  good = good && ::fsync(descriptor) == 0;
  const int error = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (good) return std::nullopt;
  return Failure{Failure::Kind::not_durable,
                 "cannot overwrite " + file.string() + ": " + std::strerror(error)};
}

}  // namespace jejak::sqlite
