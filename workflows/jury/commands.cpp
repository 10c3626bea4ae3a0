#include <array>
#include <set>

#include "workflows/assessment/state.hpp"
#include "workflows/commands.hpp"
#include "workflows/competition/state.hpp"
#include "workflows/decision/lot.hpp"
#include "workflows/entrant/state.hpp"
#include "workflows/field.hpp"
#include "workflows/jury/conflict.hpp"
#include "workflows/jury/plan.hpp"
#include "workflows/jury/release.hpp"
#include "workflows/jury/state.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"
#include "workflows/slot/engagement.hpp"

namespace jejak::workflows {

namespace {

constexpr std::size_t sheets_per_proposal_max = 500;

constexpr std::string_view register_body = R"({
"type":"object","additionalProperties":false,"required":["name","element"],"properties":{
 "id":{"type":"string","maxLength":64,"format":"uuid","description":"a UUID"},
 "name":{"type":"string","minLength":1,"maxLength":200},
 "email":{"type":"string","minLength":3,"maxLength":200,"format":"email"},
 "element":{"type":"string","enum":["academic","ngo","bureaucracy","practitioner","media"]},
 "agency":{"type":"string","minLength":1,"maxLength":200},
 "entrant":{"type":"string","minLength":1,"maxLength":64},
 "worked_with":{"type":"array","maxItems":200,"items":{"type":"string","minLength":1,"maxLength":64},"description":"entrants"},
 "earlier":{"type":"array","maxItems":50,"items":{"type":"string","minLength":1,"maxLength":64},
  "description":"the same person's ids as a juror of other competitions"},
 "invited":{"type":"boolean","description":"true: is given nothing to judge before accepting"}}})";

constexpr std::string_view assign_body = R"({
"type":"object","additionalProperties":false,"required":["stage","pairs"],"properties":{
 "stage":{"type":"string","minLength":1,"maxLength":64},
 "pairs":{"type":"array","minItems":1,"maxItems":500,"items":{"type":"object","additionalProperties":false,
  "required":["juror","proposals"],"properties":{
   "juror":{"type":"string","minLength":1,"maxLength":64},
   "proposals":{"type":"array","minItems":1,"maxItems":2000,"items":{"type":"string","minLength":1,"maxLength":64}}}}}}})";

Decision register_juror(World& world, const Command& command) {
  const auto competition = own_competition(world, command);
  if (!competition) return competition.error();
  const auto& body = command.body;
  const std::string_view entrant = text_of(body, "entrant");
  if (!entrant.empty() && world.read<Entrant>(stream_of("entrant", entrant)).id.empty())
    return not_found("entrant", entrant);
  auto id = choose_id(world, body, "juror");
  if (!id) return id.error();
  const std::string stream = stream_of("juror", *id);
  json::object data{{"id", *id},
                    {"competition", (*competition)->id},
                    {"organizer", (*competition)->organizer},
                    {"name", personal(stream, json::value(text_of(body, "name")))},
                    {"element", text_of(body, "element")},
                    {"agency", text_of(body, "agency")},
                    {"entrant", entrant}};
  if (const auto* email = body.if_contains("email")) data["email"] = personal(stream, *email);
  for (const char* member : {"worked_with", "earlier", "invited"}) copy_member(body, member, data);
  return Accepted{{{stream, "JurorRegistered", std::move(data)}}, {{"id", *id}}};
}

// One assignment after the other; the first that cannot be made refuses all.
class Assigning {
 public:
  Assigning(World& world, const Competition& competition, const Rulebook& rulebook, std::string_view stage)
      : world_(world), competition_(competition), rulebook_(rulebook), stage_(stage) {}

  std::optional<Rejection> add(const json::object& pair, std::size_t index) {
    const std::string_view id = text_of(pair, "juror");
    const auto& juror = world_.read<Juror>(stream_of("juror", id));
    if (juror.id.empty() || juror.competition != competition_.id) return not_found("juror", id);
    if (auto rejection = refuse_uninvited(juror)) return rejection;
    const Conflicts conflicts(world_, rulebook_, juror);
    std::size_t place = 0;
    for (const auto& proposal : array_of(pair, "proposals")) {
      pointer_ = "/pairs/" + std::to_string(index) + "/proposals/" + std::to_string(place++);
      if (auto rejection = assign(juror, conflicts, proposal.get_string())) return rejection;
    }
    return std::nullopt;
  }
  std::vector<NewEvent> take_events() { return std::move(events_); }

 private:
  std::optional<Rejection> assign(const Juror& juror, const Conflicts& conflicts, std::string_view id) {
    const auto& proposal = world_.read<Proposal>(stream_of("proposal", id));
    if (proposal.id.empty() || proposal.competition != competition_.id) return not_found("proposal", id);
    if (const auto kind = conflicts.with(proposal, agency_of(proposal))) {
      Rejection refusal = refuse_conflict(*kind, juror, proposal);
      refusal.details["pointer"] = pointer_;
      return refusal;
    }
    const std::string stream = stream_of("assessment", proposal.id + "-" + std::string(stage_));
    const auto& assessments = world_.read<Assessments>(stream);
    if (assessments.by_juror.contains(juror.id) || !fresh_.emplace(stream, juror.id).second) return std::nullopt;
    if (assessments.by_juror.size() >= sheets_per_proposal_max)
      return invalid("invalid_body", pointer_,
                     {"has as many jurors as a proposal may have", "sudah punya juri sebanyak yang boleh dimiliki sebuah proposal"});
    events_.push_back(juror_assigned(competition_, stage_, proposal, juror));
    return std::nullopt;
  }

  World& world_;
  const Competition& competition_;
  const Rulebook& rulebook_;
  std::string_view stage_;
  std::string pointer_;
  std::set<std::pair<std::string, std::string>> fresh_;
  std::vector<NewEvent> events_;
};

Decision assign_jurors(World& world, const Command& command) {
  const auto competition = own_competition(world, command);
  if (!competition) return competition.error();
  const std::string_view stage = text_of(command.body, "stage");
  const auto& rulebook = *rulebook_of(world, text_of((*competition)->rulebook, "hash")).rulebook;
  const Stage* rules = rulebook.find_stage(stage);
  if (rules == nullptr) return not_found("stage", stage);
  Assigning assigning(world, **competition, rulebook, stage);
  std::size_t index = 0;
  for (const auto& pair : array_of(command.body, "pairs")) {
    if (auto rejection = assigning.add(pair.get_object(), index++)) return *rejection;
  }
  auto events = assigning.take_events();
  if (auto rejection = refuse_two_rooms(world, **competition, stage, events)) return *rejection;
  json::object answer{{"assigned", events.size()}, {"stage", stage}};
  if (auto lot = fix_lot(world, **competition, *rules)) events.push_back(*std::move(lot));
  return Accepted{std::move(events), std::move(answer)};
}

}  // namespace

std::span<const CommandKind> jury_commands() {
  static const std::array kinds = {
      CommandKind{.name = "RegisterJuror",
                  .summary = "Registers a juror of a competition.",
                  .body_schema = register_body,
                  .creates = true,
                  .decide = register_juror},
      CommandKind{.name = "AssignJurors",
                  .summary = "Assigns proposals to jurors for a stage; a juror of the same agency is refused.",
                  .body_schema = assign_body,
                  .creates = true,
                  .decide = assign_jurors},
      CommandKind{.name = "AssignByPlan",
                  .summary = "Draws and balances who of a panel reads which proposals of a stage, or previews it.",
                  .body_schema = assign_by_plan_body,
                  .creates = true,
                  .decide = assign_by_plan},
      CommandKind{.name = "CheckJuror",
                  .summary = "Which proposals somebody could not judge, and why: to be asked before they are invited.",
                  .body_schema = check_juror_body,
                  .query = true,
                  .decide = check_juror},
      CommandKind{.name = "DeclareConflict",
                  .summary = "Records a juror's conflict of interest and takes the sheets that it touches out of the count, or proposes to where one is submitted.",
                  .body_schema = declare_conflict_body,
                  .creates = true,
                  .decide = declare_conflict},
      CommandKind{.name = "SettleConflict",
                  .summary = "Confirms or rejects a conflict that another person proposed.",
                  .body_schema = settle_conflict_body,
                  .decide = settle_conflict},
      CommandKind{.name = "ReleaseAssignments",
                  .summary = "Takes proposals from jurors who have not judged them.",
                  .body_schema = release_body,
                  .creates = true,
                  .decide = release_assignments},
      CommandKind{.name = "AnswerInvitation",
                  .summary = "Accepts or declines the invitation to a jury.",
                  .body_schema = answer_invitation_body,
                  .decide = answer_invitation},
  };
  return kinds;
}

}  // namespace jejak::workflows
