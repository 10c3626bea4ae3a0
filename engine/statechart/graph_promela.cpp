#include <algorithm>

#include "engine/statechart/check_guard.hpp"
#include "engine/statechart/graph.hpp"

namespace jejak::statechart {

namespace {

std::string text_of(std::size_t number) { return std::to_string(number); }

// Writes the machine's structure as one Promela process. It shares no code with the interpreter, so that
// SPIN's verdicts and ours are two opinions.
class Promela {
 public:
  explicit Promela(const Definition& definition) : definition_(definition) {}
  std::string write();

 private:
  using Chosen = std::vector<TransitionIndex>;

  const State& state(StateIndex index) const { return definition_.states[index]; }
  const Transition& transition(TransitionIndex index) const { return definition_.transitions[index]; }
  void line(std::size_t depth, const std::string& text) { out_ += std::string(depth * 2, ' ') + text + "\n"; }
  static std::string on(StateIndex index) { return "s[" + text_of(index) + "]"; }
  static std::string chosen(TransitionIndex index) { return "t[" + text_of(index) + "]"; }

  StateIndex domain(TransitionIndex index) const;
  Chosen candidates(StateIndex state, std::string_view event) const;
  bool certain(TransitionIndex index) const;
  bool possible(TransitionIndex index) const;
  std::string in_final(StateIndex state) const;
  std::string enabled(std::string_view event) const;
  void declare();
  void set(StateIndex state, std::size_t depth);
  void complete(StateIndex state, std::size_t depth);
  void enter(StateIndex state, std::size_t depth);
  void enter_inside(StateIndex state, std::size_t depth);
  void enter_towards(StateIndex state, const std::vector<StateIndex>& targets, bool itself,
                     std::size_t depth);
  void enter_history(StateIndex history, std::size_t depth);
  void choose(const Chosen& candidates, std::size_t place, const std::string& found, std::size_t depth);
  void apply(const Chosen& all);
  void leave(StateIndex around, std::size_t depth);
  void handle(const std::string& name, std::string_view event);
  void always();
  void process(const std::vector<std::string>& events);

  const Definition& definition_;
  std::string out_;
};

// With a history for what it brings back: something inside its parent.
StateIndex Promela::domain(TransitionIndex index) const {
  StateSet targets;
  for (const StateIndex target : transition(index).targets)
    targets.add(state(target).is_history() ? state(state(target).parent).children[0] : target);
  return domain_of(definition_, transition(index), targets);
}

bool Promela::certain(TransitionIndex index) const {
  const RuleIndex guard = transition(index).guard;
  return guard == no_rule || !verdict_of(definition_.guards[guard]).can_fail;
}

bool Promela::possible(TransitionIndex index) const {
  const RuleIndex guard = transition(index).guard;
  return guard == no_rule || verdict_of(definition_.guards[guard]).can_hold;
}

// In the order tried: the event itself, then patterns, the longest first.
Promela::Chosen Promela::candidates(StateIndex index, std::string_view event) const {
  Chosen all;
  const auto add = [&](const Handler& handler) {
    for (const TransitionIndex one : handler.transitions) {
      const bool closed = !all.empty() && certain(all.back());
      if (!closed && possible(one)) all.push_back(one);
    }
  };
  for (const Handler& handler : state(index).exact) {
    if (handler.descriptor == event) add(handler);
  }
  for (const Handler& handler : state(index).wildcards) {
    if (handler.descriptor != event && fits(event, handler.descriptor)) add(handler);
  }
  return all;
}

std::string Promela::in_final(StateIndex index) const {
  const State& at = state(index);
  if (at.kind == Kind::final) return on(index);
  std::string text;
  for (const StateIndex child : at.children) {
    if (at.kind == Kind::compound && state(child).kind != Kind::final) continue;
    const std::string part = at.kind == Kind::compound ? on(child) : in_final(child);
    text += (text.empty() ? "" : at.kind == Kind::compound ? " || " : " && ") + part;
  }
  return text.empty() ? "false" : "(" + text + ")";
}

// Whether some guards let the event lead somewhere.
std::string Promela::enabled(std::string_view event) const {
  std::string text;
  for (StateIndex index = 0; index < definition_.states.size(); ++index) {
    const Chosen all = candidates(index, event);
    if (std::ranges::all_of(all, [&](auto one) { return transition(one).targets.empty(); })) continue;
    std::string term = on(index);
    for (StateIndex inner = static_cast<StateIndex>(index + 1); inner <= state(index).last; ++inner) {
      const Chosen before = candidates(inner, event);
      if (!before.empty() && certain(before.back()) && transition(before.back()).targets.empty())
        term += " && !" + on(inner);
    }
    text += (text.empty() ? "" : " || ") + term;
  }
  return text;
}

void Promela::declare() {
  line(0, "/* " + definition_.id + ": guards are free, the context is left out, timers fire at any time. */");
  line(0, "#define N " + text_of(definition_.states.size()));
  line(0, "bool s[N];  /* which states are active */");
  line(0,
       "bool t[" + text_of(std::max<std::size_t>(definition_.transitions.size(), 1)) + "];  /* selected */");
  line(0, "bool f[N];  /* states that found a transition */");
  line(0, "bool is_done, changed; short state_active, machine_ended, raised_by;");
  line(0, "chan q = [32] of { short };");
  for (const StateIndex history : definition_.histories)
    line(0, "bool saved" + text_of(history) + "; bool m" + text_of(history) + "[N];");
  for (StateIndex index = 0; index < definition_.states.size(); ++index) {
    if (!state(index).is_history()) line(0, "/* state " + text_of(index) + " " + state(index).id + " */");
  }
}

void Promela::set(StateIndex index, std::size_t depth) {
  line(depth, on(index) + " = true;");
  if (state(index).kind == Kind::final) complete(index, depth);
}

void Promela::complete(StateIndex index, std::size_t depth) {
  const StateIndex parent = state(index).parent;
  if (parent == no_state || (parent == 0 && state(0).kind == Kind::compound))
    return line(depth, "is_done = true;");
  StateIndex above = parent;
  if (state(parent).kind == Kind::compound) {
    line(depth, "q!" + text_of(parent) + ";");
    above = state(parent).parent;
  }
  for (; above != no_state && state(above).kind == Kind::parallel; above = state(above).parent) {
    const std::string what = above == 0 ? "is_done = true" : "q!" + text_of(above);
    line(depth, "if :: " + in_final(above) + " -> " + what + " :: else fi;");
  }
}

void Promela::enter(StateIndex index, std::size_t depth) {
  if (state(index).is_history()) return enter_history(index, depth);
  set(index, depth);
  enter_inside(index, depth);
}

void Promela::enter_inside(StateIndex index, std::size_t depth) {
  const State& at = state(index);
  if (at.kind == Kind::compound) enter(at.initial, depth);
  if (at.kind == Kind::parallel)
    std::ranges::for_each(at.children, [&](StateIndex child) { enter(child, depth); });
}

// Enters what lies between `index` and the targets inside it, other regions by default.
void Promela::enter_towards(StateIndex index, const std::vector<StateIndex>& targets, bool itself,
                            std::size_t depth) {
  if (itself) set(index, depth);
  std::vector<StateIndex> inside;
  for (const StateIndex target : targets) {
    if (definition_.is_inside(target, index)) inside.push_back(target);
  }
  if (inside.empty()) return enter_inside(index, depth);
  for (const StateIndex target : inside) {
    if (state(target).is_history() && state(target).parent == index) return enter_history(target, depth);
  }
  for (const StateIndex child : state(index).children) {
    const bool around = std::ranges::any_of(
        inside, [&](StateIndex target) { return target == child || definition_.is_inside(target, child); });
    if (around) enter_towards(child, inside, true, depth);
    if (!around && state(index).kind == Kind::parallel) enter(child, depth);
  }
}

void Promela::enter_history(StateIndex index, std::size_t depth) {
  const State& at = state(index);
  const std::string memory = "m" + text_of(index);
  line(depth, "if");
  line(depth, ":: saved" + text_of(index) + " ->");
  for (StateIndex inner = static_cast<StateIndex>(at.parent + 1); inner <= state(at.parent).last; ++inner) {
    const bool child = state(inner).parent == at.parent;
    if (state(inner).is_history() || (at.kind == Kind::shallow_history && !child)) continue;
    line(depth + 1, "if :: " + memory + "[" + text_of(inner) + "] ->");
    set(inner, depth + 2);
    if (at.kind == Kind::shallow_history) enter_inside(inner, depth + 2);
    line(depth + 1, ":: else fi;");
  }
  line(depth, ":: else ->");
  line(depth + 1, "skip;");
  at.defaults.empty() ? enter_inside(at.parent, depth + 1)
                      : enter_towards(at.parent, at.defaults, false, depth + 1);
  line(depth, "fi;");
}

// The first candidate whose guard holds; each guard may hold or not.
void Promela::choose(const Chosen& all, std::size_t place, const std::string& found, std::size_t depth) {
  if (place == all.size()) return line(depth, "skip;");
  const std::string take = chosen(all[place]) + " = true; " + found;
  if (certain(all[place])) return line(depth, take);
  line(depth, "if");
  line(depth, ":: " + take);
  line(depth, ":: true ->");
  choose(all, place + 1, found, depth + 1);
  line(depth, "fi;");
}

void Promela::leave(StateIndex around, std::size_t depth) {
  const StateIndex first = around == no_state ? StateIndex{0} : static_cast<StateIndex>(around + 1);
  const StateIndex last = around == no_state ? state(0).last : state(around).last;
  for (StateIndex index = first; index <= last; ++index) {
    for (const StateIndex history : state(index).histories) {
      line(depth, "if :: " + on(index) + " -> saved" + text_of(history) + " = true;");
      for (StateIndex inner = index; inner <= state(index).last; ++inner)
        line(depth + 1, "m" + text_of(history) + "[" + text_of(inner) + "] = " + on(inner) + ";");
      line(depth, ":: else fi;");
    }
  }
  for (StateIndex index = first; index <= last; ++index) {
    if (!state(index).is_history()) line(depth, on(index) + " = false;");
  }
}

// Takes what is selected: of two that leave a common state the one selected first.
void Promela::apply(const Chosen& all) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t j = i + 1; j < all.size(); ++j) {
      if (transition(all[i]).targets.empty() || transition(all[j]).targets.empty()) continue;
      const StateIndex left = domain(all[i]), right = domain(all[j]);
      if (left != right && !definition_.is_inside(left, right) && !definition_.is_inside(right, left))
        continue;
      line(1, "if :: " + chosen(all[i]) + " && " + chosen(all[j]) + " -> " + chosen(all[j]) +
                  " = false :: else fi;");
    }
  }
  for (const TransitionIndex index : all) {
    if (transition(index).targets.empty()) continue;
    line(1, "if :: " + chosen(index) + " -> changed = true;");
    leave(domain(index), 2);
    line(1, ":: else fi;");
  }
  for (const TransitionIndex index : all) {
    line(1, "if :: " + chosen(index) + " -> " + chosen(index) + " = false;");
    const StateIndex around = domain(index);
    if (!transition(index).targets.empty())
      enter_towards(around == no_state ? StateIndex{0} : around, transition(index).targets,
                    around == no_state, 2);
    line(1, ":: else fi;");
  }
}

// Inner states before outer ones: the states backwards.
void Promela::handle(const std::string& name, std::string_view event) {
  line(0, "inline " + name + "() {");
  Chosen all;
  std::vector<StateIndex> asked;
  for (auto index = static_cast<StateIndex>(definition_.states.size()); index-- > 0;) {
    const Chosen own = candidates(index, event);
    if (own.empty()) continue;
    std::string inside;
    for (const StateIndex inner : asked) {
      if (definition_.is_inside(inner, index)) inside += " && !f[" + text_of(inner) + "]";
    }
    line(1, "if :: " + on(index) + inside + " ->");
    choose(own, 0, "f[" + text_of(index) + "] = true;", 2);
    line(1, ":: else fi;");
    asked.push_back(index);
    all.insert(all.end(), own.begin(), own.end());
  }
  for (const StateIndex index : asked) line(1, "f[" + text_of(index) + "] = false;");
  std::ranges::sort(all);
  apply(all);
  line(1, "skip");
  line(0, "}");
}

void Promela::always() {
  line(0, "inline eventless() {");
  Chosen all;
  for (StateIndex leaf = 0; leaf < definition_.states.size(); ++leaf) {
    if (!state(leaf).is_leaf()) continue;
    Chosen own;
    for (StateIndex at = leaf; at != no_state; at = state(at).parent) {
      for (const TransitionIndex one : state(at).always) {
        const bool closed = !own.empty() && certain(own.back());
        if (!closed && possible(one) && !transition(one).targets.empty()) own.push_back(one);
      }
    }
    if (own.empty()) continue;
    line(1, "if :: " + on(leaf) + " ->");
    choose(own, 0, "", 2);
    line(1, ":: else fi;");
    all.insert(all.end(), own.begin(), own.end());
  }
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  apply(all);
  line(1, "skip");
  line(0, "}");
}

void Promela::process(const std::vector<std::string>& events) {
  line(0, "active proctype machine() {");
  enter(0, 1);
  line(0, "settle:");
  for (StateIndex index = 0; index < definition_.states.size(); ++index) {
    if (!state(index).is_history())
      line(1, "if :: " + on(index) + " -> state_active = " + text_of(index) + " :: else fi;");
  }
  line(1, "state_active = 0; changed = false;");
  line(1, "if :: is_done -> goto finished :: else fi;");
  line(1, "eventless();");
  line(1, "if :: changed -> goto settle :: else fi;");
  line(1, "if");
  line(1, ":: nempty(q) -> q?raised_by;");
  line(2, "if");
  for (StateIndex index = 0; index < definition_.states.size(); ++index) {
    if (state(index).done != no_event)
      line(2, ":: raised_by == " + text_of(index) + " -> raised_by = 0; completed" + text_of(index) + "()");
  }
  line(2, ":: else -> raised_by = 0");
  line(2, "fi; goto settle");
  line(1, ":: empty(q)");
  line(1, "fi;");
  line(0, "progress_waiting:");
  line(1, "if");
  bool any = false;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const std::string when = enabled(events[i]);
    if (when.empty()) continue;
    any = true;
    line(1, ":: (" + when + ") -> event" + text_of(i) + "(); goto settle");
  }
  if (!any) line(1, ":: false");
  line(1, "fi;");
  line(0, "finished: machine_ended = 1");
  line(0, "}");
}

std::string Promela::write() {
  declare();
  std::vector<std::string> events;
  for (const State& at : definition_.states) {
    for (const Handler& handler : at.exact) {
      std::string event = handler.descriptor;
      if (handler.event == at.done) continue;
      if (event.ends_with('*')) event.replace(event.size() - 1, 1, "any");
      if (std::ranges::find(events, event) == events.end()) events.push_back(event);
    }
  }
  for (std::size_t i = 0; i < events.size(); ++i) {
    line(0, "/* " + events[i] + " */");
    handle("event" + text_of(i), events[i]);
  }
  for (StateIndex index = 0; index < definition_.states.size(); ++index) {
    if (state(index).done != no_event)
      handle("completed" + text_of(index), definition_.events[state(index).done]);
  }
  always();
  process(events);
  return std::move(out_);
}

}  // namespace

std::string to_promela(const Definition& definition) { return Promela(definition).write(); }

}  // namespace jejak::statechart
