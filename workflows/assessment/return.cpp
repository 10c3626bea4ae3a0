#include "workflows/assessment/return.hpp"

#include "workflows/assessment/score.hpp"
#include "workflows/assessment/sheet.hpp"
#include "workflows/field.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"
#include "workflows/two_people.hpp"

namespace jejak::workflows {

const std::string_view return_body = R"({
"type":"object","additionalProperties":false,"required":["reason"],"properties":{"reason":{"type":"string","minLength":1,"maxLength":2000}}})";
const std::string_view settle_return_body = R"({
"type":"object","additionalProperties":false,"required":["confirm"],"properties":{"confirm":{"type":"boolean"}}})";

namespace {

struct Given {
  OpenSheet sheet;
  const JurorSheet* own;
};

// The sheet of the path, which must be somebody's whom the caller may speak for, of a stage that is being judged.
Result<Given, Rejection> given_sheet(World& world, const Command& command) {
  const std::string juror(path_of(command, "juror"));
  const Caller& caller = command.caller;
  if (caller.role == Role::juror && caller.juror != juror)
    return forbidden({"A score sheet is its juror's alone.", "Lembar penilaian hanya milik jurinya sendiri."});
  const auto proposal = known_proposal(world, caller, path_of(command, "proposal"));
  if (!proposal) return proposal.error();
  if (!serves(caller, (*proposal)->organizer))
    return forbidden({"This competition is another organizer's.", "Kompetisi ini milik penyelenggara lain."});
  const Stage* stage = rulebook_for(world, **proposal).rulebook->find_stage(path_of(command, "stage"));
  if (stage == nullptr) return not_found("stage", path_of(command, "stage"));
  const std::string stream = stream_of("assessment", (*proposal)->id + "-" + stage->name);
  const auto& assessments = world.read<Assessments>(stream);
  const auto own = assessments.by_juror.find(juror);
  if (own == assessments.by_juror.end()) return not_found("sheet", juror);
  if (auto rejection = refuse_unless_judged(world, **proposal, *stage)) return *std::move(rejection);
  return Given{{*proposal, stage, &assessments, juror, stream}, &own->second};
}

json::object answer_of(const OpenSheet& sheet, std::string_view status) {
  return {{"proposal", sheet.proposal->id}, {"stage", sheet.stage->name}, {"juror", sheet.juror}, {"status", status}};
}

}  // namespace

Decision return_sheet(World& world, const Command& command) {
  const auto given = given_sheet(world, command);
  if (!given) return given.error();
  const auto& [sheet, own] = *given;
  if (own->outcome == SheetOutcome::not_assessed)
    return conflict("not_submitted", {"This sheet is not submitted: its juror may still change it.", "Lembar ini belum dikirim: jurinya masih dapat mengubahnya."});
  if (own->outcome == SheetOutcome::voided || own->outcome == SheetOutcome::recused)
    return conflict("recused", {"The juror does not judge this proposal: a conflict of interest is on record.",
                                "Juri tidak menilai proposal ini: ada benturan kepentingan yang tercatat."});
  if (own->returning)
    return conflict("return_open", {"The return of this sheet is proposed already.", "Pengembalian lembar ini sudah diusulkan."});
  json::object data = sheet_place(sheet);
  copy_member(command.body, "reason", data);
  return Accepted{{{sheet.stream, "AssessmentReturnProposed", std::move(data)}}, answer_of(sheet, "open")};
}

Decision settle_return(World& world, const Command& command) {
  const auto given = given_sheet(world, command);
  if (!given) return given.error();
  const auto& [sheet, own] = *given;
  if (!own->returning) return not_found("return", sheet.juror);
  if (auto same = refuse_same_person(world, command.caller, own->returning->proposed_by)) return *same;
  json::object data = sheet_place(sheet);
  if (!flag_of(command.body, "confirm"))
    return Accepted{{{sheet.stream, "AssessmentReturnRejected", std::move(data)}}, answer_of(sheet, "rejected")};
  data["reason"] = own->returning->reason;
  data["proposed_by"] = own->returning->proposed_by;
  data["was"] = name_of(own->outcome);
  std::size_t sheets = 0;
  data["score"] = score_without(*sheet.stage, *sheet.assessments, sheet.juror, sheets);
  data["sheets"] = sheets;
  return Accepted{{{sheet.stream, "AssessmentReturned", std::move(data)}}, answer_of(sheet, "returned")};
}

}  // namespace jejak::workflows
