#include "storage/sqlite/room.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace jejak {
namespace {

Failure no_room(const std::filesystem::path& folder, int reason) {
  return {Failure::Kind::full,
          "there is no room for another MiB in " + folder.string() + " (" + std::strerror(reason) + ")"};
}

std::optional<Failure> by_free_space(const std::filesystem::path& folder) {
  std::error_code unknown;
  const auto space = std::filesystem::space(folder, unknown);
  if (unknown || space.available >= room_bytes_min) return std::nullopt;
  return no_room(folder, ENOSPC);
}

}  // namespace

std::optional<Failure> check_room(const std::filesystem::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor < 0 && (errno == ENOSPC || errno == EDQUOT)) return no_room(folder, errno);
  if (descriptor < 0) return by_free_space(folder);
  const int refused = ::posix_fallocate(descriptor, 0, static_cast<off_t>(room_bytes_min));
  ::close(descriptor);
  if (refused == ENOSPC || refused == EDQUOT || refused == EFBIG) return no_room(folder, refused);
  return std::nullopt;
}

}  // namespace jejak
