#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace jejak::documents {

struct Table {
  std::string name;  // of the sheet; at most 31 characters, no brackets, colon, star, question mark or slash
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;  // as many cells each as there are columns
};

// Whether a spreadsheet may take the text for a number without changing it: -12.5, at most 15 digits, no leading zero.
bool is_plain_number(std::string_view text);

std::string csv(const Table& table);                     // RFC 4180; no cell is taken for a formula
std::string workbook(std::span<const Table> tables);     // XLSX, a sheet each; throws std::runtime_error where it cannot be made

}  // namespace jejak::documents
