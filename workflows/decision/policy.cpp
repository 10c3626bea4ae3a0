#include "workflows/decision/policy.hpp"

#include <algorithm>
#include <array>

#include "workflows/field.hpp"

namespace jejak::workflows {

namespace {

// In the order of Normalisation and of Aggregate.
constexpr std::array<std::string_view, 3> normalisation_names = {"none", "z_score", "rank"};
constexpr std::array<std::string_view, 3> aggregate_names = {"mean", "median", "trimmed_mean"};

constexpr std::string_view schema = R"({"type":"object","additionalProperties":false,"properties":{
    "normalisation":{"type":"string","enum":["none","z_score","rank"]},
    "aggregate":{"type":"string","enum":["mean","median","trimmed_mean"]},
    "trim":{"type":"integer","minimum":1,"maximum":50},
    "illustrative":{"type":"boolean"}}})";

// The value of that name; the first one, which is the default, where nothing is said.
template <class Value, std::size_t size>
Value named(const std::array<std::string_view, size>& names, std::string_view name) {
  const auto found = std::ranges::find(names, name);
  return found == names.end() ? Value{} : static_cast<Value>(found - names.begin());
}

}  // namespace

std::string_view name_of(Normalisation normalisation) {
  return normalisation_names[static_cast<std::size_t>(normalisation)];
}

std::string_view name_of(Aggregate aggregate) { return aggregate_names[static_cast<std::size_t>(aggregate)]; }

std::string_view decision_policy_schema() { return schema; }

DecisionPolicy read_decision_policy(const json::object& stage, const std::string& pointer, Faults& faults) {
  const json::object& given = object_of(stage, "decision");
  DecisionPolicy policy;
  policy.normalisation = named<Normalisation>(normalisation_names, text_of(given, "normalisation"));
  policy.aggregate = named<Aggregate>(aggregate_names, text_of(given, "aggregate"));
  policy.trim = static_cast<std::size_t>(integer_of(given, "trim"));
  const bool trims = policy.aggregate == Aggregate::trimmed_mean;
  const std::string place = pointer + "/decision/trim";
  if (trims && policy.trim == 0) {
    faults.push_back({place, "is required by a trimmed mean: how many sheets are left out at either end"});
  } else if (!trims && policy.trim > 0) {
    faults.push_back({place, "is for the aggregate \"trimmed_mean\" alone"});
  } else if (trims && integer_of(stage, "quorum") <= 2 * integer_of(given, "trim")) {
    faults.push_back({place, "leaves no sheet of a quorum of " + std::to_string(integer_of(stage, "quorum"))});
  }
  return policy;
}

}  // namespace jejak::workflows
