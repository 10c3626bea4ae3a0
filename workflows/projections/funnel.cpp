#include <algorithm>
#include <array>
#include <iterator>

#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

// Where every road begins and ends; what is judged in between is the competition's own. A machine's stages beyond these are counted
// too, but have no place in the order.
constexpr std::array<std::string_view, 3> beginning{"sosialisasi", "submission", "screening"};
constexpr std::array<std::string_view, 2> ending{"award", "replication"};
constexpr std::array<std::string_view, 4> exits{"withdrawn", "disqualified", "not_selected", "revoked"};

constexpr std::ptrdiff_t off_road = -1;

std::ptrdiff_t place_of(const json::array& road, std::string_view stage) {
  const auto found = std::ranges::find(road, json::value(stage));
  return found == road.end() ? off_road : found - road.begin();
}

std::string_view stage_of(std::string_view state) { return state.substr(0, state.find('.')); }

json::array road_of(const json::object& opened) {
  json::array road(beginning.begin(), beginning.end());
  const auto add = [&](std::string_view stage) {
    if (!stage.empty() && place_of(road, stage) == off_road) road.emplace_back(stage);
  };
  for (const json::value& stage : array_of(opened, "stages")) add(stage_of(text_of(members_of(stage), "judged_in")));
  std::ranges::for_each(ending, add);
  return road;
}

bool is_exit(std::string_view stage) { return std::ranges::find(exits, stage) != exits.end(); }

// Proposals per stage are in `stages` while they are in the race and in `out` when they left it: together all
// of them.
json::object& counts_of(json::object& document, std::string_view stage) {
  return inner_object(document, is_exit(stage) ? "out" : "stages");
}

void move_state(json::object& document, std::string_view from, std::string_view to) {
  json::object& states = inner_object(document, "states");
  if (!from.empty()) {
    count(states, from, -1);
    if (const json::value* left = states.if_contains(from); left->get_int64() == 0) states.erase(from);
  }
  count(states, to, 1);
}

// A stage counts who got beyond it. Going back (a revision) takes that away again; leaving the race does not.
// Whoever comes back into it after an objection has passed the stage before the one entered.
void move_passed(json::object& document, std::string_view from, std::string_view to) {
  json::object& passed = inner_object(document, "passed");
  if (is_exit(to)) return;
  const json::array& road = array_of(document, "road");
  const std::ptrdiff_t end = place_of(road, to);
  const std::ptrdiff_t begin = is_exit(from) ? std::max(end - 1, off_road) : place_of(road, from);
  if (begin == off_road || end == off_road) {
    if (!is_exit(from)) count(passed, from, 1);
    return;
  }
  for (auto at = std::min(begin, end); at < std::max(begin, end); ++at) {
    count(passed, std::string_view(road[static_cast<std::size_t>(at)].get_string()), begin < end ? 1 : -1);
  }
}

void move(const Event& event, json::object& document, std::string_view from, std::string_view to) {
  if (from == to) return;
  move_state(document, from, to);
  const std::string_view before = stage_of(from);
  const std::string_view after = stage_of(to);
  if (before != after) {
    count(counts_of(document, before), before, -1);
    count(counts_of(document, after), after, 1);
    // Taken back from a decision against it: it had passed no stage by that.
    if (event.type != "ProposalReopened" || !is_exit(before)) move_passed(document, before, after);
  }
  set_time(document, "updated_at", event.time);
}

void open(const Event& event, const json::object& data, Documents& documents) {
  json::object& document = begin_document(documents, text_of(data, "id"));
  set_text(document, "competition", text_of(data, "id"));
  take(data, {"organizer"}, document);
  document["entered"] = 0;
  document["submitted"] = 0;
  document["road"] = road_of(data);
  for (const std::string_view key : {"passed", "stages", "states", "out", "categories"}) {
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
    move(event, document, from, text_of(data, "to"));
  } else if (type == "ProposalAnswered") {
    const std::string_view from = text_of(data, "from");  // absent where answers did not move the machine
    if (!from.empty())
      move(event, known_document(documents, text_of(data, "competition")), from, text_of(data, "to"));
  } else if (type == "ProposalMigrated" || type == "ProposalReopened") {
    move(event, known_document(documents, text_of(data, "competition")), text_of(data, "from"), text_of(data, "to"));
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
