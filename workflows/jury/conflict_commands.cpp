#include <algorithm>

#include "workflows/assessment/score.hpp"
#include "workflows/decision/state.hpp"
#include "workflows/entrant/state.hpp"
#include "workflows/field.hpp"
#include "workflows/jury/conflict.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"
#include "workflows/subject/state.hpp"

namespace jejak::workflows {

const std::string_view check_juror_body = R"({
"type":"object","additionalProperties":false,"properties":{
 "agency":{"type":"string","minLength":1,"maxLength":200},
 "entrant":{"type":"string","minLength":1,"maxLength":64},
 "worked_with":{"type":"array","maxItems":200,"items":{"type":"string","minLength":1,"maxLength":64},"description":"entrants"},
 "earlier":{"type":"array","maxItems":50,"items":{"type":"string","minLength":1,"maxLength":64},
  "description":"the same person's ids as a juror of other competitions"}}})";

const std::string_view declare_conflict_body = R"({
"type":"object","additionalProperties":false,"required":["kind","reason"],"properties":{
 "proposal":{"type":"string","minLength":1,"maxLength":64},
 "entrant":{"type":"string","minLength":1,"maxLength":64,"description":"instead of a proposal: all proposals of that entrant"},
 "kind":{"type":"string","enum":["same_agency","same_unit","worked_together","earlier_assessment","family","interest","other"]},
 "reason":{"type":"string","minLength":1,"maxLength":2000}}})";

const std::string_view answer_invitation_body = R"({
"type":"object","additionalProperties":false,"required":["accept"],"properties":{
 "accept":{"type":"boolean"},"note":{"type":"string","minLength":1,"maxLength":2000}}})";

namespace {

Result<const Juror*, Rejection> known_juror(World& world, const Command& command) {
  const std::string_view id = path_of(command, "juror");
  const auto& juror = world.read<Juror>(stream_of("juror", id));
  const Caller& caller = command.caller;
  if (juror.id.empty() || !serves(caller, juror.organizer)) return not_found("juror", id);
  if (caller.role == Role::juror && caller.juror != juror.id)
    return forbidden({"That is for the juror alone to say.", "Hanya juri itu sendiri yang dapat menyatakannya."});
  return &juror;
}

json::object juror_document(const Juror& juror) {
  return {{"juror", juror.id}, {"competition", juror.competition}, {"organizer", juror.organizer}};
}

void add_personal(World& world, const Command& command, std::string_view member, const Juror& juror, json::object& data) {
  const std::string subject = stream_of("juror", juror.id);
  if (!command.body.contains(member) || world.read<Subject>(stream_of("subject", subject)).erased) return;
  data[member] = personal(subject, json::value(text_of(command.body, member)));
}

// Takes one juror's sheets of a proposal out of the count at every stage that is not decided.
class Recusal {
 public:
  Recusal(World& world, const Juror& juror, std::string_view reason) : world_(world), juror_(juror), reason_(reason) {}

  void take_out(const Proposal& proposal) {
    for (const Stage& stage : rulebook_for(world_, proposal).rulebook->stages) take_out(proposal, stage);
  }
  std::vector<NewEvent> events;
  json::array voided, decided;  // [{"proposal","stage"}]

 private:
  void take_out(const Proposal& proposal, const Stage& stage) {
    const std::string stream = stream_of("assessment", proposal.id + "-" + stage.name);
    const auto& assessments = world_.read<Assessments>(stream);
    const auto sheet = assessments.by_juror.find(juror_.id);
    if (sheet == assessments.by_juror.end() || sheet->second.outcome == SheetOutcome::voided) return;
    const json::object place{{"proposal", proposal.id}, {"stage", stage.name}};
    if (world_.read<StageDecision>(stream_of("decision", proposal.competition + "-" + stage.name)).decided) {
      decided.push_back(place);
      return;
    }
    json::object data = juror_document(juror_);
    data["proposal"] = proposal.id;
    data["stage"] = stage.name;
    data["reason"] = reason_;
    if (sheet->second.drafts > 0) data["drafted"] = true;
    std::size_t sheets = 0;
    data["score"] = score_without(stage, assessments, juror_.id, sheets);
    data["sheets"] = sheets;
    events.push_back({stream, "AssessmentVoided", std::move(data)});
    voided.push_back(place);
  }

  World& world_;
  const Juror& juror_;
  std::string_view reason_;
};

Result<std::vector<const Proposal*>, Rejection> touched(World& world, const Command& command, const Juror& juror) {
  std::vector<const Proposal*> proposals;
  if (command.body.contains("proposal") == command.body.contains("entrant"))
    return invalid("invalid_body", "", {"names a proposal or an entrant, one of the two", "menyebut proposal atau peserta, salah satu"});
  const std::string_view id = text_of(command.body, "proposal"), entrant = text_of(command.body, "entrant");
  if (!entrant.empty() && world.read<Entrant>(stream_of("entrant", entrant)).id.empty()) return not_found("entrant", entrant);
  for (const auto& each : world.read<Register>(stream_of("register", juror.competition)).proposals) {
    if (!id.empty() && each != id) continue;
    const auto& proposal = world.read<Proposal>(stream_of("proposal", each));
    if (!id.empty() || proposal.entrant == entrant) proposals.push_back(&proposal);
  }
  if (!id.empty() && proposals.empty()) return not_found("proposal", id);
  return proposals;
}

void read_texts(const json::object& body, std::string_view key, std::vector<std::string>& list) {
  for (const auto& value : array_of(body, key)) list.emplace_back(value.get_string());
}

}  // namespace

Decision check_juror(World& world, const Command& command) {
  const auto competition = own_competition(world, command);
  if (!competition) return competition.error();
  Juror juror;
  juror.agency = text_of(command.body, "agency");
  juror.entrant = text_of(command.body, "entrant");
  read_texts(command.body, "worked_with", juror.worked_with);
  read_texts(command.body, "earlier", juror.earlier);
  const auto& rulebook = *rulebook_of(world, text_of((*competition)->rulebook, "hash")).rulebook;
  const Conflicts conflicts(world, rulebook, juror);
  json::array found;
  const auto& proposals = world.read<Register>(stream_of("register", (*competition)->id)).proposals;
  for (const auto& id : proposals) {
    const auto& proposal = world.read<Proposal>(stream_of("proposal", id));
    const auto kind = conflicts.with(proposal, agency_of(proposal));
    if (!kind) continue;
    const Rejection refusal = refuse_conflict(*kind, juror, proposal);
    json::object line{{"proposal", id}, {"title", proposal.title}, {"message", refusal.message}, {"message_id", refusal.message_id}};
    copy_member(refusal.details, "kind", line);
    found.push_back(std::move(line));
  }
  return Accepted{{}, {{"proposals", proposals.size()}, {"conflicts", std::move(found)}}};
}

Decision declare_conflict(World& world, const Command& command) {
  const auto juror = known_juror(world, command);
  if (!juror) return juror.error();
  const auto proposals = touched(world, command, **juror);
  if (!proposals) return proposals.error();
  json::object data = juror_document(**juror);
  for (const char* member : {"kind", "proposal", "entrant"}) copy_member(command.body, member, data);
  data["by_juror"] = command.caller.role == Role::juror;
  add_personal(world, command, "reason", **juror, data);
  Recusal recusal(world, **juror, text_of(command.body, "kind"));
  recusal.events.push_back({stream_of("juror", (*juror)->id), "ConflictDeclared", std::move(data)});
  for (const Proposal* proposal : *proposals) recusal.take_out(*proposal);
  return Accepted{std::move(recusal.events), {{"voided", std::move(recusal.voided)}, {"decided", std::move(recusal.decided)}}};
}

Decision answer_invitation(World& world, const Command& command) {
  const auto juror = known_juror(world, command);
  if (!juror) return juror.error();
  if ((*juror)->invitation == Invitation::none)
    return conflict("not_invited", {"The juror was registered without an invitation.", "Juri didaftarkan tanpa undangan."});
  if ((*juror)->invitation != Invitation::open)
    return conflict("already_answered", {"The invitation is answered already.", "Undangan sudah dijawab."});
  json::object data = juror_document(**juror);
  const bool accepted = flag_of(command.body, "accept");
  data["accepted"] = accepted;
  add_personal(world, command, "note", **juror, data);
  return Accepted{{{stream_of("juror", (*juror)->id), "InvitationAnswered", std::move(data)}},
                  {{"status", accepted ? "accepted" : "declined"}}};
}

}  // namespace jejak::workflows
