#include <algorithm>
#include <array>

#include "workflows/commands.hpp"
#include "workflows/field.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"
#include "workflows/session/state.hpp"

namespace jejak::workflows {

namespace {

constexpr std::string_view record_body = R"({
"type":"object","additionalProperties":false,"required":["kind","date","place","attendance"],"properties":{
 "id":{"type":"string","maxLength":64,"format":"uuid","description":"a UUID"},
 "kind":{"type":"string","enum":["sosialisasi","visit"]},
 "date":{"type":"string","maxLength":10,"format":"date","description":"a date such as 2022-05-25"},
 "place":{"type":"string","minLength":1,"maxLength":200},
 "title":{"type":"string","minLength":1,"maxLength":200},
 "speakers":{"type":"array","maxItems":50,"items":{"type":"string","minLength":1,"maxLength":200}},
 "moderator":{"type":"string","minLength":1,"maxLength":200},
 "attendance":{"type":"integer","minimum":0,"maximum":1000000},
 "innovations":{"type":"array","maxItems":100,"items":{"type":"string","minLength":1,"maxLength":200},"description":"titles of what was shown"},
 "note":{"type":"string","minLength":1,"maxLength":2000}}})";

Decision record_session(World& world, const Command& command) {
  const auto competition = own_competition(world, command);
  if (!competition) return competition.error();
  const auto& body = command.body;
  if (!is_date(text_of(body, "date"))) return invalid("invalid_body", "/date", {"must be a date such as 2022-05-25", "harus berupa tanggal seperti 2022-05-25"});
  auto id = choose_id(world, body, "session");
  if (!id) return id.error();
  json::object data{{"id", *id}, {"competition", (*competition)->id}, {"organizer", (*competition)->organizer}};
  for (const std::string_view key : {"kind", "date", "place", "title", "attendance", "innovations", "note"})
    copy_member(body, key, data);
  for (const std::string_view key : {"speakers", "moderator"}) {
    if (const auto* people = body.if_contains(key)) data[key] = personal(stream_of("session", *id), *people);
  }
  return Accepted{{{stream_of("session", *id), "SessionRecorded", std::move(data)}}, {{"id", *id}}};
}

constexpr std::string_view feedback_body = R"({
"type":"object","additionalProperties":false,"required":["innovation","kind","text"],"properties":{
 "innovation":{"type":"string","minLength":1,"maxLength":200,"description":"one of those that the session showed"},
 "proposal":{"type":"string","minLength":1,"maxLength":64,"description":"where the innovation is one of this log: its entrant then reads the feedback"},
 "kind":{"type":"string","enum":["praise","flaw","question","suggestion","wish_to_adopt"]},
 "from":{"type":"string","minLength":1,"maxLength":200,"description":"whose group it was: an agency or a batch, no person"},
 "text":{"type":"string","minLength":1,"maxLength":2000}}})";

// Visitors learn, may adopt, and say what is imperfect; the organizer that received them writes it down.
Decision record_feedback(World& world, const Command& command) {
  const std::string_view id = path_of(command, "session");
  const auto& session = world.read<Session>(stream_of("session", id));
  if (!session.recorded || !serves(command.caller, session.organizer)) return not_found("session", id);
  const auto& body = command.body;
  const std::string innovation(text_of(body, "innovation"));
  if (!session.innovations.empty() && std::ranges::find(session.innovations, innovation) == session.innovations.end()) {
    std::string shown;
    for (const auto& title : session.innovations) shown += (shown.empty() ? "" : ", ") + title;
    return invalid("invalid_body", "/innovation", {"must be one of those that were shown: " + shown, "harus salah satu yang ditampilkan: " + shown});
  }
  json::object data{{"id", world.new_id()}, {"session", id}, {"competition", session.competition}, {"organizer", session.organizer}};
  if (const std::string_view proposal = text_of(body, "proposal"); !proposal.empty()) {
    const auto& known = world.read<Proposal>(stream_of("proposal", proposal));
    if (known.id.empty() || (known.organizer != session.organizer && known.local_organizer != session.organizer)) return not_found("proposal", proposal);
    data["entrant"] = known.entrant;
  }
  for (const std::string_view key : {"innovation", "proposal", "kind", "from", "text"}) copy_member(body, key, data);
  json::object answer{{"id", data.at("id")}};
  return Accepted{{{stream_of("session", id), "FeedbackRecorded", std::move(data)}}, std::move(answer)};
}

}  // namespace

std::span<const CommandKind> session_commands() {
  static constexpr std::array kinds = {
      CommandKind{.name = "RecordSession",
                  .summary = "Records a sosialisasi or a study visit: date, place, people, attendance.",
                  .body_schema = record_body,
                  .creates = true,
                  .decide = record_session},
      CommandKind{.name = "RecordFeedback",
                  .summary = "Records what visitors of a session said of an innovation that they were shown.",
                  .body_schema = feedback_body,
                  .creates = true,
                  .decide = record_feedback},
  };
  return kinds;
}

}  // namespace jejak::workflows
