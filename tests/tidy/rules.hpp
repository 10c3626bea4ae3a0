#pragma once
#include <cstddef>
#include <vector>

#include "tests/tidy/source_tree.hpp"

// The rules of the house. Each looks at one file, or at the whole tree where it must, and says what it
// objects to.
namespace tidy {

inline constexpr std::size_t file_lines_max = 400;
inline constexpr std::size_t function_lines_max = 70;

Findings check_includes(const File& file);              // who may include whom
Findings check_size(const File& file);                  // lines per file and per function
Findings check_patterns(const File& file);              // what must not be written
Findings check_names(const File& file);                 // names that say nothing
Findings check_layout(const std::vector<File>& files);  // the top level, and a README in every folder

// The functions of a source file: where each begins (a byte of the text) and how many lines it has. Lambdas
// and nested functions count as part of the function around them.
struct Function {
  std::size_t offset = 0;
  std::size_t lines = 0;
};
std::vector<Function> functions_of(const File& file);

}  // namespace tidy
