#include "workflows/decision/normalise.hpp"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <map>

namespace jejak::workflows {

namespace {

using boost::multiprecision::cpp_int;

constexpr std::int64_t unit = 1'000'000'000;  // normalised values are whole numbers of 10^-9
constexpr int decimals_max = 4;               // of a weight and of a score, by the rulebook

struct Place {
  std::size_t candidate;
  std::size_t sheet;
  std::int64_t points;
};
using Bench = std::vector<Place>;  // one juror's sheets

std::int64_t units_of(const Decimal& value) {
  std::int64_t units = value.units();
  for (int scale = value.scale(); scale < decimals_max; ++scale) units *= 10;
  return units;
}

std::map<std::string_view, Bench> by_juror(const Stage& stage, const std::vector<Candidate>& candidates) {
  std::map<std::string_view, Bench> benches;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    for (std::size_t k = 0; k < candidates[i].sheets.size(); ++k) {
      const Sheet& sheet = candidates[i].sheets[k];
      benches[sheet.juror].push_back({i, k, points_of(stage, sheet.scores)});
    }
  }
  return benches;
}

// top / bottom to the nearest whole number, halves to the even one. Precondition: top >= 0, bottom > 0.
std::int64_t nearest(const cpp_int& top, const cpp_int& bottom) {
  cpp_int whole = top / bottom;
  const cpp_int twice_rest = 2 * (top - whole * bottom);
  if (twice_rest > bottom || (twice_rest == bottom && whole % 2 == 1)) ++whole;
  return whole.convert_to<std::int64_t>();
}

// The root of square / divisor in units, to the nearest, halves to the even one: by integers alone, since
// root >= whole + 1/2 exactly where square x unit^2 >= divisor x (whole + 1/2)^2.
std::int64_t nearest_root(const cpp_int& square, const cpp_int& divisor) {
  const cpp_int scaled = square * unit * unit;
  cpp_int whole = boost::multiprecision::sqrt(cpp_int(scaled / divisor));
  const cpp_int half_up = divisor * (2 * whole + 1) * (2 * whole + 1);
  if (4 * scaled > half_up || (4 * scaled == half_up && whole % 2 == 1)) ++whole;
  return whole.convert_to<std::int64_t>();
}

// With n sheets of sum S and sum of squares Q, (x - mean)^2 / variance = (n x - S)^2 / (n Q - S^2).
void score_deviations(const Bench& bench, std::vector<SheetValues>& values) {
  cpp_int sum = 0, squares = 0;
  for (const Place& place : bench) {
    sum += place.points;
    squares += cpp_int(place.points) * place.points;
  }
  const cpp_int count = bench.size();
  const cpp_int spread = count * squares - sum * sum;
  for (const Place& place : bench) {
    const cpp_int deviation = count * place.points - sum;
    const std::int64_t size = spread == 0 ? 0 : nearest_root(deviation * deviation, spread);
    values[place.candidate][place.sheet] = Rational::of(deviation < 0 ? -size : size, unit).value();
  }
}

void score_ranks(const Bench& bench, std::vector<SheetValues>& values) {
  std::vector<std::int64_t> sorted;
  for (const Place& place : bench) sorted.push_back(place.points);
  std::ranges::sort(sorted);
  for (const Place& place : bench) {
    const auto equal = std::ranges::equal_range(sorted, place.points);
    const auto below = equal.begin() - sorted.begin();
    const auto others = static_cast<std::ptrdiff_t>(sorted.size()) - 1;
    const std::ptrdiff_t halves_beaten = 2 * below + (std::ranges::ssize(equal) - 1);
    const std::int64_t share = others == 0 ? unit / 2 : nearest(cpp_int(halves_beaten) * unit, cpp_int(2 * others));
    values[place.candidate][place.sheet] = Rational::of(share, unit).value();
  }
}

Rational mean(const SheetValues& values, std::size_t from, std::size_t to) {
  Rational sum;
  for (std::size_t i = from; i < to; ++i) sum = sum.plus(values[i]).value();
  return sum.divided_by(Rational(Decimal(static_cast<std::int64_t>(to - from), 0))).value();
}

}  // namespace

std::int64_t points_of(const Stage& stage, const Scores& scores) {
  std::int64_t points = 0;
  for (const Criterion& criterion : stage.criteria)
    points += units_of(criterion.weight) * units_of(scores.find(criterion.key)->second);
  return points;
}

std::vector<SheetValues> sheet_values(const Stage& stage, const std::vector<Candidate>& candidates) {
  std::vector<SheetValues> values;
  for (const Candidate& candidate : candidates) {
    SheetValues& own = values.emplace_back();
    for (const Sheet& sheet : candidate.sheets) own.push_back(mean_of(stage, sheet.scores));
  }
  if (stage.policy.normalisation == Normalisation::none) return values;
  for (const auto& [juror, bench] : by_juror(stage, candidates)) {
    if (stage.policy.normalisation == Normalisation::z_score) {
      score_deviations(bench, values);
    } else {
      score_ranks(bench, values);
    }
  }
  return values;
}

Rational aggregate(const DecisionPolicy& policy, SheetValues values) {
  const std::size_t count = values.size();
  if (policy.aggregate == Aggregate::mean) return mean(values, 0, count);
  std::ranges::sort(values, [](const Rational& a, const Rational& b) { return a.compare(b).value() < 0; });
  const std::size_t most = (count - 1) / 2;
  const std::size_t cut = policy.aggregate == Aggregate::median ? most : std::min(policy.trim, most);
  return mean(values, cut, count - cut);
}

}  // namespace jejak::workflows
