#include "workflows/assessment/sheet.hpp"

#include <algorithm>

#include "workflows/competition/window.hpp"
#include "workflows/decision/state.hpp"
#include "workflows/field.hpp"
#include "workflows/proposal/path.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"
#include "workflows/subject/state.hpp"

namespace jejak::workflows {

namespace {

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

std::optional<Rejection> refuse_closed_window(World& world, const Proposal& proposal, const Stage& stage, const Rulebook& rulebook) {
  const auto& competition = world.read<Competition>(stream_of("competition", proposal.competition));
  return refuse_closed(rulebook, competition, world.now(),
                       [&](std::string_view governed) { return governed == "ASSESS:" + stage.name; });
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

}  // namespace

std::optional<Rejection> refuse_unless_judged(World& world, const Proposal& proposal, const Stage& stage) {
  const json::value* value = members_of(proposal.state).if_contains("value");
  // Who was not there when the stage was decided is judged after that, to be decided by itself (decision/supplement.hpp).
  const auto& decision = world.read<StageDecision>(stream_of("decision", proposal.competition + "-" + stage.name));
  const bool decided = decision.decided && std::ranges::find(decision.proposals, proposal.id) != decision.proposals.end();
  if (value != nullptr && !decided && is_in(*value, stage.judged_in)) return std::nullopt;
  return conflict("stage_not_open", {"The proposal is not being assessed at the stage \"" + stage.name + "\" now.",
                                     "Proposal ini sekarang tidak dinilai pada tahap \"" + stage.name + "\"."});
}

Result<Scores, Rejection> read_scores(const Stage& stage, const json::object& given, bool complete) {
  Scores scores;
  Faults faults;
  for (const Criterion& criterion : stage.criteria) {
    const std::string pointer = "/scores/" + pointer_escape(criterion.key);
    const json::value* value = given.if_contains(criterion.key);
    if (value == nullptr && !complete) continue;
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

json::object sheet_place(const OpenSheet& sheet) {
  return {{"competition", sheet.proposal->competition},
          {"organizer", sheet.proposal->organizer},
          {"proposal", sheet.proposal->id},
          {"stage", sheet.stage->name},
          {"juror", sheet.juror}};
}

json::object sheet_document(World& world, const Command& command, const OpenSheet& sheet) {
  json::object data = sheet_place(sheet);
  const JurorSheet& own = sheet.assessments->by_juror.find(sheet.juror)->second;
  if (own.drafts > 0) data["drafted"] = true;
  if (own.replaces > 0) data["replaces"] = own.replaces;
  const std::string subject = stream_of("juror", sheet.juror);
  if (world.read<Subject>(stream_of("subject", subject)).erased) return data;
  for (const std::string_view member : {"comment", "comment_to_entrant"}) {
    if (const auto* comment = command.body.if_contains(member)) data[member] = personal(subject, *comment);
  }
  return data;
}

Result<OpenSheet, Rejection> open_sheet(World& world, const Command& command) {
  const std::string juror(path_of(command, "juror"));
  if (command.caller.juror != juror)
    return forbidden({"A score sheet is its juror's alone.", "Lembar penilaian hanya diisi oleh jurinya sendiri."});
  const auto proposal = known_proposal(world, command.caller, path_of(command, "proposal"));
  if (!proposal) return proposal.error();
  const auto& rulebook = *rulebook_for(world, **proposal).rulebook;
  const Stage* stage = rulebook.find_stage(path_of(command, "stage"));
  if (stage == nullptr) return not_found("stage", path_of(command, "stage"));
  const std::string stream = stream_of("assessment", (*proposal)->id + "-" + stage->name);
  const auto& assessments = world.read<Assessments>(stream);
  if (auto rejection = refuse_sheet(assessments, juror)) return *std::move(rejection);
  if (auto rejection = refuse_unless_judged(world, **proposal, *stage)) return *std::move(rejection);
  // Errors are found when scores are compared, which is after the window: who was given a sheet back may submit it until the stage is decided.
  const bool returned = assessments.by_juror.find(juror)->second.replaces > 0;
  if (auto rejection = refuse_closed_window(world, **proposal, *stage, rulebook); rejection && !returned) return *std::move(rejection);
  return OpenSheet{*proposal, stage, &assessments, juror, stream};
}

}  // namespace jejak::workflows
