#include "tests/tidy/source_tree.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace tidy {
namespace {

namespace fs = std::filesystem;

bool is_made_or_fetched(const fs::path& name) {
  static const std::set<std::string> names = {".git",   "build",       "node_modules", "dist",
                                              ".cache", "__pycache__", ".vscode",      ".idea"};
  return names.contains(name.string());
}

std::string contents(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

}  // namespace

Language language_of(std::string_view path) {
  const auto ends = [path](std::initializer_list<std::string_view> endings) {
    return std::any_of(endings.begin(), endings.end(),
                       [path](auto ending) { return path.ends_with(ending); });
  };
  if (ends({".cpp", ".hpp", ".h", ".cc"})) return Language::cpp;
  if (ends({".ts", ".tsx", ".js", ".mjs", ".cjs"})) return Language::typescript;
  if (ends({".py"})) return Language::python;
  return Language::other;
}

File make_file(std::string path, std::string text) {
  File file;
  file.language = language_of(path);
  file.code = file.language == Language::other ? "" : blank_out(text, file.language);
  file.path = std::move(path);
  file.text = std::move(text);
  return file;
}

std::vector<File> read_tree(const std::string& root) {
  std::vector<File> files;
  for (auto entry = fs::recursive_directory_iterator(root); entry != fs::recursive_directory_iterator();
       ++entry) {
    if (is_made_or_fetched(entry->path().filename())) {  // .git is a file in a linked worktree
      if (entry->is_directory()) entry.disable_recursion_pending();
    } else if (entry->is_regular_file()) {
      files.push_back(
          make_file(entry->path().lexically_relative(root).generic_string(), contents(entry->path())));
    }
  }
  std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.path < b.path; });
  return files;
}

std::string place_of(const File& file, std::size_t offset) {
  const auto end = file.text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, file.text.size()));
  return file.path + ":" + std::to_string(1 + std::count(file.text.begin(), end, '\n'));
}

bool within(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? "" : std::string(path.substr(0, slash));
}

}  // namespace tidy
