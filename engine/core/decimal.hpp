#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace jejak {

__extension__ typedef __int128 int128;

// An exact decimal: units / 10^scale, 0 <= scale <= 9, normalised (no trailing zero digit unless scale is 0).
// Scores, weights and grades are these, never floating point.
class Decimal {
 public:
  Decimal() = default;
  // units / 10^scale. Precondition: 0 <= scale <= 9.
  Decimal(std::int64_t units, int scale);
  // "-12.50" and the like: optional minus, digits, at most nine decimals, at most 18 digits in all;
  // no exponent, no plus, no leading zeros before another digit. Nothing where the text is not one.
  static std::optional<Decimal> parse(std::string_view text);
  std::int64_t units() const { return units_; }
  int scale() const { return scale_; }
  std::string to_string() const;  // shortest: "12.5", "-0.25", "7"
  std::strong_ordering operator<=>(const Decimal& other) const;
  bool operator==(const Decimal& other) const = default;

 private:
  std::int64_t units_ = 0;
  int scale_ = 0;
};

// half_up rounds halves away from zero; down cuts towards zero.
enum class Rounding { half_even, half_up, down };

// An exact fraction over 128-bit integers in lowest terms, denominator > 0. Every operation that would not fit gives
// nothing instead of a wrong number.
class Rational {
 public:
  Rational() = default;
  explicit Rational(const Decimal& value);
  static std::optional<Rational> of(int128 numerator, int128 denominator);  // nothing when denominator is 0
  std::optional<Rational> plus(const Rational& other) const;
  std::optional<Rational> minus(const Rational& other) const;
  std::optional<Rational> times(const Rational& other) const;
  std::optional<Rational> divided_by(const Rational& other) const;  // nothing when other is 0
  std::optional<std::strong_ordering> compare(const Rational& other) const;
  // Rounded to `scale` decimals (0..9); nothing when the result does not fit a Decimal.
  std::optional<Decimal> to_decimal(int scale, Rounding rounding) const;
  int128 numerator() const { return numerator_; }
  int128 denominator() const { return denominator_; }
  bool operator==(const Rational&) const = default;

 private:
  int128 numerator_ = 0;
  int128 denominator_ = 1;
};

struct Weighted {
  Decimal value;
  Decimal weight;
};

// sum(weight * value) / sum(weight), exact. Nothing when the weights sum to 0 or the arithmetic does not fit.
std::optional<Rational> weighted_mean(std::span<const Weighted> items);

}  // namespace jejak
