#include <array>

#include "workflows/commands.hpp"
#include "workflows/field.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"

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
 "note":{"type":"string","minLength":1,"maxLength":2000}}})";

Decision record_session(World& world, const Command& command) {
  const auto competition = own_competition(world, command);
  if (!competition) return competition.error();
  const auto& body = command.body;
  if (!is_date(text_of(body, "date"))) return invalid("invalid_body", "/date", {"must be a date such as 2022-05-25", "harus berupa tanggal seperti 2022-05-25"});
  auto id = choose_id(world, body, "session");
  if (!id) return id.error();
  json::object data{{"id", *id}, {"competition", (*competition)->id}, {"organizer", (*competition)->organizer}};
  for (const std::string_view key : {"kind", "date", "place", "title", "attendance", "note"})
    copy_member(body, key, data);
  for (const std::string_view key : {"speakers", "moderator"}) {
    if (const auto* people = body.if_contains(key)) data[key] = personal(stream_of("session", *id), *people);
  }
  return Accepted{{{stream_of("session", *id), "SessionRecorded", std::move(data)}}, {{"id", *id}}};
}

}  // namespace

std::span<const CommandKind> session_commands() {
  static constexpr std::array kinds = {
      CommandKind{.name = "RecordSession",
                  .summary = "Records a sosialisasi or a study visit: date, place, people, attendance.",
                  .body_schema = record_body,
                  .creates = true,
                  .decide = record_session},
  };
  return kinds;
}

}  // namespace jejak::workflows
