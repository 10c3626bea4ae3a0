#include "workflows/subject/person.hpp"

#include <initializer_list>

#include "workflows/entrant/state.hpp"
#include "workflows/field.hpp"
#include "workflows/jury/state.hpp"
#include "workflows/proposal/state.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"
#include "workflows/session/state.hpp"

namespace jejak::workflows {

const std::string_view correct_contact_body = R"({
"type":"object","additionalProperties":false,"required":["contact","reason"],"properties":{
 "contact":{"type":"object","additionalProperties":false,"properties":{
  "name":{"type":"string","minLength":1,"maxLength":200},
  "email":{"type":"string","minLength":3,"maxLength":200,"format":"email"},
  "phone":{"type":"string","minLength":3,"maxLength":50}}},
 "reason":{"type":"string","minLength":1,"maxLength":2000}}})";
const std::string_view correct_juror_body = R"({
"type":"object","additionalProperties":false,"required":["reason"],"minProperties":2,"properties":{
 "name":{"type":"string","minLength":1,"maxLength":200},
 "email":{"type":"string","minLength":3,"maxLength":200,"format":"email"},
 "reason":{"type":"string","minLength":1,"maxLength":2000}}})";
const std::string_view correct_session_body = R"({
"type":"object","additionalProperties":false,"required":["reason"],"minProperties":2,"properties":{
 "speakers":{"type":"array","maxItems":50,"items":{"type":"string","minLength":1,"maxLength":200}},
 "moderator":{"type":"string","minLength":1,"maxLength":200},
 "reason":{"type":"string","minLength":1,"maxLength":2000}}})";

namespace {

Decision correct(World& world, const Command& command, std::string_view kind, std::initializer_list<std::string_view> fields) {
  const std::string_view id = path_of(command, kind);
  const std::string subject = stream_of(kind, id);
  const std::string keeper = keeper_of(world, subject);
  const Caller& caller = command.caller;
  const bool own = caller.role == Role::proposer ? caller.entrant == id : caller.role != Role::juror || caller.juror == id;
  if (keeper.empty() || !serves(caller, keeper) || !own) return not_found(kind, id);
  json::object data{{"id", id}, {"organizer", keeper}, {"reason", text_of(command.body, "reason")}};
  for (const std::string_view field : fields) {
    if (const auto* value = command.body.if_contains(field)) data[field] = personal(subject, *value);
  }
  return Accepted{{{subject, "PersonCorrected", std::move(data)}}, {{"id", id}}};
}

}  // namespace

std::string keeper_of(World& world, std::string_view subject) {
  const auto is = [&](std::string_view kind) { return subject.starts_with(kind); };
  if (is("entrant-")) return world.read<Entrant>(subject).organizer;
  if (is("juror-")) return world.read<Juror>(subject).organizer;
  if (is("session-")) return world.read<Session>(subject).organizer;
  if (is("proposal-")) return world.read<Proposal>(subject).organizer;
  return {};
}

Decision correct_contact(World& world, const Command& command) { return correct(world, command, "entrant", {"contact"}); }
Decision correct_juror(World& world, const Command& command) { return correct(world, command, "juror", {"name", "email"}); }
Decision correct_session(World& world, const Command& command) { return correct(world, command, "session", {"speakers", "moderator"}); }

}  // namespace jejak::workflows
