#include "engine/core/decimal.hpp"

#include <cassert>
#include <limits>

namespace jejak {
namespace {

__extension__ typedef unsigned __int128 uint128;

constexpr int scale_max = 9;
constexpr int digits_max = 18;
constexpr uint128 rational_max = ~uint128{0} >> 1;  // 2^127 - 1; the most negative integer is never used

constexpr std::int64_t power_of_ten(int exponent) {
  std::int64_t power = 1;
  for (; exponent > 0; --exponent) power *= 10;
  return power;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

uint128 magnitude(int128 number) {
  return number < 0 ? uint128{0} - static_cast<uint128>(number) : static_cast<uint128>(number);
}

uint128 common_divisor(uint128 a, uint128 b) {
  while (b != 0) {
    const uint128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

std::optional<int128> multiply(int128 a, int128 b) {
  int128 product = 0;
  if (__builtin_mul_overflow(a, b, &product)) return std::nullopt;
  return product;
}

// floor(a / b) and what is left, 0 <= rest < b. Precondition: b > 0.
struct Division {
  int128 quotient;
  int128 rest;
};
Division floor_divide(int128 a, int128 b) {
  Division result{a / b, a % b};
  if (result.rest < 0) {
    result.rest += b;
    --result.quotient;
  }
  return result;
}

// The next decimal digit of rest / divisor, by long division. Ten times `rest` may not fit, so it is added up
// from doublings that are reduced at once.
int next_digit(uint128& rest, uint128 divisor) {
  const auto reduce = [divisor](uint128& number) {
    if (number < divisor) return 0;
    number -= divisor;
    return 1;
  };
  uint128 twice = 2 * rest;
  const int in_twice = reduce(twice);
  uint128 four_times = 2 * twice;
  const int in_four = 2 * in_twice + reduce(four_times);
  uint128 eight_times = 2 * four_times;
  const int in_eight = 2 * in_four + reduce(eight_times);
  rest = eight_times + twice;
  return in_eight + in_twice + reduce(rest);
}

bool rounds_up(Rounding rounding, uint128 rest, uint128 divisor, bool odd) {
  if (rounding == Rounding::down) return false;
  const uint128 twice = 2 * rest;
  if (twice != divisor) return twice > divisor;
  return rounding == Rounding::half_up || odd;
}

}  // namespace

Decimal::Decimal(std::int64_t units, int scale) : units_(units), scale_(scale) {
  assert(0 <= scale && scale <= scale_max);
  while (scale_ > 0 && units_ % 10 == 0) {
    units_ /= 10;
    --scale_;
  }
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view decimals =
      point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  if (whole.empty() || (whole.size() > 1 && whole.front() == '0')) return std::nullopt;
  if (point != std::string_view::npos && (decimals.empty() || decimals.size() > scale_max))
    return std::nullopt;
  if (whole.size() + decimals.size() > digits_max) return std::nullopt;
  std::int64_t units = 0;
  for (const std::string_view part : {whole, decimals}) {
    for (const char c : part) {
      if (!is_digit(c)) return std::nullopt;
      units = units * 10 + (c - '0');
    }
  }
  return Decimal(negative ? -units : units, static_cast<int>(decimals.size()));
}

std::string Decimal::to_string() const {
  std::string digits = std::to_string(units_);
  const std::size_t sign = units_ < 0 ? 1 : 0;
  const auto decimals = static_cast<std::size_t>(scale_);
  if (decimals == 0) return digits;
  if (digits.size() - sign <= decimals) digits.insert(sign, decimals + 1 - (digits.size() - sign), '0');
  digits.insert(digits.size() - decimals, 1, '.');
  return digits;
}

std::strong_ordering Decimal::operator<=>(const Decimal& other) const {
  return int128{units_} * power_of_ten(other.scale_) <=> int128{other.units_} * power_of_ten(scale_);
}

Rational::Rational(const Decimal& value) : Rational(of(value.units(), power_of_ten(value.scale())).value()) {}

std::optional<Rational> Rational::of(int128 numerator, int128 denominator) {
  if (denominator == 0) return std::nullopt;
  uint128 top = magnitude(numerator);
  uint128 bottom = magnitude(denominator);
  const uint128 divisor = common_divisor(top, bottom);
  top /= divisor;
  bottom /= divisor;
  if (top > rational_max || bottom > rational_max) return std::nullopt;
  Rational result;
  const bool negative = (numerator < 0) != (denominator < 0);
  result.numerator_ = negative ? -static_cast<int128>(top) : static_cast<int128>(top);
  result.denominator_ = static_cast<int128>(bottom);
  return result;
}

// Knuth, The Art of Computer Programming 2, 4.5.1: with g the divisor of the denominators only g can be
// shared by the sum's terms, so every step stays as small as the result allows.
std::optional<Rational> Rational::plus(const Rational& other) const {
  const auto shared =
      static_cast<int128>(common_divisor(magnitude(denominator_), magnitude(other.denominator_)));
  const auto left = multiply(numerator_, other.denominator_ / shared);
  const auto right = multiply(other.numerator_, denominator_ / shared);
  int128 sum = 0;
  if (!left || !right || __builtin_add_overflow(*left, *right, &sum)) return std::nullopt;
  const auto again = static_cast<int128>(common_divisor(magnitude(sum), magnitude(shared)));
  const auto bottom = multiply(denominator_ / shared, other.denominator_ / again);
  if (!bottom) return std::nullopt;
  return of(sum / again, *bottom);
}

std::optional<Rational> Rational::minus(const Rational& other) const {
  Rational negated = other;
  negated.numerator_ = -negated.numerator_;
  return plus(negated);
}

std::optional<Rational> Rational::times(const Rational& other) const {
  const auto first =
      static_cast<int128>(common_divisor(magnitude(numerator_), magnitude(other.denominator_)));
  const auto second =
      static_cast<int128>(common_divisor(magnitude(other.numerator_), magnitude(denominator_)));
  const auto top = multiply(numerator_ / first, other.numerator_ / second);
  const auto bottom = multiply(denominator_ / second, other.denominator_ / first);
  if (!top || !bottom) return std::nullopt;
  return of(*top, *bottom);
}

std::optional<Rational> Rational::divided_by(const Rational& other) const {
  const auto inverse = of(other.denominator_, other.numerator_);
  if (!inverse) return std::nullopt;
  return times(*inverse);
}

// By continued fractions, so that it never overflows and always answers.
std::optional<std::strong_ordering> Rational::compare(const Rational& other) const {
  int128 a = numerator_, b = denominator_, c = other.numerator_, d = other.denominator_;
  for (bool turned = false;; turned = !turned) {
    const Division left = floor_divide(a, b);
    const Division right = floor_divide(c, d);
    std::strong_ordering order = left.quotient <=> right.quotient;
    if (order == 0 && (left.rest == 0 || right.rest == 0)) order = left.rest <=> right.rest;
    if (order != 0 || (left.rest == 0 && right.rest == 0)) return turned ? 0 <=> order : order;
    a = b;  // of the rests' inverses, the larger one belongs to the smaller rest
    b = left.rest;
    c = d;
    d = right.rest;
  }
}

std::optional<Decimal> Rational::to_decimal(int scale, Rounding rounding) const {
  assert(0 <= scale && scale <= scale_max);
  constexpr auto largest = static_cast<uint128>(std::numeric_limits<std::int64_t>::max());
  const auto divisor = static_cast<uint128>(denominator_);
  uint128 units = magnitude(numerator_) / divisor;
  uint128 rest = magnitude(numerator_) % divisor;
  if (units > largest) return std::nullopt;
  for (int digit = 0; digit < scale; ++digit)
    units = units * 10 + static_cast<uint128>(next_digit(rest, divisor));
  if (rounds_up(rounding, rest, divisor, units % 2 == 1)) ++units;
  for (; scale > 0 && units % 10 == 0; --scale) units /= 10;
  if (units > largest) return std::nullopt;
  const auto size = static_cast<std::int64_t>(units);
  return Decimal(numerator_ < 0 ? -size : size, scale);
}

std::optional<Rational> weighted_mean(std::span<const Weighted> items) {
  std::optional<Rational> sum = Rational(), weights = Rational();
  for (const Weighted& item : items) {
    const Rational weight(item.weight);
    const auto part = Rational(item.value).times(weight);
    if (part) sum = sum->plus(*part);
    if (weights) weights = weights->plus(weight);
    if (!part || !sum || !weights) return std::nullopt;
  }
  return sum->divided_by(*weights);
}

}  // namespace jejak
