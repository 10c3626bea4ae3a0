#include "workflows/decision/recount.hpp"

#include <algorithm>
#include <map>

#include "workflows/decision/document.hpp"
#include "workflows/decision/judge.hpp"
#include "workflows/decision/lot.hpp"
#include "workflows/field.hpp"
#include "workflows/schema.hpp"

namespace jejak::workflows {

namespace {

Scores read_scores(const Stage& stage, const json::object& given, const std::string& pointer, Faults& faults) {
  Scores scores;
  for (const Criterion& line : stage.criteria) {
    const auto score = Decimal::parse(text_of(given, line.key));
    const bool within = score && *score >= stage.score_min && *score <= stage.score_max && score->scale() <= 4;
    const std::string range = stage.score_min.to_string() + " - " + stage.score_max.to_string();
    if (!within)
      faults.push_back({pointer + "/" + pointer_escape(line.key), "must be a decimal in quotes, " + range + ", of at most four decimals",
                        "harus berupa desimal dalam tanda kutip, " + range + ", paling banyak empat desimal"});
    scores[line.key] = within ? *score : stage.score_min;
  }
  return scores;
}

Traits read_traits(const json::object& given) {
  Traits traits{std::string(text_of(given, "group")), std::string(text_of(given, "region")),
                std::string(text_of(given, "entrant_kind")), {}};
  for (const auto& award : array_of(given, "prior_awards"))
    if (award.is_string()) traits.prior_awards.emplace_back(award.get_string());
  return traits;
}

Candidate read_candidate(const Stage& stage, const json::object& given, const std::string& pointer, Faults& faults) {
  Candidate candidate{std::string(text_of(given, "proposal")), std::string(text_of(given, "title")),
                      std::string(text_of(given, "category")), integer_of(given, "number"), {}};
  candidate.traits = read_traits(object_of(given, "traits"));
  candidate.entrant = text_of(given, "entrant");
  candidate.late = flag_of(given, "late");
  std::size_t index = 0;
  for (const auto& value : array_of(given, "sheets")) {
    const std::string place = pointer + "/sheets/" + std::to_string(index++);
    const json::object& sheet = members_of(value);
    candidate.sheets.push_back({std::string(text_of(sheet, "juror")),
                                read_scores(stage, object_of(sheet, "scores"), place + "/scores", faults),
                                std::string(text_of(sheet, "actor"))});
  }
  for (const auto& value : array_of(given, "set_aside")) {
    const json::object& aside = members_of(value);
    candidate.set_aside.push_back({std::string(text_of(aside, "juror")), sheet_outcome_named(text_of(aside, "outcome"))});
  }
  if (candidate.sheets.empty()) faults.push_back({pointer + "/sheets", "must have a sheet", "harus memuat satu lembar penilaian"});
  return candidate;
}

// Whether a claim is silent or right: of objects, in every member that it has.
bool agrees(const json::value& is, const json::value& claim) {
  if (is.is_array() && claim.is_array())
    return std::ranges::equal(is.get_array(), claim.get_array(), agrees);
  if (!is.is_object() || !claim.is_object()) return canonical_json(is) == canonical_json(claim);
  return std::ranges::all_of(claim.get_object(), [&](const auto& member) {
    const json::value* own = is.get_object().if_contains(member.key());
    return own == nullptr || agrees(*own, member.value());
  });
}

// An explanation from before it said what would have had to differ: it measured to the nearest of those alike, and claims nothing now.
bool tells_as_before(const json::value& why) { return !members_of(why).contains("needs") && !members_of(why).contains("change"); }

void compare_members(const json::object& is, const json::object& claimed, const std::string& pointer, std::vector<std::string>& differs) {
  for (const auto& [key, value] : is) {
    const json::value* claim = claimed.if_contains(key);
    if (key != "results" && claim != nullptr && !(key == "why" && tells_as_before(*claim)) && !agrees(value, *claim))
      differs.push_back(pointer + "/" + pointer_escape(key));
  }
}

// Results are held against those of the same proposal; the order is that of ranks and is compared by them.
void compare(const json::object& is, const json::object& claimed, std::vector<std::string>& differs) {
  compare_members(is, claimed, "", differs);
  std::map<std::string_view, const json::object*> counted;
  for (const auto& value : array_of(is, "results")) counted[text_of(value.get_object(), "proposal")] = &value.get_object();
  std::size_t index = 0;
  for (const auto& value : array_of(claimed, "results")) {
    const auto found = counted.find(text_of(members_of(value), "proposal"));
    const std::string pointer = "/results/" + std::to_string(index++);
    if (found != counted.end()) compare_members(*found->second, members_of(value), pointer, differs);
  }
}

// Tickets are drawn again where the document names a lot.
Result<std::vector<Candidate>, Faults> candidates_of(const Stage& stage, const json::object& decision) {
  std::vector<Candidate> candidates;
  const StageLot lot = lot_from(object_of(decision, "lot"));
  Faults faults;
  for (const auto& value : array_of(decision, "results")) {
    const std::string pointer = "/results/" + std::to_string(candidates.size());
    candidates.push_back(read_candidate(stage, members_of(value), pointer, faults));
    Candidate& candidate = candidates.back();
    if (stage.tie == Tie::lot && decision.contains("lot") && !candidate.late)
      candidate.ticket = ticket_of(lot, text_of(decision, "competition"), stage.name, candidate.proposal);
    if (faults.size() >= faults_max) break;
  }
  if (!faults.empty()) return faults;
  return candidates;
}

}  // namespace

Result<Recount, Faults> recount(const Stage& stage, const json::object& decision) {
  auto candidates = candidates_of(stage, decision);
  if (!candidates) return candidates.error();
  const TieSettlement settlement = tie_settlement_of(object_of(decision, "tie_settlement"));
  const Ranking ranking = judge(stage, *candidates, decision.contains("tie_settlement") ? &settlement : nullptr, plenary_of(array_of(decision, "plenary")));
  Competition competition;
  competition.id = text_of(decision, "competition");
  Recount counted{decision_document(competition, stage, ranking), {}, ranking.unsettled, ranking.conflicting, ranking.undecided};
  if (stage.tie == Tie::lot) copy_member(decision, "lot", counted.decision);
  if (ranking.tie_settled) counted.decision["tie_settlement"] = tie_document(settlement);
  compare(counted.decision, decision, counted.differs);
  counted.candidates = *std::move(candidates);
  return counted;
}

}  // namespace jejak::workflows
