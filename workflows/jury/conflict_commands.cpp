#include <algorithm>
#include <iterator>

#include "workflows/entrant/state.hpp"
#include "workflows/field.hpp"
#include "workflows/jury/conflict.hpp"
#include "workflows/jury/recusal.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"
#include "workflows/subject/state.hpp"
#include "workflows/two_people.hpp"

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

const std::string_view settle_conflict_body = R"({
"type":"object","additionalProperties":false,"required":["confirm"],"properties":{"confirm":{"type":"boolean"}}})";

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

// The proposals of the juror's competition that a conflict is about: one, or all of an entrant.
std::vector<const Proposal*> touched(World& world, const Juror& juror, std::string_view id, std::string_view entrant) {
  std::vector<const Proposal*> proposals;
  for (const auto& each : world.read<Register>(stream_of("register", juror.competition)).proposals) {
    if (!id.empty() && each != id) continue;
    const auto& proposal = world.read<Proposal>(stream_of("proposal", each));
    if (!id.empty() || proposal.entrant == entrant) proposals.push_back(&proposal);
  }
  return proposals;
}

std::optional<Rejection> refuse_subject(World& world, const Juror& juror, const json::object& body) {
  if (body.contains("proposal") == body.contains("entrant"))
    return invalid("invalid_body", "", {"names a proposal or an entrant, one of the two", "menyebut proposal atau peserta, salah satu"});
  const std::string_view id = text_of(body, "proposal"), entrant = text_of(body, "entrant");
  if (!entrant.empty() && world.read<Entrant>(stream_of("entrant", entrant)).id.empty()) return not_found("entrant", entrant);
  if (!id.empty() && touched(world, juror, id, {}).empty()) return not_found("proposal", id);
  return std::nullopt;
}

// A sheet that was submitted is not taken out by one person, who can see what it does to the scores: it takes another.
Decision propose_conflict(World& world, const Juror& juror, json::object data, Recusal recusal) {
  const std::string_view about = text_of(data, data.contains("proposal") ? "proposal" : "entrant");
  if (juror.is_proposed(about))
    return conflict("conflict_open", {"This conflict is proposed already: another person settles it.", "Benturan ini sudah diusulkan: orang lain yang memutuskannya."},
                    {{"juror", juror.id}});
  const std::string id = world.new_id();
  data["id"] = id;
  data.erase("by_juror");
  json::object answer{{"status", "open"}, {"id", id}, {"voided", json::array{}}, {"would_void", std::move(recusal.voided)}, {"decided", std::move(recusal.decided)}};
  return Accepted{{{stream_of("juror", juror.id), "ConflictProposed", std::move(data)}}, std::move(answer)};
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
  if (auto rejection = refuse_subject(world, **juror, command.body)) return *rejection;
  json::object data = juror_document(**juror);
  for (const char* member : {"kind", "proposal", "entrant"}) copy_member(command.body, member, data);
  data["by_juror"] = command.caller.role == Role::juror;
  add_personal(world, command, "reason", **juror, data);
  Recusal recusal(world, **juror, text_of(command.body, "kind"));
  for (const Proposal* proposal : touched(world, **juror, text_of(data, "proposal"), text_of(data, "entrant"))) recusal.take_out(*proposal);
  if (command.caller.role == Role::secretariat && recusal.submitted) return propose_conflict(world, **juror, std::move(data), std::move(recusal));
  std::vector<NewEvent> events{{stream_of("juror", (*juror)->id), "ConflictDeclared", std::move(data)}};
  std::ranges::move(recusal.events, std::back_inserter(events));
  return Accepted{std::move(events), {{"status", "declared"}, {"voided", std::move(recusal.voided)}, {"decided", std::move(recusal.decided)}}};
}

Decision settle_conflict(World& world, const Command& command) {
  const auto juror = known_juror(world, command);
  if (!juror) return juror.error();
  const auto found = (*juror)->proposed.find(path_of(command, "conflict"));
  if (found == (*juror)->proposed.end()) return not_found("conflict", path_of(command, "conflict"));
  const auto& [id, proposed] = *found;
  if (auto same = refuse_same_person(world, command.caller, proposed.proposed_by)) return *same;
  const std::string stream = stream_of("juror", (*juror)->id);
  json::object data = juror_document(**juror);
  data["id"] = id;
  if (!flag_of(command.body, "confirm"))
    return Accepted{{{stream, "ConflictRejected", std::move(data)}}, {{"status", "rejected"}, {"id", id}, {"voided", json::array{}}, {"decided", json::array{}}}};
  data["kind"] = proposed.kind;
  data[proposed.proposal.empty() ? "entrant" : "proposal"] = proposed.proposal.empty() ? proposed.entrant : proposed.proposal;
  data["by_juror"] = false;
  data["proposed_by"] = proposed.proposed_by;
  Recusal recusal(world, **juror, proposed.kind);
  for (const Proposal* proposal : touched(world, **juror, proposed.proposal, proposed.entrant)) recusal.take_out(*proposal);
  json::object answer{{"status", "declared"}, {"id", id}, {"voided", std::move(recusal.voided)}, {"decided", std::move(recusal.decided)}};
  std::vector<NewEvent> events{{stream, "ConflictDeclared", std::move(data)}};
  std::ranges::move(recusal.events, std::back_inserter(events));
  return Accepted{std::move(events), std::move(answer)};
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
