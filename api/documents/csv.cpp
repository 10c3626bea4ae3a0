#include <algorithm>

#include "api/documents/table.hpp"

namespace jejak::documents {

namespace {

bool is_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos && !is_plain_number(text);
}

void append_cell(std::string& csv, std::string_view text) {
  const bool quoted = text.find_first_of(",\"\r\n") != std::string_view::npos;
  if (quoted) csv += '"';
  if (is_formula(text)) csv += '\'';
  for (const char c : text) {
    if (c == '"') csv += '"';
    csv += c;
  }
  if (quoted) csv += '"';
}

void append_line(std::string& csv, const std::vector<std::string>& cells) {
  bool begun = false;
  for (const std::string& cell : cells) {
    if (begun) csv += ',';
    begun = true;
    append_cell(csv, cell);
  }
  csv += "\r\n";
}

}  // namespace

bool is_plain_number(std::string_view text) {
  constexpr std::size_t digits_max = 15;  // that a double keeps
  const auto digits = [](std::string_view part) { return !part.empty() && std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; }); };
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t dot = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(0, dot);
  if (!digits(whole) || (whole.size() > 1 && whole.front() == '0')) return false;
  return text.size() <= digits_max + (dot == text.size() ? 0U : 1U) && (dot == text.size() || digits(text.substr(dot + 1)));
}

std::string csv(const Table& table) {
  std::string text;
  append_line(text, table.columns);
  for (const auto& row : table.rows) append_line(text, row);
  return text;
}

}  // namespace jejak::documents
