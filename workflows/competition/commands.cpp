#include <algorithm>
#include <array>

#include "workflows/commands.hpp"
#include "workflows/competition/amendment.hpp"
#include "workflows/competition/description.hpp"
#include "workflows/competition/late_entry.hpp"
#include "workflows/competition/rules.hpp"
#include "workflows/competition/window.hpp"
#include "workflows/field.hpp"
#include "workflows/organizer/state.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

namespace {

constexpr std::string_view open_body = R"({
"type":"object","additionalProperties":false,"required":["organizer","title","year"],"properties":{
 "id":{"type":"string","maxLength":64,"format":"slug","description":"a slug such as kota-magelang-2022, or a UUID"},
 "organizer":{"type":"string","minLength":1,"maxLength":64},
 "title":{"type":"string","minLength":1,"maxLength":200},
 "year":{"type":"integer","minimum":1900,"maximum":2200},
 "rulebook":{"type":"string","minLength":1,"maxLength":64},
 "rulebook_document":{"type":"object"},
 "definition_document":{"type":"object"}}})";

constexpr std::string_view extend_body = R"({
"type":"object","additionalProperties":false,"required":["window","closes","reason"],"properties":{
 "window":{"type":"string","minLength":1,"maxLength":100},
 "closes":{"type":"string","minLength":1,"maxLength":40,"format":"date-time"},
 "reason":{"type":"string","minLength":1,"maxLength":2000}}})";

constexpr std::string_view admit_body = R"({
"type":"object","additionalProperties":false,"required":["entrant","closes","reason"],"properties":{
 "entrant":{"type":"string","minLength":1,"maxLength":64},
 "window":{"type":"string","minLength":1,"maxLength":100},
 "windows":{"type":"array","minItems":1,"maxItems":20,"uniqueItems":true,"items":{"type":"string","minLength":1,"maxLength":100},"description":"in place of window: several at once"},
 "entries":{"type":"integer","minimum":1,"maximum":1000,"description":"how many proposals, where a window governs ENTER; default 1"},
 "closes":{"type":"string","minLength":1,"maxLength":40,"format":"date-time"},
 "reason":{"type":"string","minLength":1,"maxLength":2000}}})";

constexpr std::string_view check_body = R"({
"type":"object","additionalProperties":false,"required":["rulebook_document"],"properties":{
 "rulebook_document":{"type":"object"},
 "definition_document":{"type":"object","description":"default: the shipped machine that the rulebook names"},
 "year":{"type":"integer","minimum":1900,"maximum":2200,"description":"of the competition that is to be opened"}}})";

json::object opened(const Command& command, std::string_view id, const Rules& rules) {
  const Rulebook& rulebook = *rules.rulebook;
  json::object data = described(rulebook, {});
  data["id"] = id;
  data["road"] = json::array(rules.road.begin(), rules.road.end());
  data["rulebook"] = named(rulebook, rules.rulebook_hash);
  data["definition"] = json::object{{"id", rulebook.definition}, {"version", rules.definition_version}, {"hash", rules.definition_hash}};
  for (const std::string_view key : {"organizer", "title", "year"}) copy_member(command.body, key, data);
  return data;
}

Decision open_competition(World& world, const Command& command) {
  const std::string_view organizer = text_of(command.body, "organizer");
  if (world.read<Organizer>(stream_of("organizer", organizer)).id.empty()) return not_found("organizer", organizer);
  if (!serves(command.caller, organizer))
    return forbidden({"A competition is opened by its own organizer.",
                      "Kompetisi dibuka oleh penyelenggaranya sendiri."});
  auto id = choose_id(world, command.body, "competition", true);
  if (!id) return id.error();
  // The program itself opens what was pinned before: a what-if does an old competition again.
  auto rules = choose_rules(command.body, command.caller.role == Role::system ? Origin::pinned : Origin::fresh);
  if (!rules) return rules.error();
  Accepted accepted;
  const std::string rulebook_stream = stream_of("rulebook", rules->rulebook_hash);
  if (world.version(rulebook_stream) == 0)
    accepted.events.push_back({rulebook_stream, "RulebookRecorded", {{"document", rules->rulebook->document}}});
  const std::string definition_stream = stream_of("definition", rules->definition_hash);
  if (world.version(definition_stream) == 0)
    accepted.events.push_back({definition_stream, "DefinitionRecorded", {{"document", rules->definition}}});
  json::object data = opened(command, *id, *rules);
  accepted.answer = {{"id", *id}, {"rulebook", data["rulebook"]}, {"definition", data["definition"]},
                     {"warnings", warnings_of(*rules->rulebook, integer_of(command.body, "year"))}};
  accepted.events.push_back({stream_of("competition", *id), "CompetitionOpened", std::move(data)});
  return accepted;
}

// Needs nothing of the state: the route asks review_rules itself, beside the queue.
Decision check_rulebook(World&, const Command& command) { return Accepted{{}, review_rules(command.body)}; }

Decision extend_window(World& world, const Command& command) {
  const auto competition = own_competition(world, command);
  if (!competition) return competition.error();
  const std::string_view name = text_of(command.body, "window");
  const auto& rulebook = *rulebook_of(world, text_of((*competition)->rulebook, "hash")).rulebook;
  const auto window = std::ranges::find(rulebook.windows, name, &Window::name);
  if (window == rulebook.windows.end()) return not_found("window", name);
  const auto closes = parse_rfc3339(text_of(command.body, "closes"));
  if (!closes) return invalid("invalid_body", "/closes", {"must be an RFC 3339 instant", "harus berupa waktu RFC 3339"});
  const Timestamp now_closes = closes_at(*window, **competition);
  if (*closes <= now_closes)
    return invalid("invalid_body", "/closes", 
                   {"must be after " + format_rfc3339(now_closes) + ": a window is extended, never cut short",
                    "harus sesudah " + format_rfc3339(now_closes) + ": jangka waktu hanya diperpanjang, tidak dipersingkat"});
  json::object data{{"window", name},
                    {"opens", format_rfc3339(window->opens)},
                    {"closes", format_rfc3339(*closes)},
                    {"reason", text_of(command.body, "reason")}};
  json::object answer = data;
  answer.erase("reason");
  data["competition"] = (*competition)->id;
  return Accepted{{{stream_of("competition", (*competition)->id), "WindowExtended", std::move(data)}},
                  std::move(answer)};
}

}  // namespace

std::span<const CommandKind> competition_commands() {
  static const std::array kinds = {
      CommandKind{.name = "OpenCompetition",
                  .summary = "Opens a competition and pins the exact bytes of the rules that it runs under.",
                  .body_schema = open_body,
                  .creates = true,
                  .decide = open_competition},
      CommandKind{.name = "CheckRulebook",
                  .summary = "Tells what is wrong with a rulebook and what is doubtful, without opening anything.",
                  .body_schema = check_body,
                  .query = true,
                  .decide = check_rulebook},
      CommandKind{.name = "ExtendWindow",
                  .summary = "Lets a window close later, with the reason.",
                  .body_schema = extend_body,
                  .decide = extend_window},
      CommandKind{.name = "AdmitLateEntry",
                  .summary = "Lets windows close later for one entrant alone, with the reason.",
                  .body_schema = admit_body,
                  .decide = admit_late_entry},
      CommandKind{.name = "ProposeAmendment",
                  .summary = "Proposes other rules for a competition that is under way; another person settles it.",
                  .body_schema = propose_amendment_body,
                  .creates = true,
                  .decide = propose_amendment},
      CommandKind{.name = "SettleAmendment",
                  .summary = "Lets the proposed rules hold from now on, or rejects them.",
                  .body_schema = settle_amendment_body,
                  .decide = settle_amendment},
  };
  return kinds;
}

}  // namespace jejak::workflows
