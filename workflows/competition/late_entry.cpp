#include "workflows/competition/late_entry.hpp"

#include <algorithm>

#include "workflows/competition/window.hpp"
#include "workflows/entrant/state.hpp"
#include "workflows/field.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

namespace {

// What is asked for, and where in the body it stands.
struct Asked {
  const Window* window;
  std::string pointer;
};

Result<std::vector<Asked>, Rejection> asked_windows(const json::object& body, const Rulebook& rulebook) {
  const json::array& several = array_of(body, "windows");
  if (body.contains("window") == body.contains("windows"))
    return invalid("invalid_body", "/window", {"give one of window and windows", "beri salah satu dari window dan windows"});
  std::vector<Asked> asked;
  const auto add = [&](std::string_view name, std::string pointer) {
    const auto found = std::ranges::find(rulebook.windows, name, &Window::name);
    if (found != rulebook.windows.end()) asked.push_back({&*found, std::move(pointer)});
    return found != rulebook.windows.end();
  };
  if (several.empty()) {
    if (!add(text_of(body, "window"), "/window")) return not_found("window", text_of(body, "window"));
    return asked;
  }
  for (std::size_t i = 0; i < several.size(); ++i)
    if (!add(several[i].get_string(), "/windows/" + std::to_string(i))) return not_found("window", std::string_view(several[i].get_string()));
  return asked;
}

// A window that is over at `closes`, or closes later than that anyway, is nothing to admit to.
std::optional<Rejection> refuse_closing(World& world, const Competition& competition, const std::vector<Asked>& asked, std::string_view entrant,
                                        std::optional<Timestamp> closes) {
  const std::string now = format_rfc3339(world.now());
  if (!closes || *closes <= world.now())
    return invalid("invalid_body", "/closes", {"must be an RFC 3339 instant after now (" + now + ")", "harus berupa waktu RFC 3339 sesudah sekarang (" + now + ")"});
  for (const Asked& each : asked) {
    const Timestamp now_closes = closes_for(*each.window, competition, entrant);
    if (*closes > now_closes) continue;
    const std::string until = format_rfc3339(now_closes);
    return invalid("invalid_body", each.pointer == "/window" ? "/closes" : each.pointer,
                   {"must be an RFC 3339 instant after " + until + ", when \"" + each.window->name + "\" closes for that entrant",
                    "harus berupa waktu RFC 3339 sesudah " + until + ", saat \"" + each.window->name + "\" ditutup bagi peserta itu"});
  }
  return std::nullopt;
}

// What the entrant cannot do for all that. Windows of jurors are none of its business.
json::array staying_shut(World& world, const Competition& competition, const Rulebook& rulebook, const std::vector<Asked>& asked, std::string_view entrant) {
  json::array shut;
  for (const Window& window : rulebook.windows) {
    const bool is_asked = std::ranges::any_of(asked, [&](const Asked& each) { return each.window == &window; });
    const bool of_jurors = std::ranges::all_of(window.governs, [](const std::string& governed) { return governed.starts_with("ASSESS:"); });
    const Timestamp closes = closes_for(window, competition, entrant);
    if (is_asked || of_jurors || closes >= world.now()) continue;
    shut.push_back({{"window", window.name}, {"closes", format_rfc3339(closes)}, {"governs", json::array(window.governs.begin(), window.governs.end())}});
  }
  return shut;
}

// The local admin is the entrant's own secretariat, where another organizer holds the competition.
Result<const Competition*, Rejection> competition_to_admit_to(World& world, const Command& command) {
  auto competition = own_competition(world, command);
  if (competition || competition.error().kind != Refusal::forbidden) return competition;
  return forbidden({"A late entry is admitted by the organizer that holds the competition, not by the entrant's own organizer (its local admin).",
                    "Peserta terlambat diizinkan oleh penyelenggara kompetisi, bukan oleh admin lokal (penyelenggara peserta sendiri)."});
}

}  // namespace

bool governs_entry(const Window& window) { return std::ranges::find(window.governs, "ENTER") != window.governs.end(); }

Decision admit_late_entry(World& world, const Command& command) {
  const auto competition = competition_to_admit_to(world, command);
  if (!competition) return competition.error();
  const auto& body = command.body;
  const auto& rulebook = *rulebook_of(world, text_of((*competition)->rulebook, "hash")).rulebook;
  const auto asked = asked_windows(body, rulebook);
  if (!asked) return asked.error();
  const std::string_view id = text_of(body, "entrant");
  const auto& entrant = world.read<Entrant>(stream_of("entrant", id));
  if (entrant.id.empty() || !is_within(world, entrant.organizer, (*competition)->organizer)) return not_found("entrant", id);
  const auto parsed = parse_rfc3339(text_of(body, "closes"));
  if (auto rejection = refuse_closing(world, **competition, *asked, id, parsed ? std::optional(*parsed) : std::nullopt)) return *rejection;
  const std::string closes = format_rfc3339(parsed.value_or(Timestamp{}));  // refused above where there is none
  const bool enters = std::ranges::any_of(*asked, [](const Asked& each) { return governs_entry(*each.window); });
  if (!enters && body.contains("entries"))
    return invalid("invalid_body", "/entries", {"is for a window that governs ENTER", "hanya untuk jangka waktu yang mengatur ENTER"});
  const std::int64_t entries = body.contains("entries") ? integer_of(body, "entries") : 1;
  Accepted accepted;
  json::array names;
  for (const Asked& each : *asked) {
    json::object data{{"competition", (*competition)->id}, {"organizer", (*competition)->organizer}, {"entrant", id}, {"entrant_name", entrant.name},
                      {"window", each.window->name}, {"closes", closes}, {"reason", text_of(body, "reason")}};
    if (governs_entry(*each.window)) data["entries"] = entries;
    names.emplace_back(each.window->name);
    accepted.events.push_back({stream_of("competition", (*competition)->id), "LateEntryAdmitted", std::move(data)});
  }
  accepted.answer = {{"entrant", id}, {"window", names.front()}, {"windows", names}, {"closes", closes},
                     {"stay_shut", staying_shut(world, **competition, rulebook, *asked, id)}};
  if (enters) accepted.answer["entries"] = entries;
  return accepted;
}

}  // namespace jejak::workflows
