#include "tools/held_back.hpp"

#include <fstream>

#include "storage/sqlite/copy.hpp"

namespace jejak::tools {

namespace {
constexpr const char* marker = "restored";
}

std::optional<Failure> mark_as_copy(const std::filesystem::path& folder) {
  std::ofstream file(folder / marker);
  file << "Restored from a backup. Nothing is sent and no timer fires until the server is started once with --take-over.\n";
  file.close();
  if (!file) return Failure{Failure::Kind::unavailable, "cannot write " + (folder / marker).string()};
  return make_durable(folder / marker);
}

bool is_copy(const std::filesystem::path& folder) {
  std::error_code ignored;
  return std::filesystem::exists(folder / marker, ignored);
}

std::optional<Failure> take_over(const std::filesystem::path& folder) {
  std::error_code error;
  if (!std::filesystem::remove(folder / marker, error) && !error) return std::nullopt;
  if (error) return Failure{Failure::Kind::unavailable, "cannot remove " + (folder / marker).string() + ": " + error.message()};
  return make_durable(folder);
}

}  // namespace jejak::tools
