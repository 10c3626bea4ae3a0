#include "workflows/machine_reach.hpp"

#include <algorithm>
#include <array>

namespace jejak::workflows {

using statechart::Handler;
using statechart::Kind;
using statechart::no_state;
using statechart::State;
using statechart::StateIndex;
using statechart::TransitionIndex;

namespace {

// What the program sends by itself, whoever is judged.
constexpr std::array<std::string_view, 2> told_by_program = {"ANSWERED", "REPLICATION_CHANGED"};

bool for_program_alone(const statechart::Definition& definition, std::string_view event) {
  const json::value* roles = statechart::roles_of(definition, event);
  return roles != nullptr && roles->is_array() && !roles->get_array().empty() &&
         std::ranges::all_of(roles->get_array(), [](const json::value& role) { return role == json::value("system"); });
}

}  // namespace

class MachineReach::Walk {
 public:
  Walk(const MachineReach& reach, const std::vector<Judged>* judged)
      : reach_(reach), definition_(reach.definition_), judged_(judged), reached_(definition_.states.size(), false) {
    for (std::size_t i = 0; judged != nullptr && i < judged->size(); ++i) judged_at_.push_back(reach.index_of((*judged)[i].state));
  }

  // A state with what is active with it: those around it, the initial ones inside it, the other regions beside it.
  void enter(StateIndex index) {
    const State& state = definition_.states[index];
    if (state.is_history()) {
      for (const StateIndex each : state.defaults) enter(each);
      return enter(state.parent);
    }
    if (!mark(index)) return;
    if (state.kind == Kind::compound && state.initial != no_state) enter(state.initial);
    if (state.kind == Kind::parallel) std::ranges::for_each(state.children, [this](StateIndex child) { enter(child); });
    for (StateIndex above = state.parent; above != no_state; above = definition_.states[above].parent) {
      if (mark(above) && definition_.states[above].kind == Kind::parallel)
        std::ranges::for_each(definition_.states[above].children, [this](StateIndex region) { enter(region); });
    }
  }
  void follow(const std::vector<TransitionIndex>& transitions) {
    for (const TransitionIndex each : transitions) {
      for (const StateIndex target : definition_.transitions[each].targets) enter(target);
    }
  }
  void leave_by(StateIndex index, std::string_view event) {
    const State& state = definition_.states[index];
    for (const auto* handlers : {&state.exact, &state.wildcards}) {
      for (const Handler& handler : *handlers) {
        if (statechart::fits(event, handler.descriptor)) follow(handler.transitions);
      }
    }
  }
  Reached run() {
    while (!waiting_.empty()) {
      const StateIndex index = waiting_.back();
      waiting_.pop_back();
      const State& state = definition_.states[index];
      follow(state.always);
      for (const auto* handlers : {&state.exact, &state.wildcards}) {
        for (const Handler& handler : *handlers) {
          if (!is_barred(index, handler.descriptor)) follow(handler.transitions);
        }
      }
    }
    return std::move(reached_);
  }

 private:
  bool mark(StateIndex index) {
    if (reached_[index]) return false;
    reached_[index] = true;
    waiting_.push_back(index);
    return true;
  }
  bool is_barred(StateIndex index, std::string_view event) const {
    if (judged_ == nullptr || std::ranges::find(told_by_program, event) != told_by_program.end()) return false;
    bool of_decision = false;
    for (std::size_t i = 0; i < judged_->size(); ++i) {
      const Judged& judged = (*judged_)[i];
      if (judged.in_event == event && reach_.related(judged_at_[i], index)) return false;
      of_decision = of_decision || judged.in_event == event || judged.out_event == event;
    }
    return of_decision || for_program_alone(definition_, event);
  }

  const MachineReach& reach_;
  const statechart::Definition& definition_;
  const std::vector<Judged>* judged_;  // null: everything is walked
  Reached reached_;
  std::vector<StateIndex> judged_at_;
  std::vector<StateIndex> waiting_;
};

StateIndex MachineReach::index_of(std::string_view path) const {
  const auto found = std::ranges::find(definition_.states, path, &State::path);
  return found == definition_.states.end() || path.empty() ? no_state : static_cast<StateIndex>(found - definition_.states.begin());
}

MachineReach::Reached MachineReach::from_start() const {
  Walk walk(*this, nullptr);
  walk.enter(0);
  return walk.run();
}

MachineReach::Reached MachineReach::after(std::string_view state, std::string_view event, const std::vector<Judged>& judged) const {
  Walk walk(*this, &judged);
  const StateIndex from = index_of(state);
  for (StateIndex index = 0; from != no_state && index < definition_.states.size(); ++index) {
    if (related(from, index)) walk.leave_by(index, event);
  }
  return walk.run();
}

MachineReach::Reached MachineReach::beyond(std::string_view state) const {
  Walk walk(*this, nullptr);
  if (const StateIndex from = index_of(state); from != no_state) walk.enter(from);
  return walk.run();
}

bool MachineReach::holds(const Reached& reached, std::string_view state) const {
  const StateIndex index = index_of(state);
  return index != no_state && reached[index];
}

bool MachineReach::related(StateIndex state, StateIndex index) const {
  return state != no_state && (index == state || definition_.is_inside(index, state) || definition_.is_inside(state, index));
}

bool MachineReach::mentions(std::string_view state, std::string_view event) const {
  const StateIndex from = index_of(state);
  for (StateIndex index = 0; index < definition_.states.size(); ++index) {
    if (related(from, index) && mentions(index, event)) return true;
  }
  return false;
}

// Forbidden transitions take nothing.
bool MachineReach::mentions(StateIndex index, std::string_view event) const {
  const State& state = definition_.states[index];
  const auto real = [&](const Handler& handler) {
    return statechart::fits(event, handler.descriptor) &&
           std::ranges::any_of(handler.transitions, [&](TransitionIndex each) { return !definition_.transitions[each].inert(); });
  };
  return std::ranges::any_of(state.exact, real) || std::ranges::any_of(state.wildcards, real);
}

// Nobody stays in a state that an `always` without a guard leads out of.
bool MachineReach::takes_inside(StateIndex index, std::string_view event) const {
  const State& state = definition_.states[index];
  const bool passing = std::ranges::any_of(state.always, [&](TransitionIndex each) {
    return definition_.transitions[each].guard == statechart::no_rule && !definition_.transitions[each].targets.empty();
  });
  if (passing || mentions(index, event)) return true;
  const auto inside = [&](StateIndex child) { return takes_inside(child, event); };
  if (state.kind == Kind::parallel) return std::ranges::any_of(state.children, inside);
  return state.kind == Kind::compound && std::ranges::all_of(state.children, inside);
}

bool MachineReach::takes_around(StateIndex index, std::string_view event) const {
  for (StateIndex above = definition_.states[index].parent; above != no_state; above = definition_.states[above].parent) {
    if (mentions(above, event)) return true;
  }
  return false;
}

bool MachineReach::takes(std::string_view state, std::string_view event) const {
  const StateIndex index = index_of(state);
  return index != no_state && (takes_inside(index, event) || takes_around(index, event));
}

bool MachineReach::takes(std::string_view event) const {
  for (StateIndex index = 0; index < definition_.states.size(); ++index) {
    if (mentions(index, event)) return true;
  }
  return false;
}

std::vector<std::string> MachineReach::events_in(std::string_view state) const {
  std::vector<std::string> events;
  const StateIndex from = index_of(state);
  if (from == no_state) return events;
  const auto add = [&](StateIndex index) {
    for (const Handler& handler : definition_.states[index].on) {
      if (std::ranges::find(events, handler.descriptor) == events.end()) events.push_back(handler.descriptor);
    }
  };
  for (StateIndex index = from; index <= definition_.states[from].last; ++index) add(index);
  for (StateIndex above = definition_.states[from].parent; above != no_state; above = definition_.states[above].parent) add(above);
  return events;
}

std::vector<std::string> MachineReach::states() const {
  std::vector<std::string> paths;
  for (const State& state : definition_.states) {
    if (state.kind == Kind::atomic && !state.path.empty()) paths.push_back(state.path);
  }
  return paths;
}

std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t most = 40;
  std::string all;
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i) all += (i == 0 ? "" : ", ") + names[i];
  return names.size() > most ? all + " ..." : all;
}

}  // namespace jejak::workflows
