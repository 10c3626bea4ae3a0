#include "engine/statechart/migrate.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "engine/statechart/macrostep.hpp"

namespace jejak::statechart {

namespace {

StateIndex state_at(const Definition& definition, std::string_view path) {
  const auto found = std::ranges::find(definition.states, path, &State::path);
  return found == definition.states.end() ? no_state
                                          : static_cast<StateIndex>(found - definition.states.begin());
}

// The configuration around some states: their ancestors, and what is entered by default beside and inside them.
class Completion {
 public:
  explicit Completion(const Definition& definition) : definition_(definition) {}

  void want(StateIndex target) { wanted_.add(definition_.states[target].line); }

  Result<std::vector<std::uint16_t>, Fault> run() {
    enter(0);
    if (fault_) return *fault_;
    std::ranges::sort(leaves_);
    return std::move(leaves_);
  }

 private:
  void enter(StateIndex index) {
    const State& state = definition_.states[index];
    if (state.is_leaf()) return leaves_.push_back(index);
    if (state.kind == Kind::parallel) {
      for (const StateIndex child : state.children) enter(child);
      return;
    }
    StateIndex chosen = no_state;
    for (const StateIndex child : state.children) {
      if (!wanted_.has(child)) continue;
      if (chosen != no_state) return exclude(definition_.states[chosen], definition_.states[child]);
      chosen = child;
    }
    enter(chosen == no_state ? by_default(state) : chosen);
  }

  // An initial history state has nothing to remember yet.
  StateIndex by_default(const State& state) const {
    const State& initial = definition_.states[state.initial];
    if (!initial.is_history()) return state.initial;
    return initial.defaults.empty() ? state.children.front() : initial.defaults.front();
  }

  void exclude(const State& left, const State& right) {
    if (fault_) return;
    fault_ = Fault{"/states", "\"" + left.path + "\" and \"" + right.path + "\" cannot both be active",
                   "\"" + left.path + "\" dan \"" + right.path + "\" tidak dapat aktif bersamaan"};
  }

  const Definition& definition_;
  StateSet wanted_;
  std::vector<std::uint16_t> leaves_;
  std::optional<Fault> fault_;
};

bool is_final(const Definition& definition, StateIndex index, const StateSet& active) {
  const State& state = definition.states[index];
  const auto final_inside = [&](StateIndex child) {
    return definition.states[child].kind == Kind::final && active.has(child);
  };
  if (state.kind == Kind::compound) return std::ranges::any_of(state.children, final_inside);
  if (state.kind == Kind::parallel)
    return std::ranges::all_of(state.children, [&](StateIndex child) { return is_final(definition, child, active); });
  return state.kind == Kind::final;
}

// A delay's own name within its state: "xstate.after.<name>.<state id>" without the rest.
std::string_view name_of(const Definition& definition, const State& state, const Delay& delay) {
  std::string_view event = definition.events[delay.event];
  event.remove_prefix(std::string_view("xstate.after.").size());
  event.remove_suffix(state.id.size() + 1);
  return event;
}

}  // namespace

Result<Migration, Faults> Migration::compile(DefinitionPtr from, DefinitionPtr to, const json::object& mapping) {
  Migration migration(std::move(from), std::move(to));
  Faults faults;
  for (const auto& [key, value] : mapping) {
    if (key == "states") {
      migration.read_states(value, faults);
    } else if (key == "context") {
      migration.read_context(value, faults);
    } else {
      faults.push_back({"/" + pointer_escape(key), "is neither states nor context", "bukan states atau context"});
    }
  }
  if (!faults.empty()) return faults;
  return migration;
}

void Migration::read_states(const json::value& states, Faults& faults) {
  if (!states.is_object()) return faults.push_back({"/states", "must be an object", "harus berupa objek"});
  for (const auto& [path, target] : states.get_object()) {
    const std::string pointer = "/states/" + pointer_escape(path);
    const StateIndex old = path.empty() ? no_state : state_at(*from_, path);
    if (old == no_state || from_->states[old].is_history()) {
      faults.push_back({pointer, "the old version has no such state", "versi lama tidak memiliki keadaan ini"});
      continue;
    }
    const auto* text = target.if_string();
    const StateIndex fresh = text == nullptr || text->empty() ? no_state : state_at(*to_, *text);
    if (fresh == no_state || to_->states[fresh].is_history()) {
      faults.push_back({pointer, "must name a state of the new version by its dotted path",
                        "harus menyebut keadaan versi baru dengan jalur bertitik"});
      continue;
    }
    states_.emplace_back(path, *text);
  }
  std::ranges::sort(states_, [](const auto& left, const auto& right) {
    return std::pair(right.first.size(), left.first) < std::pair(left.first.size(), right.first);
  });
}

void Migration::read_context(const json::value& context, Faults& faults) {
  if (!context.is_object()) return faults.push_back({"/context", "must be an object", "harus berupa objek"});
  for (const auto& [key, logic] : context.get_object()) {
    auto rule = rules::Rule::compile(logic);
    if (rule) {
      context_.push_back({std::string(key), std::move(*rule)});
      continue;
    }
    for (const Fault& fault : rule.error())
      faults.push_back({"/context/" + pointer_escape(key) + fault.pointer, fault.message,
                        "bukan aturan JsonLogic yang sah: " + fault.message});
  }
}

std::string Migration::target_path(std::string_view path) const {
  for (const auto& [old, fresh] : states_) {
    if (path == old || (path.starts_with(old) && path[old.size()] == '.'))
      return fresh + std::string(path.substr(old.size()));
  }
  return std::string(path);
}

Result<std::vector<std::uint16_t>, Fault> Migration::place(const std::vector<std::uint16_t>& active) const {
  Completion completion(*to_);
  for (const StateIndex leaf : active) {
    const std::string& path = from_->states[leaf].path;
    const std::string target = target_path(path);
    const StateIndex fresh = state_at(*to_, target);
    if (fresh == no_state || to_->states[fresh].is_history()) {
      return Fault{"/states", "\"" + path + "\" has no counterpart: the new version has no state \"" + target + "\"",
                   "\"" + path + "\" tidak ada padanannya: versi baru tidak memiliki keadaan \"" + target + "\""};
    }
    completion.want(fresh);
  }
  return completion.run();
}

void Migration::keep_history(const Snapshot& old, Snapshot& landed) const {
  landed.history.resize(to_->histories.size());
  for (std::size_t i = 0; i < old.history.size(); ++i) {
    if (old.history[i].empty()) continue;
    const State& was = from_->states[from_->histories[i]];
    const StateIndex index = state_at(*to_, target_path(was.path));
    if (index == no_state || to_->states[index].kind != was.kind) continue;
    const State& history = to_->states[index];
    std::vector<std::uint16_t> remembered;
    for (const StateIndex each : old.history[i]) {
      const StateIndex fresh = state_at(*to_, target_path(from_->states[each].path));
      if (fresh == no_state) break;
      const State& state = to_->states[fresh];
      const bool fits = was.kind == Kind::deep_history ? state.is_leaf() : state.parent == history.parent;
      if (!fits || state.is_history() || !to_->is_inside(fresh, history.parent)) break;
      remembered.push_back(fresh);
    }
    if (remembered.size() == old.history[i].size()) landed.history[history.history] = std::move(remembered);
  }
}

// Gives the delays that are to be counted from now.
std::vector<DelayIndex> Migration::keep_timers(const Snapshot& old, Snapshot& landed) const {
  StateSet active, were_active;
  for (const StateIndex leaf : landed.active) active.add(to_->states[leaf].line);
  for (const StateIndex leaf : old.active) were_active.add(from_->states[leaf].line);
  std::vector<DelayIndex> spent;
  were_active.for_each([&](StateIndex index) {
    const State& was = from_->states[index];
    const StateIndex fresh = state_at(*to_, was.path.empty() ? std::string() : target_path(was.path));
    if (fresh == no_state || !active.has(fresh)) return;
    for (const Delay& delay : to_->states[fresh].delays) {
      const auto same = std::ranges::find(was.delays, name_of(*to_, to_->states[fresh], delay),
                                          [&](const Delay& each) { return name_of(*from_, was, each); });
      if (same == was.delays.end()) continue;
      spent.push_back(delay.index);
      const auto timer = std::ranges::find(old.timers, same->index, &Timer::delay);
      if (timer != old.timers.end()) landed.timers.push_back({delay.index, timer->due, timer->sequence});
    }
  });
  landed.timer_sequence = old.timer_sequence;
  std::ranges::sort(landed.timers, {}, [](const Timer& timer) { return std::pair(timer.due, timer.sequence); });
  std::vector<DelayIndex> counted;
  active.for_each([&](StateIndex index) {
    for (const Delay& delay : to_->states[index].delays) {
      if (std::ranges::find(spent, delay.index) == spent.end()) counted.push_back(delay.index);
    }
  });
  return counted;
}

Result<Snapshot, Fault> Migration::land(const Snapshot& snapshot, Timestamp now) const {
  auto placed = place(snapshot.active);
  if (!placed) return placed.error();
  Snapshot landed;
  landed.active = *std::move(placed);
  landed.context = to_->context;
  for (const auto& [key, value] : snapshot.context) landed.context.insert_or_assign(key, value);
  const json::value state = state_value(*from_, snapshot);
  const std::string instant = format_rfc3339(now);
  const std::array<rules::Binding, 3> scope{
      {{"context", &snapshot.context}, {"state", &state}, {"now", std::string_view(instant)}}};
  for (const Given& given : context_) {
    auto value = given.rule.evaluate(scope);
    if (!value) {
      return Fault{"/context/" + pointer_escape(given.key), "has no value here: " + value.error().message,
                   "tidak ada nilainya di sini: " + value.error().message};
    }
    landed.context.insert_or_assign(given.key, std::move(*value));
  }
  keep_history(snapshot, landed);
  StateSet active;
  for (const StateIndex leaf : landed.active) active.add(to_->states[leaf].line);
  landed.done = is_final(*to_, 0, active);
  if (landed.done) return landed;
  const auto counted = keep_timers(snapshot, landed);
  Macrostep step(*to_);
  step.land(landed, counted, now);
  if (step.failed()) return Fault{"", "it cannot land: " + step.error(), "tidak dapat mendarat: " + step.error()};
  return landed;
}

}  // namespace jejak::statechart
