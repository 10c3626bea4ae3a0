#pragma once
#include <string>

namespace jejak::tests {

// What `command` prints about a file with these bytes; the file's name follows the command.
std::string read_back(const std::string& command, const std::string& bytes, const std::string& more = "");
std::string text_of_pdf(const std::string& bytes);
// The texts of a sheet of a workbook, a line per row, its cells apart by "|".
std::string sheet_of(const std::string& workbook, const std::string& sheet);

}  // namespace jejak::tests
