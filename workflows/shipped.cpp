#include "workflows/shipped.hpp"

#include <algorithm>

#include "workflows/shipped_document.hpp"

namespace jejak::workflows {

std::optional<json::value> shipped_document(std::string_view folder, std::string_view id) {
  const std::string name = std::string(folder) + "/" + std::string(id) + ".json";
  const auto files = shipped_files();
  const auto found = std::ranges::find(files, name, &ShippedFile::name);
  if (found == files.end()) return std::nullopt;
  auto document = parse_json(found->bytes);
  if (!document) return std::nullopt;
  return std::move(*document);
}

std::vector<std::string> shipped_ids(std::string_view folder) {
  std::vector<std::string> ids;
  for (const auto& file : shipped_files()) {
    if (!file.name.starts_with(folder)) continue;
    ids.emplace_back(file.name.substr(folder.size() + 1, file.name.size() - folder.size() - 6));
  }
  return ids;
}

}  // namespace jejak::workflows
