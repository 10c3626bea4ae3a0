#include "tools/erasures.hpp"

#include <fstream>

namespace jejak::tools {

Position read_position(const std::filesystem::path& file) {
  Position position = 0;
  std::ifstream(file) >> position;
  return position;
}

std::function<std::optional<Failure>(Position)> keep_position(std::filesystem::path file) {
  return [file = std::move(file)](Position reached) -> std::optional<Failure> {
    std::filesystem::path fresh = file;
    fresh += ".new";
    std::error_code failed;
    if (!(std::ofstream(fresh) << reached << '\n' << std::flush)) {
      return Failure{Failure::Kind::unavailable, "cannot write " + fresh.string()};
    }
    std::filesystem::rename(fresh, file, failed);
    if (failed) return Failure{Failure::Kind::unavailable, "cannot write " + file.string() + ": " + failed.message()};
    return std::nullopt;
  };
}

Reactor::Reaction erase_keys(Vault& vault, std::filesystem::path file) {
  Reactor::Reaction reaction;
  reaction.types = {"SubjectErased"};
  reaction.react = [&vault](const Event& event) -> std::optional<Failure> {
    const json::value* subject = find_pointer(event.data, "/subject");
    if (subject == nullptr || !subject->is_string()) return std::nullopt;
    return vault.destroy(std::string_view(subject->get_string()));
  };
  reaction.keep = keep_position(std::move(file));
  return reaction;
}

}  // namespace jejak::tools
