// The top level of the house, and a README in every folder.
#include <algorithm>
#include <set>

#include "tests/tidy/rules.hpp"

namespace tidy {
namespace {

const std::set<std::string, std::less<>> top_level = {
    "CMakeLists.txt", "CMakePresets.json", "LICENSE", "README.md", "engine", "api",
    "workflows",      "storage",           "tests",   "tools"};

// Folders of plain data: the folder around them says what they are.
const std::vector<std::string_view> data_folders = {"workflows/definitions", "workflows/rulebooks",
                                                    "tests/golden", "tests/fuzz/corpus",
                                                    "tests/differential/cases"};

bool is_data(std::string_view folder) {
  return std::any_of(data_folders.begin(), data_folders.end(),
                     [folder](auto data) { return within(folder, data) && folder != "tests/golden"; });
}

}  // namespace

Findings check_layout(const std::vector<File>& files) {
  Findings findings;
  std::set<std::string> folders, paths, strangers;
  for (const File& file : files) {
    paths.insert(file.path);
    const std::string top = file.path.substr(0, file.path.find('/'));
    if (!top.starts_with('.') && !top_level.contains(top)) strangers.insert(top);
    for (std::string folder = folder_of(file.path); !folder.empty(); folder = folder_of(folder)) {
      if (!folder.starts_with('.')) folders.insert(folder);
    }
  }
  for (const std::string& stranger : strangers) {
    findings.push_back(
        {stranger, "stands at the top level", "put it into one of the folders that are there"});
  }
  if (!paths.contains("README.md"))
    findings.push_back({"README.md", "is missing", "say what this is and how to run it"});
  for (const std::string& folder : folders) {
    if (is_data(folder) || strangers.contains(folder.substr(0, folder.find('/'))) ||
        paths.contains(folder + "/README.md"))
      continue;
    findings.push_back({folder, "has no README.md",
                        "say its purpose, what it may include, where to start, and what was decided why"});
  }
  return findings;
}

}  // namespace tidy
