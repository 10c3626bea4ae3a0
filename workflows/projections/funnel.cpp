#include <algorithm>

#include "workflows/competition/road.hpp"
#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"
#include "workflows/proposal/departure.hpp"
#include "workflows/rulebook.hpp"

namespace jejak::workflows::views {

namespace {

std::string_view stage_of(std::string_view state) { return state.substr(0, state.find('.')); }

constexpr std::ptrdiff_t off_road = -1;
constexpr std::int64_t minute_us = 60'000'000;

// The stages in the order in which the competition's machine has them. Competitions that do not say theirs go by the usual
// ones, of which those count that somebody came into.
class Road {
 public:
  explicit Road(const json::object& document) : stages_(object_of(document, "stages")) {
    if (const json::value* road = document.if_contains("road"); road != nullptr && road->is_array()) recorded_ = &road->get_array();
  }
  std::ptrdiff_t size() const { return static_cast<std::ptrdiff_t>(recorded_ != nullptr ? recorded_->size() : usual_road.size()); }
  std::string_view at(std::ptrdiff_t place) const {
    const auto index = static_cast<std::size_t>(place);
    return recorded_ != nullptr ? std::string_view((*recorded_)[index].get_string()) : usual_road[index];
  }
  bool has(std::ptrdiff_t place) const { return recorded_ != nullptr || stages_.contains(at(place)); }
  std::ptrdiff_t place_of(std::string_view stage) const {
    for (std::ptrdiff_t place = 0; place < size(); ++place) {
      if (at(place) == stage) return place;
    }
    return off_road;
  }
  std::ptrdiff_t before(std::ptrdiff_t place) const {
    do --place;
    while (place >= 0 && !has(place));
    return place < 0 ? off_road : place;
  }
  bool leads_out(std::string_view stage) const { return is_way_out(stage) || (recorded_ != nullptr && place_of(stage) == off_road); }

 private:
  const json::object& stages_;
  const json::array* recorded_ = nullptr;
};

// Proposals per stage are in `stages` while they are in the race and in `out` when they left it: together all
// of them.
json::object& counts_of(json::object& document, std::string_view stage) {
  return inner_object(document, Road(document).leads_out(stage) ? "out" : "stages");
}

void count_or_drop(json::object& counts, std::string_view key, std::int64_t by) {
  count(counts, key, by);
  if (counts.at(key).get_int64() == 0) counts.erase(key);
}

void move_state(json::object& document, std::string_view from, std::string_view to) {
  json::object& states = inner_object(document, "states");
  if (!from.empty()) count_or_drop(states, from, -1);
  count(states, to, 1);
}

// A stage counts those whose place on the road is beyond it: where they stand, or stood when they left the race. Going back (a
// revision) takes that away again; leaving does not, and whoever comes back goes on from where it left.
void move_passed(json::object& document, std::string_view from, std::string_view to) {
  json::object& passed = inner_object(document, "passed");
  const Road road(document);
  const std::ptrdiff_t begin = road.place_of(from), end = road.place_of(to);
  if (begin == off_road || end == off_road) {
    count(passed, from, 1);
    return;
  }
  for (auto at = std::min(begin, end); at < std::max(begin, end); ++at) {
    if (road.has(at)) count(passed, road.at(at), begin < end ? 1 : -1);
  }
}

// From where a proposal that comes back had left. Where the log does not say, an objection lets it pass the stage before the one
// that it enters, and a decision that is taken back leaves it where it was.
std::string_view left_from(const Event& event, const json::object& data, const Road& road, std::string_view to) {
  if (const std::string_view stage = text_of(object_of(data, "left"), "stage"); road.place_of(stage) != off_road) return stage;
  const std::ptrdiff_t before = event.type == "ProposalReopened" ? off_road : road.before(road.place_of(to));
  return before == off_road ? to : road.at(before);
}

// Of those who were not selected also why; the other ways out say it by themselves.
void count_reasons(json::object& document, std::string_view stage, const std::vector<std::string>& why, std::int64_t by) {
  json::object& reasons = inner_object(document, "out_reasons");
  if (is_way_out(stage) && stage != "not_selected") return count_or_drop(reasons, stage, by);
  for (const std::string& reason : why) count_or_drop(inner_object(reasons, stage), reason, by);
}

std::vector<std::string> recorded_why(const json::object& data) {
  std::vector<std::string> why;
  for (const json::value& reason : array_of(object_of(data, "left"), "why")) why.emplace_back(reason.get_string());
  return why;
}

std::string day_of(const json::object& document, Timestamp time) {
  const std::int64_t offset = zone_offset_minutes(text_of(document, "zone")).value_or(0) * minute_us;
  return format_rfc3339(Timestamp{time.microseconds + offset}).substr(0, 10);
}

std::string oldest_of(const json::object& days) {
  std::string oldest;
  for (const auto& [day, number] : days) {
    if (oldest.empty() || std::string_view(day) < oldest) oldest = day;
  }
  return oldest;
}

// Who waits in a state of the submission, by the day since when. Of a step that does not say it, the one who came first leaves.
void wait(json::object& document, std::string_view state, Timestamp time, std::int64_t by) {
  if (stage_of(state) != "submission") return;
  const std::string since = day_of(document, time);
  json::object& stuck = inner_object(document, "stuck");
  if (by < 0 && !stuck.contains(state)) return;
  json::object& waiting = inner_object(stuck, state);
  count(waiting, "count", by);
  const bool known = by > 0 || object_of(waiting, "days").contains(since);
  const std::string day(known ? std::string_view(since) : text_of(waiting, "oldest_since"));
  count_or_drop(inner_object(waiting, "days"), day, by);
  if (waiting.at("count").get_int64() == 0) {
    stuck.erase(state);
    return;
  }
  set_text(waiting, "oldest_since", oldest_of(object_of(waiting, "days")));
}

void move_waiting(const Event& event, const json::object& data, json::object& document) {
  const auto since = parse_rfc3339(text_of(data, "since"));
  wait(document, text_of(data, "from"), since.value_or(Timestamp()), -1);
  wait(document, text_of(data, "to"), event.time, 1);
}

void move(const Event& event, const json::object& data, json::object& document) {
  const std::string_view from = text_of(data, "from"), to = text_of(data, "to");
  if (from == to) return;
  move_state(document, from, to);
  move_waiting(event, data, document);
  const std::string_view before = stage_of(from);
  const std::string_view after = stage_of(to);
  set_time(document, "updated_at", event.time);
  if (before == after) return;
  count(counts_of(document, before), before, -1);
  count(counts_of(document, after), after, 1);
  const Road road(document);
  const bool was_out = road.leads_out(before), is_out = road.leads_out(after);
  if (!was_out && !is_out) move_passed(document, before, after);
  if (was_out && !is_out) move_passed(document, left_from(event, data, road, after), after);
  if (was_out) count_reasons(document, before, recorded_why(data), -1);
  if (is_out) count_reasons(document, after, why_left(data), 1);
}

void open(const Event& event, const json::object& data, Documents& documents) {
  json::object& document = begin_document(documents, text_of(data, "id"));
  set_text(document, "competition", text_of(data, "id"));
  take(data, {"organizer", "road"}, document);
  set_text(document, "zone", data.contains("zone") ? text_of(data, "zone") : "Asia/Jakarta");
  document["entered"] = 0;
  document["submitted"] = 0;
  for (const std::string_view key : {"passed", "stages", "states", "out", "out_reasons", "stuck", "categories"}) {
    document[key].emplace_object();
  }
  for (const json::value& category : array_of(data, "categories")) {
    count(inner_object(document, "categories"), text_of(members_of(category), "key"), 0);
  }
  set_time(document, "updated_at", event.time);
}

void enter(const Event& event, const json::object& data, json::object& document) {
  const std::string_view to = text_of(data, "to");
  count(document, "entered", 1);
  count(inner_object(document, "categories"), text_of(data, "category"), 1);
  count(counts_of(document, stage_of(to)), stage_of(to), 1);
  move_state(document, {}, to);
  wait(document, to, event.time, 1);
  set_time(document, "updated_at", event.time);
}

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "TransitionTaken") {
    json::object& document = known_document(documents, text_of(data, "competition"));
    const std::string_view from = text_of(data, "from");
    // What was returned and comes again was submitted before.
    if (text_of(data, "event") == "SUBMIT" && !from.ends_with(".returned")) count(document, "submitted", 1);
    move(event, data, document);
  } else if (type == "ProposalAnswered") {
    // Answers that did not move the machine have no `from`.
    if (!text_of(data, "from").empty()) move(event, data, known_document(documents, text_of(data, "competition")));
  } else if (type == "ProposalMigrated" || type == "ProposalReopened") {
    move(event, data, known_document(documents, text_of(data, "competition")));
  } else if (type == "CompetitionMigrated") {
    if (data.contains("road")) set_value(known_document(documents, text_of(data, "competition")), "road", data.at("road"));
  } else if (type == "ProposalCorrected") {
    if (!data.contains("category")) return;
    json::object& categories = inner_object(known_document(documents, text_of(data, "competition")), "categories");
    count(categories, text_of(object_of(data, "was"), "category"), -1);
    count(categories, text_of(data, "category"), 1);
  } else if (type == "ProposalEntered") {
    enter(event, data, known_document(documents, text_of(data, "competition")));
  } else if (type == "CompetitionOpened") {
    open(event, data, documents);
  }
}

}  // namespace

Projection funnel() { return {{"funnel", 2, {field("organizer", "f")}}, apply}; }

}  // namespace jejak::workflows::views
