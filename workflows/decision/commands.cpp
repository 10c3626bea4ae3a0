#include <array>

#include "workflows/commands.hpp"
#include "workflows/decision/announcement.hpp"
#include "workflows/decision/document.hpp"
#include "workflows/decision/four_eyes.hpp"
#include "workflows/decision/gathered.hpp"
#include "workflows/decision/obstacles.hpp"
#include "workflows/decision/reopening.hpp"
#include "workflows/decision/signing.hpp"
#include "workflows/decision/state.hpp"
#include "workflows/decision/supplement.hpp"
#include "workflows/field.hpp"

namespace jejak::workflows {

namespace {

constexpr std::string_view preview_body = R"({"type":"object","additionalProperties":false,"properties":{}})";
constexpr std::string_view decide_body = R"({
"type":"object","additionalProperties":false,"properties":{"reason":{"type":"string","minLength":1,"maxLength":2000}}})";

json::object obstacle_document(const Rejection& rejection) {
  json::object document{{"code", rejection.code}, {"message", rejection.message}, {"message_id", rejection.message_id}};
  for (const char* member : {"constraints", "event", "in", "proposal", "state", "top"}) copy_member(rejection.details, member, document);
  return document;
}

json::object document_of(World& world, const Gathered& gathered, const Ranking& ranking) {
  json::object document = decision_document(*gathered.competition, *gathered.stage, ranking);
  if (!gathered.lot.seed.empty()) document["lot"] = lot_document(gathered.lot);
  if (!gathered.plenary->changes.empty()) document["plenary"] = plenary_document(*gathered.plenary);
  if (ranking.tie_settled) document["tie_settlement"] = tie_document(*gathered.settlement);
  if (json::object early = early_of(world, gathered); !early.empty()) document["early"] = std::move(early);
  return document;
}

Decision preview_decision(World& world, const Command& command) {
  auto gathered = gather(world, command);
  if (!gathered) return gathered.error();
  const Ranking ranking = ranking_of(*gathered);
  json::object answer = document_of(world, *gathered, ranking);
  json::array documents;
  for (const Rejection& rejection : obstacles(world, *gathered, ranking)) documents.emplace_back(obstacle_document(rejection));
  for (const Rejection& rejection : moves_of(world, *gathered, ranking).refused) documents.emplace_back(obstacle_document(rejection));
  answer["ready"] = documents.empty();
  answer["obstacles"] = std::move(documents);
  answer["warnings"] = warnings_of(world, *gathered);
  if (gathered->proposed != nullptr) answer["tie_proposed"] = tie_document(*gathered->proposed);
  return Accepted{{}, std::move(answer)};
}

// The gravest obstacle, with the proposals that it is about.
Rejection refused_by(std::vector<Rejection> found) {
  json::array proposals;
  for (const Rejection& rejection : found) {
    if (rejection.code == found.front().code && rejection.details.contains("proposal")) proposals.push_back(rejection.details.at("proposal"));
  }
  if (!proposals.empty()) found.front().details["proposals"] = std::move(proposals);
  return std::move(found.front());
}

Decision decide_stage(World& world, const Command& command) {
  auto gathered = gather(world, command);
  if (!gathered) return gathered.error();
  const Ranking ranking = ranking_of(*gathered);
  if (auto found = obstacles(world, *gathered, ranking); !found.empty()) return refused_by(std::move(found));
  Moves moves = moves_of(world, *gathered, ranking);
  if (!moves.refused.empty()) return refused_by(std::move(moves.refused));
  Accepted accepted;
  accepted.answer = document_of(world, *gathered, ranking);
  const auto& earlier = world.read<StageDecision>(decision_stream(*gathered));
  if (auto alone = refuse_alone(world, command.caller, *gathered->stage, earlier, accepted.answer)) return *alone;
  json::object data = accepted.answer;
  data["organizer"] = gathered->competition->organizer;
  copy_member(command.body, "reason", data);
  data["rulebook"] = gathered->competition->rulebook;
  if (earlier.proposed) data["proposed_by"] = earlier.proposed->by;
  if (earlier.rounds > 0) {
    const auto& reopening = *earlier.reopening;
    data["round"] = earlier.rounds + 1;
    data["reopened"] = json::object{{"reason", reopening.reason}, {"proposed_by", reopening.proposed_by}, {"settled_by", reopening.settled_by}};
  }
  accepted.events.push_back({decision_stream(*gathered), "StageDecided", std::move(data), 3});
  if (auto announced = announcement(world, *gathered->competition, *gathered->stage, ranking)) accepted.events.push_back(*std::move(announced));
  for (auto& event : moves.events) accepted.events.push_back(std::move(event));
  return accepted;
}

// The decision as the preview shows it, so that another person can make exactly that one.
Decision propose_stage(World& world, const Command& command) {
  auto gathered = gather(world, command);
  if (!gathered) return gathered.error();
  const Ranking ranking = ranking_of(*gathered);
  if (auto found = obstacles(world, *gathered, ranking); !found.empty()) return refused_by(std::move(found));
  if (auto refused = moves_of(world, *gathered, ranking).refused; !refused.empty()) return refused_by(std::move(refused));
  json::object data{{"competition", gathered->competition->id}, {"organizer", gathered->competition->organizer}, {"stage", gathered->stage->name}};
  return propose_decision(command, *gathered->stage, decision_stream(*gathered), document_of(world, *gathered, ranking), std::move(data));
}

}  // namespace

std::span<const CommandKind> decision_commands() {
  static const std::array kinds = {
      CommandKind{.name = "PreviewDecision",
                  .summary = "Shows what the decision of a stage would be now, and what stands in its way.",
                  .body_schema = preview_body,
                  .query = true,
                  .decide = preview_decision},
      CommandKind{.name = "ProposeDecision",
                  .summary = "Proposes the decision as it is in the preview, where the rulebook asks for four eyes; another person makes it.",
                  .body_schema = propose_decision_body,
                  .creates = true,
                  .decide = propose_stage},
      CommandKind{.name = "DecideStage",
                  .summary = "Decides a stage: ranks by exact weighted mean and moves every proposal, atomically.",
                  .body_schema = decide_body,
                  .creates = true,
                  .decide = decide_stage},
      CommandKind{.name = "ProposePlenaryChange",
                  .summary = "Proposes to bring a proposal in or take it out against the ranking, or to take that back; another person settles it.",
                  .body_schema = propose_change_body,
                  .creates = true,
                  .decide = propose_change},
      CommandKind{.name = "SettlePlenaryChange",
                  .summary = "Confirms or rejects a change that another person proposed.",
                  .body_schema = settle_change_body,
                  .decide = settle_change},
      CommandKind{.name = "ProposeTieSettlement",
                  .summary = "Proposes who of those that are tied across a cut gets the places; another person settles it.",
                  .body_schema = propose_tie_settlement_body,
                  .creates = true,
                  .decide = propose_tie_settlement},
      CommandKind{.name = "SettleTie",
                  .summary = "Confirms or rejects the settlement of a tie that another person proposed.",
                  .body_schema = settle_tie_body,
                  .decide = settle_tie},
      CommandKind{.name = "ProposeReopening",
                  .summary = "Proposes to take a decision back and judge its stage again; another person settles it.",
                  .body_schema = propose_reopening_body,
                  .creates = true,
                  .decide = propose_reopening},
      CommandKind{.name = "SettleReopening",
                  .summary = "Confirms or rejects a reopening that another person proposed.",
                  .body_schema = settle_reopening_body,
                  .decide = settle_reopening},
      CommandKind{.name = "ProposeSupplement",
                  .summary = "Proposes to decide one proposal that came back into a decided stage; another person settles it.",
                  .body_schema = propose_supplement_body,
                  .creates = true,
                  .decide = propose_supplement},
      CommandKind{.name = "SettleSupplement",
                  .summary = "Decides the proposed one against the recorded cut, or rejects that.",
                  .body_schema = settle_supplement_body,
                  .decide = settle_supplement},
      CommandKind{.name = "SignMinutes",
                  .summary = "Records that a juror or the secretariat signed the minutes of a decision.",
                  .body_schema = sign_minutes_body,
                  .creates = true,
                  .decide = sign_minutes},
  };
  return kinds;
}

}  // namespace jejak::workflows
