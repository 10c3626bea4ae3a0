#include <algorithm>
#include <array>

#include "workflows/assessment/score.hpp"
#include "workflows/commands.hpp"
#include "workflows/competition/window.hpp"
#include "workflows/decision/ranking.hpp"
#include "workflows/decision/state.hpp"
#include "workflows/field.hpp"
#include "workflows/proposal/path.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"
#include "workflows/subject/state.hpp"

namespace jejak::workflows {

namespace {

constexpr std::string_view submit_body = R"({
"type":"object","additionalProperties":false,"properties":{
 "outcome":{"type":"string","enum":["scored","abstained","recused","no_score"]},
 "scores":{"type":"object","minProperties":1,"maxProperties":50,
  "additionalProperties":{"type":["integer","string"],"maxLength":30}},
 "comment":{"type":"string","minLength":1,"maxLength":5000},
 "comment_to_entrant":{"type":"string","minLength":1,"maxLength":5000}}})";

std::optional<Decimal> decimal_in(const json::value& value) {
  if (value.is_string()) return Decimal::parse(value.get_string());
  if (const auto* number = value.if_int64()) return Decimal(*number, 0);
  return std::nullopt;
}

// Nothing where the score may be given; otherwise what would be accepted.
std::optional<Sentence> score_fault(const Stage& stage, const std::optional<Decimal>& score) {
  const std::string least = stage.score_min.to_string();
  const std::string most = stage.score_max.to_string();
  const std::string step = stage.score_step.to_string();
  const Sentence range{least + " to " + most + " in steps of " + step, least + " sampai " + most + " dengan kelipatan " + step};
  if (!score)
    return Sentence{"must be an integer or a decimal in quotes, " + range.en,
                    "harus berupa bilangan bulat atau desimal dalam tanda kutip, " + range.id};
  const Sentence outside{"must be from " + range.en, "harus dari " + range.id};
  if (*score < stage.score_min || *score > stage.score_max) return outside;
  const auto above = Rational(*score).minus(Rational(stage.score_min));
  const auto steps = above ? above->divided_by(Rational(stage.score_step)) : std::nullopt;
  if (!steps || steps->denominator() != 1) return outside;
  return std::nullopt;
}

Result<Scores, Rejection> read_scores(const Stage& stage, const json::object& given) {
  Scores scores;
  Faults faults;
  for (const Criterion& criterion : stage.criteria) {
    const std::string pointer = "/scores/" + pointer_escape(criterion.key);
    const json::value* value = given.if_contains(criterion.key);
    if (value == nullptr) {
      faults.push_back({pointer, "is required: every criterion of the stage is scored", "wajib diisi: setiap kriteria tahap ini dinilai"});
      continue;
    }
    const auto score = decimal_in(*value);
    if (auto fault = score_fault(stage, score)) {
      faults.push_back({pointer, std::move(fault->en), std::move(fault->id)});
    } else {
      scores[criterion.key] = *score;
    }
  }
  for (const auto& [key, value] : given) {
    const bool known = std::ranges::find(stage.criteria, std::string_view(key), &Criterion::key) != stage.criteria.end();
    if (!known) faults.push_back({"/scores/" + pointer_escape(key), "is not a criterion of this stage", "bukan kriteria tahap ini"});
  }
  if (!faults.empty()) return invalid("invalid_scores", faults);
  return scores;
}

json::object number_document(const Rational& value) {
  return {{"fraction", fraction_text(value)}, {"decimal", rounded_text(value)}};
}

std::optional<Rejection> refuse_closed_stage(World& world, const Proposal& proposal, const Stage& stage,
                                             const Rulebook& rulebook) {
  const json::value* value = members_of(proposal.state).if_contains("value");
  const bool decided =
      world.read<StageDecision>(stream_of("decision", proposal.competition + "-" + stage.name)).decided;
  if (value == nullptr || decided || !is_in(*value, stage.judged_in)) {
    return conflict("stage_not_open", {"The proposal is not being assessed at the stage \"" + stage.name + "\" now.",
                                       "Proposal ini sekarang tidak dinilai pada tahap \"" + stage.name + "\"."});
  }
  const auto& competition = world.read<Competition>(stream_of("competition", proposal.competition));
  return refuse_closed(rulebook, competition, world.now(),
                       [&](std::string_view governed) { return governed == "ASSESS:" + stage.name; });
}

// What the events of a sheet have in common. The comments are the juror's own words, so they go with the juror's key.
json::object sheet_document(World& world, const Command& command, const Proposal& proposal, const Stage& stage,
                            const std::string& juror) {
  json::object data{{"competition", proposal.competition},
                    {"organizer", proposal.organizer},
                    {"proposal", proposal.id},
                    {"stage", stage.name},
                    {"juror", juror}};
  const std::string subject = stream_of("juror", juror);
  if (world.read<Subject>(stream_of("subject", subject)).erased) return data;
  for (const std::string_view member : {"comment", "comment_to_entrant"}) {
    if (const auto* comment = command.body.if_contains(member)) data[member] = personal(subject, *comment);
  }
  return data;
}

Decision decline_sheet(const Command& command, const std::string& stream, json::object data, std::string_view outcome) {
  if (command.body.contains("scores"))
    return invalid("invalid_scores", "/scores", 
                   {"must be left out where the outcome is not \"scored\"", "tidak diisi bila hasilnya bukan \"scored\""});
  data["outcome"] = outcome;
  json::object answer{{"outcome", outcome}};
  for (const std::string_view member : {"proposal", "stage", "juror"}) copy_member(data, member, answer);
  return Accepted{{{stream, "AssessmentDeclined", std::move(data)}}, std::move(answer)};
}

Decision score_sheet(const Command& command, const std::string& stream, json::object data, const Stage& stage,
                     const Assessments& assessments, const std::string& juror) {
  const auto scores = read_scores(stage, object_of(command.body, "scores"));
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

std::optional<Rejection> refuse_sheet(const Assessments& assessments, const std::string& juror) {
  const auto own = assessments.by_juror.find(juror);
  if (own == assessments.by_juror.end())
    return conflict("not_assigned", {"You are not assigned to this proposal at this stage.",
                                     "Anda tidak ditugaskan menilai proposal ini pada tahap ini."});
  if (own->second.outcome == SheetOutcome::voided)
    return conflict("recused", {"You do not judge this proposal: a conflict of interest is on record.",
                                "Anda tidak menilai proposal ini: ada benturan kepentingan yang tercatat."});
  if (own->second.outcome != SheetOutcome::not_assessed)
    return conflict("already_assessed", {"Your score sheet is submitted and locked.",
                                         "Lembar penilaian Anda sudah dikirim dan terkunci."},
                    {{"outcome", name_of(own->second.outcome)}});
  return std::nullopt;
}

Decision submit_assessment(World& world, const Command& command) {
  const std::string juror(path_of(command, "juror"));
  if (command.caller.juror != juror)
    return forbidden({"A score sheet is its juror's alone.", "Lembar penilaian hanya diisi oleh jurinya sendiri."});
  const auto proposal = known_proposal(world, command.caller, path_of(command, "proposal"));
  if (!proposal) return proposal.error();
  const auto& rulebook = *rulebook_of(world, (*proposal)->rulebook_hash).rulebook;
  const Stage* stage = rulebook.find_stage(path_of(command, "stage"));
  if (stage == nullptr) return not_found("stage", path_of(command, "stage"));
  const std::string stream = stream_of("assessment", (*proposal)->id + "-" + stage->name);
  const auto& assessments = world.read<Assessments>(stream);
  if (auto rejection = refuse_sheet(assessments, juror)) return *rejection;
  if (auto rejection = refuse_closed_stage(world, **proposal, *stage, rulebook)) return *rejection;
  json::object data = sheet_document(world, command, **proposal, *stage, juror);
  const std::string_view outcome = text_of(command.body, "outcome");
  if (outcome.empty() || outcome == name_of(SheetOutcome::scored))
    return score_sheet(command, stream, std::move(data), *stage, assessments, juror);
  return decline_sheet(command, stream, std::move(data), outcome);
}

}  // namespace

std::span<const CommandKind> assessment_commands() {
  static constexpr std::array kinds = {
      CommandKind{.name = "SubmitAssessment",
                  .summary = "Submits and locks one juror's sheet: its scores, or why there are none.",
                  .body_schema = submit_body,
                  .creates = true,
                  .decide = submit_assessment},
  };
  return kinds;
}

}  // namespace jejak::workflows
