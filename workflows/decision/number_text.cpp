#include <algorithm>

#include "workflows/decision/ranking.hpp"

namespace jejak::workflows {

namespace {

std::string digits_of(int128 value) {
  const bool negative = value < 0;
  std::string digits;
  do {
    const int digit = static_cast<int>(value % 10);
    digits.push_back(static_cast<char>('0' + (digit < 0 ? -digit : digit)));
    value /= 10;
  } while (value != 0);
  if (negative) digits.push_back('-');
  std::ranges::reverse(digits);
  return digits;
}

}  // namespace

std::string fraction_text(const Rational& value) {
  std::string text = digits_of(value.numerator());
  if (value.denominator() != 1) text += "/" + digits_of(value.denominator());
  return text;
}

std::string rounded_text(const Rational& value) {
  return value.to_decimal(4, Rounding::half_even).value_or(Decimal()).to_string();
}

std::int64_t sort_units(const Rational& value) {
  const Decimal rounded = value.to_decimal(6, Rounding::half_even).value_or(Decimal());
  std::int64_t units = rounded.units();
  for (int scale = rounded.scale(); scale < 6; ++scale) units *= 10;
  return units;
}

}  // namespace jejak::workflows
