#include "workflows/decision/reopening.hpp"

#include "workflows/decision/state.hpp"
#include "workflows/field.hpp"
#include "workflows/proposal/lineage.hpp"
#include "workflows/proposal/machine.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"
#include "workflows/two_people.hpp"

namespace jejak::workflows {

const std::string_view propose_reopening_body = R"({
"type":"object","additionalProperties":false,"required":["reason"],"properties":{"reason":{"type":"string","minLength":1,"maxLength":2000}}})";
const std::string_view settle_reopening_body = R"({
"type":"object","additionalProperties":false,"required":["confirm"],"properties":{"confirm":{"type":"boolean"}}})";

namespace {

struct Decided {
  const Competition* competition;
  std::string stage, stream;
  const StageDecision* decision;
  json::object data;  // what the events have in common
};

Result<Decided, Rejection> decided_stage(World& world, const Command& command) {
  const auto competition = own_competition(world, command);
  if (!competition) return competition.error();
  const std::string stage(path_of(command, "stage"));
  if (rulebook_of(world, text_of((*competition)->rulebook, "hash")).rulebook->find_stage(stage) == nullptr) return not_found("stage", stage);
  const std::string stream = stream_of("decision", (*competition)->id + "-" + stage);
  const auto& decision = world.read<StageDecision>(stream);
  if (!decision.decided) return conflict("not_decided", {"This stage is not decided.", "Tahap ini belum diputuskan."});
  return Decided{*competition, stage, stream, &decision,
                 {{"competition", (*competition)->id}, {"organizer", (*competition)->organizer}, {"stage", stage}}};
}

bool is_open(const StageDecision& decision) { return decision.reopening && decision.reopening->settled_by.empty(); }

// Whether anything came after the decision: a step, a timer that is due, a promotion.
bool went_on(World& world, const Proposal& proposal, std::string_view stage) {
  if (proposal.before.stage != stage || world.version(stream_of("proposal", proposal.id)) != proposal.before.decided_at) return true;
  if (!world.read<Lineage>(stream_of("lineage", proposal.id)).promoted.empty()) return true;
  auto machine = Machine::resume(world, proposal);
  return !machine || !machine->take_events().empty();
}

std::optional<Rejection> refuse_gone_on(World& world, const Decided& decided) {
  json::array gone;
  for (const std::string& id : decided.decision->proposals) {
    if (went_on(world, world.read<Proposal>(stream_of("proposal", id)), decided.stage)) gone.emplace_back(id);
  }
  if (gone.empty()) return std::nullopt;
  const std::string count = std::to_string(gone.size());
  return conflict("went_on",
                  {count + " proposals have gone on since the decision, so it cannot be taken back: objection is the way.",
                   count + " usulan sudah berlanjut sejak keputusan, jadi tidak dapat dibuka kembali: gunakan keberatan."},
                  {{"proposals", std::move(gone)}});
}

}  // namespace

Decision propose_reopening(World& world, const Command& command) {
  auto decided = decided_stage(world, command);
  if (!decided) return decided.error();
  if (is_open(*decided->decision))
    return conflict("reopening_open", {"A reopening is proposed already.", "Pembukaan kembali sudah diusulkan."});
  if (auto refused = refuse_gone_on(world, *decided)) return *refused;
  json::object answer{{"stage", decided->stage}, {"status", "open"}};
  copy_member(command.body, "reason", decided->data);
  return Accepted{{{decided->stream, "StageReopeningProposed", std::move(decided->data)}}, std::move(answer)};
}

Decision settle_reopening(World& world, const Command& command) {
  auto decided = decided_stage(world, command);
  if (!decided) return decided.error();
  const StageDecision& decision = *decided->decision;
  if (!is_open(decision)) return not_found("reopening", decided->stage);
  if (auto same = refuse_same_person(world, command.caller, decision.reopening->proposed_by)) return *same;
  if (!flag_of(command.body, "confirm"))
    return Accepted{{{decided->stream, "StageReopeningRejected", std::move(decided->data)}}, {{"stage", decided->stage}, {"status", "rejected"}}};
  if (auto refused = refuse_gone_on(world, *decided)) return *refused;
  decided->data["reason"] = decision.reopening->reason;
  decided->data["proposed_by"] = decision.reopening->proposed_by;
  decided->data["proposals"] = json::array(decision.proposals.begin(), decision.proposals.end());
  json::array voided;
  for (const StageDecision::Signature& each : decision.signatures) voided.emplace_back(each.id);
  if (!voided.empty()) decided->data["signatures"] = std::move(voided);
  Accepted accepted{{{decided->stream, "StageReopened", std::move(decided->data)}}, {{"stage", decided->stage}, {"status", "reopened"}}};
  for (const std::string& id : decision.proposals) {
    const auto& proposal = world.read<Proposal>(stream_of("proposal", id));
    auto machine = Machine::resume(world, proposal);
    if (!machine) return machine.error();
    json::object recorded{{"event", "REOPENED"}, {"decided_stage", decided->stage}, {"reason", decision.reopening->reason}};
    if (auto refused = machine->return_to(proposal.before.state, "ProposalReopened", std::move(recorded))) return *refused;
    for (auto& event : machine->take_events()) accepted.events.push_back(std::move(event));
  }
  return accepted;
}

}  // namespace jejak::workflows
