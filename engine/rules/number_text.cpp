#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "engine/rules/text.hpp"

namespace jejak::rules {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

bool is_digit(char character) { return character >= '0' && character <= '9'; }

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - at;
}

// Length of the StrUnsignedDecimalLiteral that `text` begins with (ECMA-262, 7.1.4.1), 0 where there is none.
std::size_t decimal_prefix(std::string_view text) {
  const std::size_t whole = digits_at(text, 0);
  std::size_t end = whole;
  if (end < text.size() && text[end] == '.') {
    const std::size_t fraction = digits_at(text, end + 1);
    if (whole + fraction == 0) return 0;
    end += 1 + fraction;
  }
  if (end == 0) return 0;
  if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
    std::size_t exponent = end + 1;
    if (exponent < text.size() && (text[exponent] == '+' || text[exponent] == '-')) ++exponent;
    if (const std::size_t count = digits_at(text, exponent)) end = exponent + count;
  }
  return end;
}

double decimal_value(std::string_view literal) {
  // from_chars leaves the value alone where it overflows or underflows: the exponent's sign tells which it
  // is.
  double value = 0;
  if (literal.starts_with('.')) {
    const std::string padded = "0" + std::string(literal);
    return decimal_value(padded);
  }
  const auto [end, error] = std::from_chars(literal.data(), literal.data() + literal.size(), value);
  if (error != std::errc::result_out_of_range) return value;
  const std::size_t exponent = literal.find_first_of("eE");
  const bool tiny =
      exponent != std::string_view::npos && exponent + 1 < literal.size() && literal[exponent + 1] == '-';
  const bool zero_leading = literal.starts_with("0.") && exponent == std::string_view::npos;
  return tiny || zero_leading ? 0.0 : infinity;
}

double radix_value(std::string_view digits, int radix) {
  if (digits.empty()) return not_a_number;
  double value = 0;
  for (const char character : digits) {
    int digit = 99;
    if (is_digit(character)) digit = character - '0';
    if (character >= 'a' && character <= 'f') digit = character - 'a' + 10;
    if (character >= 'A' && character <= 'F') digit = character - 'A' + 10;
    if (digit >= radix) return not_a_number;
    value = value * radix + digit;
  }
  return value;
}

struct Signed {
  std::string_view text;
  double sign;
};

Signed without_sign(std::string_view text) {
  if (text.starts_with('-')) return {text.substr(1), -1};
  if (text.starts_with('+')) return {text.substr(1), 1};
  return {text, 1};
}

}  // namespace

double number_of_text(std::string_view text) {
  text = trim(text);
  if (text.empty()) return 0;
  if (text.size() > 1 && text[0] == '0') {
    if (text[1] == 'x' || text[1] == 'X') return radix_value(text.substr(2), 16);
    if (text[1] == 'o' || text[1] == 'O') return radix_value(text.substr(2), 8);
    if (text[1] == 'b' || text[1] == 'B') return radix_value(text.substr(2), 2);
  }
  const auto [digits, sign] = without_sign(text);
  if (digits == "Infinity") return sign * infinity;
  if (digits.empty() || decimal_prefix(digits) != digits.size()) return not_a_number;
  return sign * decimal_value(digits);
}

double parse_float(std::string_view text) {
  const auto [digits, sign] = without_sign(trim(text));
  if (digits.starts_with("Infinity")) return sign * infinity;
  const std::size_t length = decimal_prefix(digits);
  return length == 0 ? not_a_number : sign * decimal_value(digits.substr(0, length));
}

// ECMA-262, Number::toString: the shortest digits that read back, placed by the exponent.
void append_number_text(std::string& out, double number) {
  if (std::isnan(number)) {
    out += "NaN";
    return;
  }
  if (number == 0) {
    out += '0';
    return;
  }
  if (number < 0) out += '-';
  if (std::isinf(number)) {
    out += "Infinity";
    return;
  }
  std::array<char, 32> buffer;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::fabs(number),
                                 std::chars_format::scientific)
                       .ptr;
  const std::string_view scientific(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  const std::size_t mark = scientific.find('e');
  std::string digits(1, scientific[0]);
  if (mark > 2) digits += scientific.substr(2, mark - 2);
  const int exponent = std::stoi(std::string(scientific.substr(mark + 1)));
  const int count = static_cast<int>(digits.size());
  const int point = exponent + 1;  // where the decimal point stands among the digits
  if (point > 21 || point < -5) {
    out += digits[0];
    if (count > 1) out.append(1, '.').append(digits, 1, std::string::npos);
    out += exponent < 0 ? "e-" : "e+";
    out += std::to_string(std::abs(exponent));
  } else if (point <= 0) {
    out.append("0.").append(static_cast<std::size_t>(-point), '0').append(digits);
  } else if (count <= point) {
    out.append(digits).append(static_cast<std::size_t>(point - count), '0');
  } else {
    const auto whole = static_cast<std::size_t>(point);
    out.append(digits, 0, whole).append(1, '.').append(digits, whole, std::string::npos);
  }
}

}  // namespace jejak::rules
