#include <array>

#include "workflows/assessment/return.hpp"
#include "workflows/assessment/score.hpp"
#include "workflows/assessment/sheet.hpp"
#include "workflows/commands.hpp"
#include "workflows/decision/ranking.hpp"
#include "workflows/field.hpp"
#include "workflows/jury/recusal.hpp"
#include "workflows/refusal.hpp"

namespace jejak::workflows {

namespace {

constexpr std::string_view submit_body = R"({
"type":"object","additionalProperties":false,"properties":{
 "outcome":{"type":"string","enum":["scored","abstained","recused","no_score"]},
 "scores":{"type":"object","minProperties":1,"maxProperties":50,
  "additionalProperties":{"type":["integer","string"],"maxLength":30}},
 "comment":{"type":"string","minLength":1,"maxLength":5000},
 "comment_to_entrant":{"type":"string","minLength":1,"maxLength":5000}}})";

json::object number_document(const Rational& value) {
  return {{"fraction", fraction_text(value)}, {"decimal", rounded_text(value)}};
}

Decision decline_sheet(World& world, const Command& command, const OpenSheet& sheet, json::object data, std::string_view outcome) {
  if (command.body.contains("scores"))
    return invalid("invalid_scores", "/scores", 
                   {"must be left out where the outcome is not \"scored\"", "tidak diisi bila hasilnya bukan \"scored\""});
  data["outcome"] = outcome;
  json::object answer{{"outcome", outcome}};
  for (const std::string_view member : {"proposal", "stage", "juror"}) copy_member(data, member, answer);
  std::vector<NewEvent> events;
  if (outcome == name_of(SheetOutcome::recused)) events = recused_by_sheet(world, *sheet.proposal, sheet.stage->name, sheet.juror);
  events.push_back({sheet.stream, "AssessmentDeclined", std::move(data)});
  return Accepted{std::move(events), std::move(answer)};
}

Decision score_sheet(const Command& command, const std::string& stream, json::object data, const Stage& stage,
                     const Assessments& assessments, const std::string& juror) {
  const auto scores = read_scores(stage, object_of(command.body, "scores"), true);
  if (!scores) return scores.error();
  json::object given;
  for (const auto& [criterion, score] : *scores) given[criterion] = score.to_string();
  std::size_t sheets = 0;
  data["score"] = score_with(stage, assessments, juror, *scores, sheets);
  data["sheets"] = sheets;
  data["scores"] = std::move(given);
  json::object mean = number_document(mean_of(stage, *scores));
  data["mean"] = mean;
  json::object answer{{"outcome", "scored"}, {"weighted_mean", std::move(mean)}};
  for (const std::string_view member : {"proposal", "stage", "juror"}) copy_member(data, member, answer);
  return Accepted{{{stream, "AssessmentSubmitted", std::move(data)}}, std::move(answer)};
}

Decision submit_assessment(World& world, const Command& command) {
  const auto open = open_sheet(world, command);
  if (!open) return open.error();
  json::object data = sheet_document(world, command, *open);
  const std::string_view outcome = text_of(command.body, "outcome");
  if (outcome.empty() || outcome == name_of(SheetOutcome::scored))
    return score_sheet(command, open->stream, std::move(data), *open->stage, *open->assessments, open->juror);
  return decline_sheet(world, command, *open, std::move(data), outcome);
}

}  // namespace

std::span<const CommandKind> assessment_commands() {
  static const std::array kinds = {
      CommandKind{.name = "SubmitAssessment",
                  .summary = "Submits and locks one juror's sheet: its scores, or why there are none.",
                  .body_schema = submit_body,
                  .creates = true,
                  .decide = submit_assessment},
      CommandKind{.name = "SaveDraft",
                  .summary = "Keeps a sheet that is not submitted yet; only its juror sees it.",
                  .body_schema = draft_body,
                  .decide = save_draft},
      CommandKind{.name = "ReturnSheet",
                  .summary = "Proposes to give a submitted sheet back to its juror, who made a mistake in it; another person settles it.",
                  .body_schema = return_body,
                  .creates = true,
                  .decide = return_sheet},
      CommandKind{.name = "SettleReturn",
                  .summary = "Confirms or rejects the return of a sheet that another person proposed.",
                  .body_schema = settle_return_body,
                  .decide = settle_return},
  };
  return kinds;
}

}  // namespace jejak::workflows
