#include "workflows/decision/agreement.hpp"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <map>

#include "workflows/decision/normalise.hpp"

namespace jejak::workflows {

namespace {

using Integer = boost::multiprecision::cpp_int;
using Fraction = boost::multiprecision::cpp_rational;
using Values = std::vector<Integer>;  // of the sheets of one proposal

constexpr std::size_t outliers_max = 50;

// value / unit with four decimals, half even.
std::string four_decimals(const Fraction& value, const Integer& unit) {
  const Fraction scaled = value * 10'000 / unit;
  const bool negative = scaled < 0;
  const Integer top = boost::multiprecision::abs(numerator(scaled)), bottom = denominator(scaled);
  Integer whole = top / bottom;
  const Integer twice = 2 * (top - whole * bottom);
  if (twice > bottom || (twice == bottom && whole % 2 == 1)) ++whole;
  return Decimal(whole.convert_to<std::int64_t>() * (negative ? -1 : 1), 4).to_string();
}

// The sum over all pairs of the squared difference.
Integer pairs_squared(const Integer& count, const Integer& sum, const Integer& squares) { return count * squares - sum * sum; }

struct Sums {
  Integer count = 0, sum = 0, squares = 0;
  void add(const Integer& value) {
    ++count;
    sum += value;
    squares += value * value;
  }
};

json::value alpha_of(const std::vector<Values>& units) {
  Sums all;
  Fraction within = 0;
  for (const Values& unit : units) {
    if (unit.size() < 2) continue;
    Sums own;
    for (const Integer& value : unit) own.add(value);
    for (const Integer& value : unit) all.add(value);
    within += Fraction(pairs_squared(own.count, own.sum, own.squares), own.count - 1);
  }
  const Integer between = pairs_squared(all.count, all.sum, all.squares);
  if (between == 0) return nullptr;
  return json::string(four_decimals(1 - Fraction(all.count - 1) * within / between, 1));
}

// Points are sums of weight x score, so a mean is points over the sum of weights.
Integer weight_unit(const Stage& stage) {
  Scores ones;
  for (const Criterion& line : stage.criteria) ones[line.key] = Decimal(1, 0);
  return points_of(stage, ones);
}

struct Difference {
  const Candidate* candidate;
  const std::string* juror;
  Fraction value;  // the sheet's points less the mean of the others'
};

std::vector<Difference> differences(const std::vector<Candidate>& candidates, const std::vector<Values>& units) {
  std::vector<Difference> found;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (units[i].size() < 2) continue;
    Integer sum = 0;
    for (const Integer& value : units[i]) sum += value;
    for (std::size_t k = 0; k < units[i].size(); ++k)
      found.push_back({&candidates[i], &candidates[i].sheets[k].juror,
                       units[i][k] - Fraction(sum - units[i][k], Integer(units[i].size() - 1))});
  }
  return found;
}

json::array jurors_of(const std::vector<Candidate>& candidates, const std::vector<Difference>& found, const Integer& unit) {
  struct Juror {
    std::int64_t sheets = 0, compared = 0;
    Fraction sum = 0;
  };
  std::map<std::string_view, Juror> jurors;
  for (const Candidate& candidate : candidates)
    for (const Sheet& sheet : candidate.sheets) ++jurors[sheet.juror].sheets;
  for (const Difference& difference : found) {
    Juror& juror = jurors[*difference.juror];
    ++juror.compared;
    juror.sum += difference.value;
  }
  json::array lines;
  for (const auto& [id, juror] : jurors) {
    json::object line{{"juror", id}, {"sheets", juror.sheets}, {"compared", juror.compared}, {"severity", nullptr}};
    if (juror.compared > 0) line["severity"] = four_decimals(juror.sum / juror.compared, unit);
    lines.push_back(std::move(line));
  }
  return lines;
}

json::array outliers_of(const std::vector<Difference>& found, const Integer& unit) {
  Fraction sum = 0, squares = 0;
  for (const Difference& difference : found) {
    sum += difference.value;
    squares += difference.value * difference.value;
  }
  json::array lines;
  if (found.empty()) return lines;
  const Fraction count(Integer(found.size()));
  const Fraction mean = sum / count, variance = squares / count - mean * mean;
  std::vector<std::pair<Fraction, const Difference*>> far;
  for (const Difference& difference : found) {
    const Fraction away = difference.value - mean;
    if (away * away > 4 * variance) far.emplace_back(away * away, &difference);
  }
  std::ranges::stable_sort(far, std::ranges::greater{}, [](const auto& each) { return each.first; });
  if (far.size() > outliers_max) far.resize(outliers_max);
  for (const auto& [square, difference] : far)
    lines.push_back({{"juror", *difference->juror},
                     {"proposal", difference->candidate->proposal},
                     {"title", difference->candidate->title},
                     {"difference", four_decimals(difference->value, unit)}});
  return lines;
}

json::array criteria_of(const Stage& stage, const std::vector<Candidate>& candidates) {
  json::array lines;
  for (const Criterion& line : stage.criteria) {
    Stage alone;
    alone.criteria = {{line.key, Decimal(1, 0), {}}};
    std::vector<Values> units;
    for (const Candidate& candidate : candidates) {
      Values& own = units.emplace_back();
      for (const Sheet& sheet : candidate.sheets) own.emplace_back(points_of(alone, sheet.scores));
    }
    lines.push_back({{"criterion", line.key}, {"alpha", alpha_of(units)}});
  }
  return lines;
}

}  // namespace

json::object agreement(const Stage& stage, const std::vector<Candidate>& candidates) {
  std::vector<Values> units;
  std::int64_t sheets = 0;
  for (const Candidate& candidate : candidates) {
    Values& own = units.emplace_back();
    for (const Sheet& sheet : candidate.sheets) own.emplace_back(points_of(stage, sheet.scores));
    if (own.size() > 1) sheets += static_cast<std::int64_t>(own.size());
  }
  const Integer scale = weight_unit(stage);
  const auto found = differences(candidates, units);
  return {{"alpha", alpha_of(units)},
          {"sheets", sheets},
          {"criteria", criteria_of(stage, candidates)},
          {"jurors", jurors_of(candidates, found, scale)},
          {"outliers", outliers_of(found, scale)}};
}

}  // namespace jejak::workflows
