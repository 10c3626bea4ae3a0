#include "tools/small_file.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>

namespace jejak::tools {

Result<std::string, std::string> read_small_file(const std::filesystem::path& path) {
  using Text = Result<std::string, std::string>;
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return Text(boost::system::in_place_error, "it is a folder");
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) return Text(boost::system::in_place_error, std::strerror(errno));
  std::string text(small_file_bytes_max + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > small_file_bytes_max) return Text(boost::system::in_place_error, "it is larger than 64 KiB");
  return Text(boost::system::in_place_value, std::move(text));
}

std::string first_fault(const std::filesystem::path& file, const Faults& faults) {
  const Fault& first = faults.front();
  return file.string() + (first.pointer.empty() ? "" : ", " + first.pointer) + ": " + first.message;
}

}  // namespace jejak::tools
