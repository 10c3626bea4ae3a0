#include "engine/statechart/check.hpp"

#include <algorithm>

#include "engine/statechart/model.hpp"

namespace jejak::statechart {

namespace {

class Checker {
 public:
  explicit Checker(const Definition& definition) : definition_(definition) {}
  std::vector<Finding> run(const json::value& document);

 private:
  const State& state(StateIndex index) const { return definition_.states[index]; }
  void find(std::string pointer, std::string message) {
    findings_.push_back({std::move(pointer), std::move(message)});
  }
  std::vector<TransitionIndex> transitions_of(const State& state) const;
  void enter(StateIndex index);
  void enter_target(StateIndex index);
  void explore();
  void check_state(StateIndex index);
  void check_order(const std::vector<TransitionIndex>& candidates);
  void check_way_out(StateIndex index);
  void check_done(const State& state);
  void check_always(const State& state);
  void check_uses();
  void check_events(const json::object& section, std::string_view name);

  const Definition& definition_;
  StateSet reachable_;
  std::vector<Finding> findings_;
};

std::vector<TransitionIndex> Checker::transitions_of(const State& state) const {
  std::vector<TransitionIndex> all = state.always;
  for (const auto& handler : state.exact)
    all.insert(all.end(), handler.transitions.begin(), handler.transitions.end());
  return all;
}

// Adds a state with everything that is entered with it by default.
void Checker::enter(StateIndex index) {
  if (reachable_.has(index)) return;
  reachable_.add(index);
  const State& at = state(index);
  if (at.kind == Kind::compound) enter_target(at.initial);
  if (at.kind == Kind::parallel) std::ranges::for_each(at.children, [&](StateIndex child) { enter(child); });
  if (at.is_history()) {
    const State& parent = state(at.parent);
    if (at.defaults.empty()) parent.kind == Kind::parallel ? enter(at.parent) : enter_target(parent.initial);
    std::ranges::for_each(at.defaults, [&](StateIndex target) { enter_target(target); });
  }
}

// A target brings its ancestors along, and those that are parallel all their regions; not their initial
// states.
void Checker::enter_target(StateIndex index) {
  enter(index);
  for (StateIndex at = state(index).parent; at != no_state; at = state(at).parent) {
    reachable_.add(at);
    if (state(at).kind != Kind::parallel) continue;
    for (const StateIndex region : state(at).children) {
      const bool around = index >= region && index <= state(region).last;
      around ? reachable_.add(region) : enter(region);
    }
  }
}

void Checker::explore() {
  enter(0);
  for (StateSet before; !(before == reachable_);) {
    before = reachable_;
    before.for_each([&](StateIndex index) {
      for (const TransitionIndex transition : transitions_of(state(index))) {
        for (const StateIndex target : definition_.transitions[transition].targets) enter_target(target);
      }
    });
  }
}

void Checker::check_order(const std::vector<TransitionIndex>& candidates) {
  for (std::size_t i = 1; i < candidates.size(); ++i) {
    if (definition_.transitions[candidates[i - 1]].guard != no_rule) continue;
    find(definition_.transitions[candidates[i]].pointer,
         "can never be taken: a candidate before it has no guard");
  }
}

// Whether an atomic state that is not final, or a state around it, has a transition that leads anywhere.
void Checker::check_way_out(StateIndex index) {
  if (state(index).kind != Kind::atomic) return;
  for (StateIndex at = index; at != no_state; at = state(at).parent) {
    for (const TransitionIndex transition : transitions_of(state(at))) {
      if (!definition_.transitions[transition].targets.empty()) return;
    }
  }
  find(state(index).pointer, "\"" + state(index).id + "\" has no way out and is not a final state");
}

void Checker::check_done(const State& at) {
  if (at.done == no_event) return;
  const auto handler = std::ranges::find(at.exact, at.done, &Handler::event);
  if (handler == at.exact.end() || handler->transitions.empty()) return;
  const auto finishes = [&](StateIndex child) { return state(child).kind == Kind::final; };
  const bool can = at.kind == Kind::parallel || std::ranges::any_of(at.children, finishes);
  if (!can)
    find(at.pointer + "/onDone", "can never come: \"" + at.id + "\" has no final state directly inside");
  if (at.parent == no_state) find(at.pointer + "/onDone", "can never come: the machine has finished by then");
}

void Checker::check_always(const State& at) {
  for (const TransitionIndex index : at.always) {
    const Transition& transition = definition_.transitions[index];
    if (transition.guard == no_rule) continue;
    const NamedRule& guard = definition_.guards[transition.guard];
    const auto paths = guard.rule.paths_read();
    const bool reads_event = std::ranges::any_of(paths, [](const std::string& path) {
      return path.empty() || path == "event" || path.starts_with("event.");
    });
    if (reads_event) {
      find(transition.pointer,
           "the guard \"" + guard.name +
               "\" of this `always` reads the event: it sees the event of the step that came before");
    }
  }
}

void Checker::check_state(StateIndex index) {
  const State& at = state(index);
  if (!reachable_.has(index)) {
    // Inside an unreachable state everything is: one finding is enough.
    if (at.parent == no_state || reachable_.has(at.parent))
      find(at.pointer, "\"" + at.id + "\" can never be entered");
    return;
  }
  for (const auto& handler : at.exact) check_order(handler.transitions);
  check_order(at.always);
  for (const auto& handler : at.on) {
    const bool wildcard = handler.descriptor == "*" || handler.descriptor.ends_with(".*");
    const std::size_t asterisk = handler.descriptor.find('*');
    if (asterisk != std::string::npos && (!wildcard || asterisk + 1 != handler.descriptor.size())) {
      find(at.pointer + "/on/" + pointer_escape(handler.descriptor),
           "an asterisk stands for events only at the end, behind a dot or alone");
    }
  }
  check_done(at);
  check_always(at);
  check_way_out(index);
}

void Checker::check_uses() {
  std::vector<bool> guards(definition_.guards.size());
  std::vector<bool> actions(definition_.actions.size());
  std::vector<bool> delays(definition_.delays.size());
  for (const auto& transition : definition_.transitions) {
    if (transition.guard != no_rule) guards[transition.guard] = true;
    for (const RuleIndex action : transition.actions) actions[action] = true;
  }
  for (const auto& at : definition_.states) {
    for (const auto* list : {&at.entry, &at.exit, &at.initial_actions}) {
      for (const RuleIndex action : *list) actions[action] = true;
    }
    for (const auto& delay : at.delays) {
      if (delay.rule != no_rule) delays[delay.rule] = true;
    }
  }
  const auto report = [&](const auto& all, const std::vector<bool>& used, std::string_view what) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!used[i])
        find(all[i].pointer, "nothing uses the " + std::string(what) + " \"" + all[i].name + "\"");
    }
  };
  report(definition_.guards, guards, "guard");
  report(definition_.actions, actions, "action");
  report(definition_.delays, delays, "delay");
}

void Checker::check_events(const json::object& section, std::string_view name) {
  for (const auto& entry : section) {
    const std::string event(entry.key());
    const auto handles = [&](const Handler& handler) { return fits(event, handler.descriptor); };
    const bool known = std::ranges::any_of(
        definition_.states, [&](const State& at) { return std::ranges::any_of(at.on, handles); });
    if (!known) {
      find("/" + std::string(name) + "/" + pointer_escape(event),
           "no state takes the event \"" + event + "\"");
    }
  }
}

std::vector<Finding> Checker::run(const json::value& document) {
  for (const std::string_view key : {"id", "version"}) {
    if (!document.get_object().contains(key)) find("", "the definition has no \"" + std::string(key) + "\"");
  }
  explore();
  for (StateIndex index = 0; index < definition_.states.size(); ++index) check_state(index);
  check_uses();
  check_events(definition_.roles, "roles");
  check_events(definition_.forms, "forms");
  return std::move(findings_);
}

}  // namespace

std::vector<Finding> check(const Definition& definition, const json::value& document) {
  return Checker(definition).run(document);
}

}  // namespace jejak::statechart
