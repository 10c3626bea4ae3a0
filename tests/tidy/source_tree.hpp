#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace tidy {

enum class Language { cpp, typescript, python, other };

// One file of the house. `path` is relative to its root, with slashes; `code` is `text` with comments and the
// insides of strings blanked out, line for line and column for column (empty where the language is other).
struct File {
  std::string path;
  std::string text;
  std::string code;
  Language language = Language::other;
};

// What a rule objects to: where ("path:line"), what, and what to do about it.
struct Finding {
  std::string place;
  std::string problem;
  std::string fix;
};
using Findings = std::vector<Finding>;

Language language_of(std::string_view path);
std::string blank_out(std::string_view text, Language language);
File make_file(std::string path, std::string text);

// Every file below `root` but what is made or fetched: build folders, node_modules, caches, version control.
std::vector<File> read_tree(const std::string& root);

// "path:line" of a byte of the file's text.
std::string place_of(const File& file, std::size_t offset);

bool within(std::string_view path, std::string_view folder);  // is in `folder` ("api/http") or below
std::string folder_of(std::string_view path);                 // "" for a file at the top

}  // namespace tidy
