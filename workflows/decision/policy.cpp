#include "workflows/decision/policy.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "workflows/field.hpp"

namespace jejak::workflows {

namespace {

// In the order of Normalisation, of Aggregate and of Trait.
constexpr std::array<std::string_view, 3> normalisation_names = {"none", "z_score", "rank"};
constexpr std::array<std::string_view, 3> aggregate_names = {"mean", "median", "trimmed_mean"};
constexpr std::array<std::string_view, 5> trait_names = {"category", "group", "region", "entrant_kind", "prior_award"};

constexpr std::string_view schema = R"({"type":"object","additionalProperties":false,"properties":{
    "normalisation":{"type":"string","enum":["none","z_score","rank"],"description":"what makes sheets of strict and lenient jurors comparable; default none"},
    "aggregate":{"type":"string","enum":["mean","median","trimmed_mean"],"description":"how a proposal's sheets become its score; default mean"},
    "trim":{"type":"integer","minimum":1,"maximum":50,"description":"of a trimmed mean: so many lowest and so many highest sheets are left out"},
    "shortlist":{"type":"array","minItems":1,"maxItems":40,"description":"of those who go through, so many at least and at most have one of these values","items":{"type":"object","additionalProperties":false,
     "required":["name","of","values"],"properties":{
      "name":{"type":"string","minLength":1,"maxLength":64},"title":{"type":"object"},"illustrative":{"type":"boolean"},
      "of":{"type":"string","enum":["category","group","region","entrant_kind","prior_award"],"description":"region: of the entrant's own organizer; prior_award: in the register of prior awards"},
      "values":{"type":"array","minItems":1,"maxItems":1000,"items":{"type":"string","minLength":1,"maxLength":200}},
      "at_least":{"type":"integer","minimum":1,"maximum":100000},
      "at_most":{"type":"integer","minimum":0,"maximum":100000}}}},
    "illustrative":{"type":"boolean"}}})";

// The value of that name; the first one, which is the default, where nothing is said.
template <class Value, std::size_t size>
Value named(const std::array<std::string_view, size>& names, std::string_view name) {
  const auto found = std::ranges::find(names, name);
  return found == names.end() ? Value{} : static_cast<Value>(found - names.begin());
}

ShortlistRule read_rule(const json::object& given, const std::string& pointer, std::int64_t places, Faults& faults) {
  ShortlistRule rule;
  rule.name = text_of(given, "name");
  rule.trait = named<Trait>(trait_names, text_of(given, "of"));
  for (const auto& value : array_of(given, "values")) rule.values.emplace_back(value.get_string());
  rule.at_least = static_cast<std::size_t>(integer_of(given, "at_least"));
  if (given.contains("at_most")) rule.at_most = static_cast<std::size_t>(integer_of(given, "at_most"));
  if (rule.at_least == 0 && !rule.at_most) faults.push_back({pointer, "says neither at_least nor at_most", "tidak memuat at_least maupun at_most"});
  if (rule.at_most && *rule.at_most < rule.at_least)
    faults.push_back({pointer + "/at_most", "must not be less than at_least", "tidak boleh kurang dari at_least"});
  if (integer_of(given, "at_least") > places)
    faults.push_back({pointer + "/at_least", "asks for more than the " + std::to_string(places) + " places there are",
                      "meminta lebih dari " + std::to_string(places) + " tempat yang ada"});
  return rule;
}

void read_shortlist(const json::object& stage, const std::string& pointer, DecisionPolicy& policy, Faults& faults) {
  const json::array& rules = array_of(object_of(stage, "decision"), "shortlist");
  if (rules.empty()) return;
  if (text_of(object_of(stage, "top"), "per") == "category")
    faults.push_back({pointer + "/top/per", "a shortlist chooses from the whole competition", "ketentuan daftar memilih dari seluruh kompetisi"});
  const std::string_view then = text_of(object_of(stage, "tie"), "then");
  if (then != "stop" && then != "lot")
    faults.push_back({pointer + "/tie/then", "must be \"stop\" or \"lot\": a shortlist chooses exactly as many as there are places",
                      "harus \"stop\" atau \"lot\": ketentuan daftar memilih tepat sebanyak tempat yang ada"});
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const std::string place = pointer + "/decision/shortlist/" + std::to_string(i);
    const json::object& given = rules[i].get_object();
    if (!names.insert(text_of(given, "name")).second) faults.push_back({place + "/name", "stands here twice", "tercantum dua kali"});
    policy.shortlist.push_back(read_rule(given, place, integer_of(object_of(stage, "top"), "count"), faults));
  }
}

}  // namespace

std::string_view name_of(Normalisation normalisation) {
  return normalisation_names[static_cast<std::size_t>(normalisation)];
}

std::string_view name_of(Aggregate aggregate) { return aggregate_names[static_cast<std::size_t>(aggregate)]; }

std::string_view name_of(Trait trait) { return trait_names[static_cast<std::size_t>(trait)]; }

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
    faults.push_back({place, "is required by a trimmed mean: how many sheets are left out at either end",
                      "wajib untuk rata-rata terpangkas: berapa lembar yang ditinggalkan di tiap ujung"});
  } else if (!trims && policy.trim > 0) {
    faults.push_back({place, "is for the aggregate \"trimmed_mean\" alone", "hanya untuk aggregate \"trimmed_mean\""});
  } else if (trims && integer_of(stage, "quorum") <= 2 * integer_of(given, "trim")) {
    const std::string quorum = std::to_string(integer_of(stage, "quorum"));
    faults.push_back({place, "leaves no sheet of a quorum of " + quorum, "tidak menyisakan lembar dari kuorum " + quorum});
  }
  read_shortlist(stage, pointer, policy, faults);
  return policy;
}

}  // namespace jejak::workflows
