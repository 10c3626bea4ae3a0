#include "workflows/jury/recusal.hpp"

#include "workflows/assessment/score.hpp"
#include "workflows/decision/state.hpp"
#include "workflows/field.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

void Recusal::take_out(const Proposal& proposal, std::string_view but_at) {
  for (const Stage& stage : rulebook_for(world_, proposal).rulebook->stages)
    if (stage.name != but_at) take_out_at(proposal, stage.name);
}

void Recusal::take_out_at(const Proposal& proposal, std::string_view name) {
  const Stage& stage = *rulebook_for(world_, proposal).rulebook->find_stage(name);
  const std::string stream = stream_of("assessment", proposal.id + "-" + stage.name);
  const auto& assessments = world_.read<Assessments>(stream);
  const auto sheet = assessments.by_juror.find(juror_.id);
  if (sheet == assessments.by_juror.end()) return;
  const SheetOutcome was = sheet->second.outcome;
  if (was == SheetOutcome::voided || was == SheetOutcome::recused) return;
  const json::object place{{"proposal", proposal.id}, {"stage", stage.name}};
  if (world_.read<StageDecision>(stream_of("decision", proposal.competition + "-" + stage.name)).decided) {
    decided.push_back(place);
    return;
  }
  submitted = submitted || was != SheetOutcome::not_assessed;
  json::object data{{"juror", juror_.id},      {"competition", juror_.competition}, {"organizer", juror_.organizer},
                    {"proposal", proposal.id}, {"stage", stage.name},               {"reason", reason_},
                    {"was", name_of(was)}};
  if (sheet->second.drafts > 0) data["drafted"] = true;
  std::size_t sheets = 0;
  data["score"] = score_without(stage, assessments, juror_.id, sheets);
  data["sheets"] = sheets;
  events.push_back({stream, "AssessmentVoided", std::move(data)});
  voided.push_back(place);
}

std::vector<NewEvent> recused_by_sheet(World& world, const Proposal& proposal, std::string_view stage, std::string_view id) {
  const auto& juror = world.read<Juror>(stream_of("juror", id));
  Recusal recusal(world, juror, "other");
  recusal.events.push_back({stream_of("juror", id),
                            "ConflictDeclared",
                            {{"juror", id},
                             {"competition", juror.competition},
                             {"organizer", juror.organizer},
                             {"kind", "other"},
                             {"proposal", proposal.id},
                             {"by_juror", true},
                             {"by_sheet", stage}}});
  recusal.take_out(proposal, stage);
  return std::move(recusal.events);
}

}  // namespace jejak::workflows
