#include "storage/sqlite/blob_store.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "storage/merkle/sha256.hpp"
#include "storage/sqlite/copy.hpp"

namespace jejak {
namespace {

// Anything else could lead out of the folder.
bool is_name(std::string_view name) {
  return name.size() == 64 && name.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Failure failed(const char* what, const std::filesystem::path& place) {
  const auto kind = errno == ENOSPC || errno == EDQUOT ? Failure::Kind::full : Failure::Kind::unavailable;
  return {kind, std::string("cannot ") + what + " " + place.string() + ": " + std::strerror(errno)};
}

std::optional<Failure> make_folders(const std::filesystem::path& folder) {
  for (const std::filesystem::path& each : {folder.parent_path(), folder}) {
    if (::mkdir(each.c_str(), 0700) == 0) {
      if (auto failure = make_durable(each.parent_path())) return failure;
    } else if (errno != EEXIST) {
      return failed("make", each);
    }
  }
  return std::nullopt;
}

std::optional<Failure> write_durably(const std::filesystem::path& file, std::string_view bytes) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0) return failed("write", file);
  std::optional<Failure> failure;
  while (!bytes.empty() && !failure) {
    const ::ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) failure = failed("write", file);
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (!failure && ::fsync(descriptor) != 0) failure = failed("write", file);
  ::close(descriptor);
  if (failure) ::unlink(file.c_str());
  return failure;
}

}  // namespace

std::filesystem::path blob_place(std::string_view name) { return std::filesystem::path(name.substr(0, 2)) / name; }

Result<std::string, Failure> FileBlobStore::put(std::string_view bytes) {
  static std::atomic<std::uint64_t> serial = 0;
  std::string name = to_hex(sha256(bytes_of(bytes)));
  const std::filesystem::path place = folder_ / blob_place(name);
  std::error_code ignored;
  if (std::filesystem::exists(place, ignored)) return name;
  if (auto failure = make_folders(place.parent_path())) return *failure;
  const std::filesystem::path fresh = place.string() + ".new" + std::to_string(++serial);
  if (auto failure = write_durably(fresh, bytes)) return *failure;
  if (::rename(fresh.c_str(), place.c_str()) != 0) return failed("keep", place);
  if (auto failure = make_durable(place.parent_path())) return *failure;
  return name;
}

Result<std::optional<std::string>, Failure> FileBlobStore::get(std::string_view name) {
  if (!is_name(name)) return std::optional<std::string>();
  const std::filesystem::path place = folder_ / blob_place(name);
  std::error_code ignored;
  if (!std::filesystem::exists(place, ignored)) return std::optional<std::string>();
  std::ifstream in(place, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (!in) return Failure{Failure::Kind::unavailable, "cannot read " + place.string()};
  if (to_hex(sha256(bytes_of(bytes))) != name) return Failure{Failure::Kind::corrupt, place.string() + " is not what its name says"};
  return std::optional(std::move(bytes));
}

std::optional<Failure> FileBlobStore::remove(std::string_view name) {
  if (!is_name(name)) return std::nullopt;
  const std::filesystem::path place = folder_ / blob_place(name);
  if (::unlink(place.c_str()) != 0 && errno != ENOENT) return failed("remove", place);
  return std::nullopt;
}

}  // namespace jejak
