#include "engine/statechart/explore.hpp"

#include <algorithm>
#include <unordered_map>

#include "engine/statechart/explore_inputs.hpp"
#include "engine/statechart/explore_key.hpp"
#include "engine/statechart/explore_rule.hpp"
#include "engine/statechart/macrostep.hpp"

namespace jejak::statechart {

namespace {

// About what a value takes in memory.
std::size_t bytes_of(const json::value& value);

std::size_t bytes_of(const json::object& object) {
  std::size_t bytes = sizeof(object);
  for (const auto& [key, value] : object) bytes += key.size() + bytes_of(value) + 16;
  return bytes;
}

std::size_t bytes_of(const json::value& value) {
  std::size_t bytes = sizeof(json::value);
  if (const auto* text = value.if_string()) bytes += text->size();
  if (const auto* object = value.if_object()) bytes += bytes_of(*object);
  if (const auto* list = value.if_array()) {
    for (const auto& item : *list) bytes += bytes_of(item);
  }
  return bytes;
}

constexpr std::size_t walking_weight = 50;

// What a microstep counts for.
std::size_t weight_of(const Definition& definition) {
  const auto walks = [](const NamedRule& rule) { return text_of(rule.source).walks; };
  bool any = std::ranges::any_of(definition.guards, walks) || std::ranges::any_of(definition.delays, walks);
  for (const Action& action : definition.actions) {
    any = any || std::ranges::any_of(action.assignments,
                                     [&](const Assignment& assignment) { return walks(assignment.value); });
  }
  return any ? walking_weight : 1;
}

class Explorer {
 public:
  Explorer(const Definition& definition, const ExplorationBounds& bounds)
      : definition_(definition),
        bounds_(bounds),
        distinction_(definition),
        attempts_(attempts_of(definition)),
        weight_(weight_of(definition)) {}
  Exploration run();

 private:
  bool spent();
  void keep(Snapshot snapshot, Timestamp now, std::uint32_t from, const Input& input, bool changed);
  void expand(std::uint32_t from);
  void try_event(std::uint32_t from, const std::string& type, const std::optional<json::value>& data);
  void let_pass(std::uint32_t from);
  void fail(std::uint32_t from, Input input, std::string message);
  const Configuration& at(std::uint32_t index) const { return exploration_.configurations[index]; }

  const Definition& definition_;
  const ExplorationBounds bounds_;
  Distinction distinction_;
  Attempts attempts_;
  std::size_t weight_;
  std::unordered_map<std::string, std::uint32_t> known_;
  std::size_t work_ = 0;
  std::size_t bytes_ = 0;
  Exploration exploration_;
};

// Whether a bound is hit; says which.
bool Explorer::spent() {
  const auto over = [&](std::size_t used, std::size_t bound, std::string_view what) {
    if (used >= bound && exploration_.bound.empty())
      exploration_.bound = std::to_string(bound) + " " + std::string(what);
  };
  over(exploration_.configurations.size(), bounds_.configurations, "configurations");
  over(exploration_.steps, bounds_.steps, "steps");
  over(work_, bounds_.work, "units of work");
  over(bytes_, bounds_.bytes, "bytes of contexts");
  over(exploration_.failures.size(), bounds_.failures, "failing steps");
  return !exploration_.bound.empty();
}

void Explorer::fail(std::uint32_t from, Input input, std::string message) {
  work_ += microsteps_max * weight_;
  exploration_.configurations[from].fails = true;
  exploration_.failures.push_back({from, std::move(input), std::move(message)});
}

void Explorer::keep(Snapshot snapshot, Timestamp now, std::uint32_t from, const Input& input, bool changed) {
  const auto next = static_cast<std::uint32_t>(exploration_.configurations.size());
  const auto [place, added] = known_.emplace(distinction_.key(snapshot, now), next);
  if (changed) exploration_.configurations[from].moves = true;
  exploration_.moves.emplace_back(from, place->second);
  if (!added) return;
  bytes_ += bytes_of(snapshot.context);
  exploration_.configurations.push_back({std::move(snapshot), now, from, input});
}

// As `simulate` does it: the event, then what is due at once.
void Explorer::try_event(std::uint32_t from, const std::string& type,
                         const std::optional<json::value>& data) {
  ++exploration_.steps;
  const Timestamp now = at(from).now;
  Input input{type, data, std::nullopt};
  auto taken = send(definition_, at(from).snapshot, Sent{type, data ? &*data : nullptr}, now);
  if (!taken) return fail(from, std::move(input), taken.error().message);
  work_ += (taken->microsteps + 1) * weight_;
  if (!taken->changed) return;
  auto settled = advance(definition_, std::move(taken->snapshot), now);
  if (!settled) return fail(from, std::move(input), settled.error().message);
  work_ += settled->microsteps * weight_;
  keep(std::move(settled->snapshot), now, from, input, true);
}

void Explorer::let_pass(std::uint32_t from) {
  if (at(from).snapshot.timers.empty()) return;
  ++exploration_.steps;
  const Timestamp due = at(from).snapshot.timers.front().due;
  Input input{"", std::nullopt, due};
  auto passed = advance(definition_, at(from).snapshot, due);
  if (!passed) return fail(from, std::move(input), passed.error().message);
  work_ += (passed->microsteps + 1) * weight_;
  keep(std::move(passed->snapshot), due, from, input, passed->changed);
}

void Explorer::expand(std::uint32_t from) {
  if (at(from).snapshot.done) return;
  std::vector<std::uint32_t> events;
  const std::vector<StateIndex> leaves = at(from).snapshot.active;
  for (const StateIndex leaf : leaves) {
    for (StateIndex state = leaf; state != no_state; state = definition_.states[state].parent) {
      for (const std::uint32_t event : attempts_.of_state[state]) {
        if (std::ranges::find(events, event) == events.end()) events.push_back(event);
      }
    }
  }
  for (const std::uint32_t event : events) {
    for (const auto& data : attempts_.events[event].data) {
      if (spent()) return;
      try_event(from, attempts_.events[event].type, data);
    }
  }
  if (!spent()) let_pass(from);
}

Exploration Explorer::run() {
  exploration_.timeless = distinction_.timeless();
  auto begun = start(definition_, simulation_start);
  auto settled = begun ? advance(definition_, std::move(*begun), simulation_start)
                       : Result<Outcome, StepError>(begun.error());
  if (!settled) {
    exploration_.start_error = settled.error().message;
    return std::move(exploration_);
  }
  known_.emplace(distinction_.key(settled->snapshot, simulation_start), 0);
  exploration_.configurations.push_back({std::move(settled->snapshot), simulation_start, 0, {}});
  for (std::uint32_t index = 0; index < exploration_.configurations.size() && !spent(); ++index) {
    expand(index);
    if (exploration_.bound.empty()) exploration_.expanded = index + 1u;
  }
  return std::move(exploration_);
}

std::string line_of(const Input& input) {
  json::object line;
  if (!input.type.empty()) line["type"] = input.type;
  if (input.data) line["data"] = *input.data;
  if (input.time) line["time"] = format_rfc3339(*input.time);
  return canonical_json(line);
}

}  // namespace

Exploration explore(const Definition& definition, const ExplorationBounds& bounds) {
  return Explorer(definition, bounds).run();
}

std::vector<std::string> lines_to(const Exploration& exploration, std::uint32_t configuration) {
  std::vector<const Input*> inputs;
  for (std::uint32_t index = configuration; index != 0; index = exploration.configurations[index].from)
    inputs.push_back(&exploration.configurations[index].input);
  std::vector<std::string> lines;
  // A simulation's clock starts at the time of its first line.
  const bool clock_first = !inputs.empty() && inputs.back()->time.has_value();
  if (clock_first) lines.push_back(line_of({"", std::nullopt, simulation_start}));
  for (auto input = inputs.rbegin(); input != inputs.rend(); ++input) lines.push_back(line_of(**input));
  return lines;
}

std::vector<std::string> lines_to(const Exploration& exploration, std::uint32_t configuration,
                                  const Input& input) {
  std::vector<std::string> lines = lines_to(exploration, configuration);
  if (lines.empty() && input.time) lines.push_back(line_of({"", std::nullopt, simulation_start}));
  lines.push_back(line_of(input));
  return lines;
}

}  // namespace jejak::statechart
