#include "api/routes/csv.hpp"

#include <algorithm>

namespace jejak::routes {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// -12.5, as decimals of ours are spelt.
bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t dot = std::min(text.find('.'), text.size());
  const auto digits = [](std::string_view part) { return !part.empty() && std::all_of(part.begin(), part.end(), is_digit); };
  return digits(text.substr(0, dot)) && (dot == text.size() || digits(text.substr(dot + 1)));
}

bool is_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos && !is_number(text);
}

}  // namespace

Csv& Csv::cell(std::string_view text) {
  if (begun_) text_ += ',';
  begun_ = true;
  const bool formula = is_formula(text);
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    if (formula) text_ += '\'';
    text_ += text;
    return *this;
  }
  text_ += '"';
  if (formula) text_ += '\'';
  for (const char c : text) {
    if (c == '"') text_ += '"';
    text_ += c;
  }
  text_ += '"';
  return *this;
}

Csv& Csv::end_line() {
  text_ += "\r\n";
  begun_ = false;
  return *this;
}

}  // namespace jejak::routes
