#include "workflows/decision/supplement.hpp"

#include <algorithm>

#include "workflows/decision/candidate.hpp"
#include "workflows/decision/document.hpp"
#include "workflows/decision/explanation.hpp"
#include "workflows/decision/state.hpp"
#include "workflows/field.hpp"
#include "workflows/jury/state.hpp"
#include "workflows/proposal/machine.hpp"
#include "workflows/proposal/path.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"
#include "workflows/two_people.hpp"

namespace jejak::workflows {

const std::string_view propose_supplement_body = R"({
"type":"object","additionalProperties":false,"required":["proposal","reason"],"properties":{
 "proposal":{"type":"string","minLength":1,"maxLength":64},
 "reason":{"type":"string","minLength":1,"maxLength":2000}}})";
const std::string_view settle_supplement_body = R"({
"type":"object","additionalProperties":false,"required":["confirm"],"properties":{"confirm":{"type":"boolean"}}})";

namespace {

struct Decided {
  const Competition* competition;
  const Stage* stage;
  const StageDecision* decision;
  std::string stream;

  json::object facts(std::string_view proposal) const {
    return {{"competition", competition->id}, {"organizer", competition->organizer}, {"stage", stage->name}, {"proposal", proposal}};
  }
};

Result<Decided, Rejection> decided_stage(World& world, const Command& command) {
  const auto competition = own_competition(world, command);
  if (!competition) return competition.error();
  const auto* stage = rulebook_of(world, text_of((*competition)->rulebook, "hash")).rulebook->find_stage(path_of(command, "stage"));
  if (stage == nullptr) return not_found("stage", path_of(command, "stage"));
  std::string stream = stream_of("decision", (*competition)->id + "-" + stage->name);
  const auto& decision = world.read<StageDecision>(stream);
  if (!decision.decided) return conflict("not_decided", {"This stage is not decided.", "Tahap ini belum diputuskan."});
  return Decided{*competition, stage, &decision, std::move(stream)};
}

// The proposal, as far as it stands where the stage is judged and has the sheets that the rulebook asks for.
std::optional<Rejection> refuse_proposal(World& world, const Decided& decided, const Proposal& proposal) {
  if (proposal.id.empty() || proposal.competition != decided.competition->id) return not_found("proposal", proposal.id);
  const json::value* state = members_of(proposal.state).if_contains("value");
  if (state == nullptr || !is_in(*state, decided.stage->judged_in))
    return conflict("not_in_stage", {"Only who came back into the stage after its decision is decided by itself.",
                                     "Hanya usulan yang kembali ke tahap ini sesudah keputusan yang diputuskan tersendiri."},
                    {{"proposal", proposal.id}, {"judged_in", decided.stage->judged_in}});
  const Candidate candidate = candidate_of(proposal, world.read<Assessments>(stream_of("assessment", proposal.id + "-" + decided.stage->name)));
  const std::string quorum = std::to_string(decided.stage->quorum);
  if (candidate.sheets.empty() || candidate.sheets.size() < decided.stage->quorum)
    return conflict("quorum_not_met", {"\"" + proposal.title + "\" has fewer than " + quorum + " score sheets.", "\"" + proposal.title + "\" belum memiliki " + quorum + " lembar penilaian."},
                    {{"proposal", proposal.id}});
  for (const auto& [element, least] : decided.stage->composition) {
    const auto has = std::ranges::count_if(candidate.sheets, [&](const Sheet& sheet) { return world.read<Juror>(stream_of("juror", sheet.juror)).element == element; });
    if (static_cast<std::size_t>(has) >= static_cast<std::size_t>(least)) continue;
    return conflict("composition_not_met", {"\"" + proposal.title + "\" has too few score sheets from the element \"" + element + "\".",
                                            "\"" + proposal.title + "\" kekurangan lembar penilaian dari unsur \"" + element + "\"."},
                    {{"proposal", proposal.id}, {"element", element}});
  }
  return std::nullopt;
}

bool is_open(const StageDecision& decision) { return !decision.supplement.proposal.empty(); }

// All whom the decision was about and the one who came back, ranked together: normalised scores hang on all sheets.
std::vector<Candidate> all_candidates(World& world, const Decided& decided, const Proposal& proposal) {
  std::vector<std::string> ids = decided.decision->proposals;
  if (std::ranges::find(ids, proposal.id) == ids.end()) ids.push_back(proposal.id);
  std::vector<Candidate> candidates;
  for (const std::string& id : ids) {
    auto candidate = candidate_of(world.read<Proposal>(stream_of("proposal", id)), world.read<Assessments>(stream_of("assessment", id + "-" + decided.stage->name)));
    if (!candidate.sheets.empty()) candidates.push_back(std::move(candidate));
  }
  return candidates;
}

bool is_less(const Rational& left, const Rational& right) { return left.compare(right).value() < 0; }

// Settles the one alone: nobody else's place is touched.
void settle_by_cut(const StageDecision& decision, Ranked& own, const Ranking& ranking) {
  if (own.reason == Reason::below_passing_grade) return;
  const Ranked* last = nullptr;
  for (const Ranked& other : ranking.results) {
    const bool by_points = std::ranges::find(decision.in_by_points, other.candidate->proposal) != decision.in_by_points.end();
    if (by_points && (last == nullptr || is_less(other.score, last->score))) last = &other;
  }
  const bool level = last != nullptr && !is_less(own.score, last->score);
  own.in = level || own.reason == Reason::within_top;
  own.reason = own.in ? Reason::within_top : Reason::below_cut;
}

json::object result_in_full(const Decided& decided, const Ranking& ranking, std::string_view proposal) {
  const json::object document = decision_document(*decided.competition, *decided.stage, ranking);
  for (const json::value& result : array_of(document, "results")) {
    if (text_of(members_of(result), "proposal") == proposal) return members_of(result);
  }
  return {};
}

Decision decide_one(World& world, const Decided& decided, const Proposal& proposal, const std::string& actor) {
  const std::vector<Candidate> candidates = all_candidates(world, decided, proposal);
  Ranking ranking = rank(*decided.stage, candidates);
  const auto own = std::ranges::find_if(ranking.results, [&](const Ranked& ranked) { return ranked.candidate->proposal == proposal.id; });
  const auto& supplement = decided.decision->supplement;
  overrule(ranking, *own, supplement.reason, supplement.proposed_by, actor);  // the line is the decision's, not this ranking's
  settle_by_cut(*decided.decision, *own, ranking);
  auto machine = Machine::resume(world, proposal);
  if (!machine) return machine.error();
  if (auto rejection = machine->send(own->in ? decided.stage->in_event : decided.stage->out_event, result_of(*decided.stage, *own))) return *rejection;
  json::object data = decided.facts(proposal.id);
  data["reason"] = supplement.reason;
  data["proposed_by"] = supplement.proposed_by;
  data["result"] = result_in_full(decided, ranking, proposal.id);
  Accepted accepted{{{decided.stream, "StageSupplemented", std::move(data)}},
                    {{"stage", decided.stage->name}, {"proposal", proposal.id}, {"status", "decided"}, {"outcome", own->in ? "in" : "out"}}};
  for (auto& event : machine->take_events()) accepted.events.push_back(std::move(event));
  return accepted;
}

}  // namespace

Decision propose_supplement(World& world, const Command& command) {
  const auto decided = decided_stage(world, command);
  if (!decided) return decided.error();
  if (is_open(*decided->decision))
    return conflict("supplement_open", {"A decision of one more proposal is proposed already.", "Keputusan tambahan sudah diusulkan."},
                    {{"proposal", decided->decision->supplement.proposal}});
  const std::string_view id = text_of(command.body, "proposal");
  const auto& proposal = world.read<Proposal>(stream_of("proposal", id));
  if (proposal.id.empty()) return not_found("proposal", id);
  if (auto refused = refuse_proposal(world, *decided, proposal)) return *refused;
  json::object data = decided->facts(proposal.id);
  copy_member(command.body, "reason", data);
  return Accepted{{{decided->stream, "SupplementProposed", std::move(data)}},
                  {{"stage", decided->stage->name}, {"proposal", proposal.id}, {"status", "open"}}};
}

Decision settle_supplement(World& world, const Command& command) {
  const auto decided = decided_stage(world, command);
  if (!decided) return decided.error();
  const StageDecision& decision = *decided->decision;
  if (!is_open(decision)) return not_found("supplementary decision", decided->stage->name);
  if (auto same = refuse_same_person(world, command.caller, decision.supplement.proposed_by)) return *same;
  const auto& proposal = world.read<Proposal>(stream_of("proposal", decision.supplement.proposal));
  if (!flag_of(command.body, "confirm"))
    return Accepted{{{decided->stream, "SupplementRejected", decided->facts(proposal.id)}},
                    {{"stage", decided->stage->name}, {"proposal", proposal.id}, {"status", "rejected"}}};
  if (auto refused = refuse_proposal(world, *decided, proposal)) return *refused;
  return decide_one(world, *decided, proposal, command.caller.actor);
}

}  // namespace jejak::workflows
