#include <algorithm>
#include <array>
#include <cmath>

#include "engine/rules/text.hpp"
#include "engine/statechart/parse.hpp"

// The tree of states: kinds, ids, entry and exit, on, always, after, onDone.
namespace jejak::statechart {

namespace {

constexpr std::array<std::string_view, 19> state_keys = {
    "id",   "key",     "type",   "initial",     "states", "on",   "always",  "after",   "onDone", "entry",
    "exit", "history", "target", "description", "meta",   "tags", "context", "version", "$schema"};
constexpr std::array<std::string_view, 8> history_keys = {"id",     "key",         "type", "history",
                                                          "target", "description", "meta", "tags"};
constexpr std::array<std::string_view, 4> initial_keys = {"target", "actions", "description", "meta"};

class StateReader {
 public:
  StateReader(Parser& parser, const Place& place, StateIndex parent, std::string_view key)
      : parser_(parser), definition_(*parser.definition), place_(place), parent_(parent), key_(key) {}
  void read();

 private:
  const json::value* find(std::string_view key) const { return place_.value.get_object().if_contains(key); }
  State& state() { return definition_.states[index_]; }
  std::string pointer(std::string_view key) const { return place_.pointer + "/" + std::string(key); }
  bool is_root() const { return parent_ == no_state; }

  std::optional<Kind> read_kind();
  void read_identity();
  void check_keys();
  void read_history();
  void read_children();
  void read_initial();
  void read_on();
  void read_done();
  void read_after();
  Delay read_delay(std::string_view key, const std::string& pointer);
  void add_handler(std::string_view descriptor, std::vector<TransitionIndex> transitions);

  Parser& parser_;
  Definition& definition_;
  Place place_;
  StateIndex parent_;
  std::string key_;
  StateIndex index_ = 0;
};

// What `type` says, or what follows from the other keys. Nothing (and a fault) where it says nothing we know.
std::optional<Kind> StateReader::read_kind() {
  const json::value* history = find("history");
  const json::value* states = find("states");
  const json::value* type = find("type");
  const bool remembers = history != nullptr && *history != json::value(false);
  const bool has_states = states != nullptr && states->is_object() && !states->get_object().empty();
  const bool deep = remembers && history->is_string() && history->get_string() == "deep";
  const Kind of_history = deep ? Kind::deep_history : Kind::shallow_history;
  if (type == nullptr) return has_states ? Kind::compound : remembers ? of_history : Kind::atomic;
  if (type->is_string()) {
    const std::string_view name = type->get_string();
    if (name == "atomic") return Kind::atomic;
    if (name == "compound") return Kind::compound;
    if (name == "parallel") return Kind::parallel;
    if (name == "final") return Kind::final;
    if (name == "history") return of_history;
  }
  parser_.fault(pointer("type"), "the type of a state is atomic, compound, parallel, final or history");
  return std::nullopt;
}

void StateReader::read_identity() {
  State& state = this->state();
  state.key = key_;
  state.parent = parent_;
  state.last = index_;
  state.pointer = place_.pointer;
  if (!is_root()) {
    const State& parent = definition_.states[parent_];
    state.path = parent_ == 0 ? key_ : parent.path + "." + key_;
    state.id = definition_.states[0].key + "." + state.path;
    state.line = parent.line;
  }
  state.line.add(index_);
  if (const json::value* id = find("id")) {
    if (id->is_string() && !id->get_string().empty()) {
      state.id = id->get_string();
    } else {
      parser_.fault(pointer("id"), "an id is a text that is not empty");
    }
  }
  if (is_root()) state.key = state.id = state.id.empty() ? "(machine)" : state.id;
  const auto [other, added] = definition_.state_by_id.emplace(state.id, index_);
  if (!added) {
    const std::string& first = definition_.states[other->second].pointer;
    parser_.fault(find("id") ? pointer("id") : place_.pointer,
                  "the id \"" + state.id + "\" is taken by " + first);
  }
}

void StateReader::check_keys() {
  const Kind kind = state().kind;
  if (state().is_history()) {
    refuse_unknown(parser_, place_, history_keys, "a history state");
    return;
  }
  refuse_unknown(parser_, place_, state_keys, "a state");
  const auto refuse = [&](std::string_view key, std::string_view why) {
    if (find(key) != nullptr) parser_.fault(pointer(key), "\"" + std::string(key) + "\" " + std::string(why));
  };
  if (kind != Kind::compound) refuse("initial", "belongs to a compound state");
  if (kind == Kind::atomic || kind == Kind::final) {
    const json::value* states = find("states");
    if (states != nullptr && states->is_object() && !states->get_object().empty()) {
      refuse("states", "cannot stand in an atomic or final state");
    }
  }
  if (kind == Kind::final) refuse("onDone", "belongs to a compound or parallel state");
  refuse("target", "belongs to a history state or a transition");
  if (const json::value* history = find("history"); history != nullptr && *history != json::value(false)) {
    refuse("history", "belongs to a history state, which has no states of its own");
  }
  if (is_root()) return;
  for (const std::string_view key : {"context", "version", "$schema"})
    refuse(key, "belongs to the machine itself");
}

void StateReader::read_history() {
  State& state = this->state();
  state.history = static_cast<std::uint16_t>(definition_.histories.size());
  definition_.histories.push_back(index_);
  if (const json::value* history = find("history")) {
    const bool known = *history == json::value(true) || *history == json::value(false) ||
                       *history == json::value("shallow") || *history == json::value("deep");
    if (!known) parser_.fault(pointer("history"), "history is \"shallow\", \"deep\" or true");
  }
  const json::value* target = find("target");
  if (target == nullptr) return;
  const auto add = [&](const json::value& text, const std::string& where) {
    if (text.is_string() && !text.get_string().empty()) {
      parser_.targets.push_back(
          {PendingTarget::Of::history, index_, 0, std::string(text.get_string()), where});
    } else {
      parser_.fault(where, "a target is the name of a state");
    }
  };
  if (!target->is_array()) return add(*target, pointer("target"));
  for (std::size_t i = 0; i < target->get_array().size(); ++i) {
    add(target->get_array()[i], pointer("target") + "/" + std::to_string(i));
  }
}

void StateReader::read_children() {
  const json::value* states = find("states");
  if (states != nullptr && !states->is_object())
    parser_.fault(pointer("states"), "\"states\" is an object of states");
  if (states != nullptr && states->is_object() &&
      (state().kind == Kind::compound || state().kind == Kind::parallel)) {
    const Place place{*states, pointer("states")};
    for (const auto* child : in_javascript_order(states->get_object())) {
      if (definition_.states.size() >= states_max) {
        parser_.fault(place.pointer, "a definition has at most " + std::to_string(states_max) + " states");
        break;
      }
      StateReader(parser_, member(place, child->key(), child->value()), index_, child->key()).read();
    }
  }
  State& state = this->state();
  state.last = static_cast<StateIndex>(definition_.states.size() - 1);
  if ((state.kind == Kind::parallel || state.kind == Kind::compound) && state.children.empty()) {
    parser_.fault(place_.pointer,
                  "a compound or parallel state has at least one state that is not a history state");
  }
}

void StateReader::read_initial() {
  if (state().kind != Kind::compound) return;
  const json::value* initial = find("initial");
  if (initial == nullptr)
    return parser_.fault(place_.pointer, "a compound state names its \"initial\" state");
  Place place{*initial, pointer("initial")};
  const json::value* target = initial;
  if (const auto* object = initial->if_object()) {
    refuse_unknown(parser_, place, initial_keys, "an initial transition");
    target = object->if_contains("target");
    if (const json::value* actions = object->if_contains("actions")) {
      state().initial_actions = parse_actions(parser_, member(place, "actions", *actions));
    }
    place.pointer += "/target";
  }
  if (target == nullptr || !target->is_string())
    return parser_.fault(place.pointer, "\"initial\" names a direct child");
  const std::string_view name = target->get_string();
  for (StateIndex child = static_cast<StateIndex>(index_ + 1); child <= state().last; ++child) {
    const State& candidate = definition_.states[child];
    if (candidate.parent == index_ && candidate.key == name) state().initial = child;
  }
  if (state().initial == no_state) {
    parser_.fault(place.pointer,
                  "\"" + std::string(name) + "\" is not a direct child; \"initial\" names one");
  }
}

void StateReader::add_handler(std::string_view descriptor, std::vector<TransitionIndex> transitions) {
  Handler handler{std::string(descriptor), no_event, std::move(transitions)};
  State& state = this->state();
  if (descriptor == "*" || descriptor.ends_with(".*")) state.wildcards.push_back(handler);
  handler.event = parser_.intern(descriptor);
  // onDone and `after` come behind an `on` that spells their event out; XState joins or replaces, we join.
  const auto same = std::ranges::find(state.exact, handler.event, &Handler::event);
  if (same == state.exact.end()) {
    state.exact.push_back(std::move(handler));
  } else {
    same->transitions.insert(same->transitions.end(), handler.transitions.begin(), handler.transitions.end());
  }
}

void StateReader::read_on() {
  const json::value* on = find("on");
  if (on == nullptr) return;
  const Place place{*on, pointer("on")};
  if (!on->is_object())
    return parser_.fault(place.pointer, "\"on\" is an object of events and their transitions");
  for (const auto* entry : in_javascript_order(on->get_object())) {
    const Place config = member(place, entry->key(), entry->value());
    if (entry->key().empty()) {
      parser_.fault(config.pointer, "an event has a name; transitions without an event stand in `always`");
      continue;
    }
    if (std::string_view(entry->key()).starts_with("xstate.")) {
      parser_.fault(config.pointer, "events named xstate.* are the machine's own; use onDone or after");
      continue;
    }
    auto transitions = parse_transitions(parser_, index_, config);
    state().on.push_back({std::string(entry->key()), no_event, transitions});
    add_handler(entry->key(), std::move(transitions));
  }
}

void StateReader::read_done() {
  if (state().kind != Kind::compound && state().kind != Kind::parallel && find("onDone") == nullptr) return;
  state().done = parser_.intern("xstate.done.state." + state().id);
  if (const json::value* done = find("onDone")) {
    auto transitions = parse_transitions(parser_, index_, {*done, pointer("onDone")});
    add_handler("xstate.done.state." + state().id, std::move(transitions));
  }
}

Delay StateReader::read_delay(std::string_view key, const std::string& pointer) {
  Delay delay;
  std::string name(key);
  const double milliseconds = rules::number_of_text(key);
  const auto rule = std::ranges::find(definition_.delays, key, &NamedRule::name);
  if (!std::isnan(milliseconds) && !rules::trim(key).empty()) {
    if (!std::isfinite(milliseconds)) parser_.fault(pointer, "a delay is finite");
    delay.milliseconds = milliseconds;
    name.clear();
    rules::append_number_text(name, milliseconds);
  } else if (rule != definition_.delays.end()) {
    delay.rule = static_cast<RuleIndex>(rule - definition_.delays.begin());
  } else {
    parser_.fault(pointer, "\"" + name + "\" is neither a number of milliseconds nor a name in \"delays\"");
  }
  delay.key = state().id + "/" + std::to_string(state().delays.size());
  delay.event = parser_.intern("xstate.after." + name + "." + state().id);
  return delay;
}

void StateReader::read_after() {
  const json::value* after = find("after");
  if (after == nullptr) return;
  const Place place{*after, pointer("after")};
  if (!after->is_object())
    return parser_.fault(place.pointer, "\"after\" is an object of delays and their transitions");
  for (const auto* entry : in_javascript_order(after->get_object())) {
    const Place config = member(place, entry->key(), entry->value());
    Delay delay = read_delay(entry->key(), config.pointer);
    if (std::ranges::find(state().delays, delay.event, &Delay::event) != state().delays.end()) {
      parser_.fault(config.pointer, "this delay stands in `after` twice");
      continue;
    }
    if (const auto* list = config.value.if_array();
        list != nullptr && std::ranges::any_of(*list, &json::value::is_string)) {
      parser_.fault(config.pointer,
                    "XState ignores a bare target in a list under `after`; write {\"target\":...}");
    }
    delay.index = static_cast<DelayIndex>(definition_.delay_places.size());
    definition_.delay_places.push_back({index_, static_cast<std::uint16_t>(state().delays.size())});
    definition_.delay_by_key.emplace(delay.key, delay.index);
    add_handler(definition_.events[delay.event], parse_transitions(parser_, index_, config));
    state().delays.push_back(std::move(delay));
  }
}

void StateReader::read() {
  if (!place_.value.is_object()) return parser_.fault(place_.pointer, "a state is an object");
  if (key_.empty() && !is_root()) return parser_.fault(place_.pointer, "a state has a name");
  index_ = static_cast<StateIndex>(definition_.states.size());
  const auto kind = read_kind();
  definition_.states.emplace_back();
  state().kind = kind.value_or(Kind::atomic);
  read_identity();
  if (!is_root()) {
    State& parent = definition_.states[parent_];
    (state().is_history() ? parent.histories : parent.children).push_back(index_);
  } else if (state().is_history()) {
    return parser_.fault(place_.pointer, "the machine itself is not a history state");
  }
  if (kind) check_keys();
  if (state().is_history()) return read_history();
  if (const json::value* entry = find("entry"))
    state().entry = parse_actions(parser_, {*entry, pointer("entry")});
  if (const json::value* exit = find("exit")) state().exit = parse_actions(parser_, {*exit, pointer("exit")});
  read_on();
  read_done();
  if (const json::value* always = find("always")) {
    state().always = parse_transitions(parser_, index_, {*always, pointer("always")});
  }
  read_after();
  read_children();
  read_initial();
  const auto by_length = [](const Handler& handler) { return handler.descriptor.size(); };
  std::ranges::stable_sort(state().wildcards, std::ranges::greater(), by_length);
  std::ranges::sort(state().exact, {}, &Handler::event);
}

}  // namespace

void parse_machine(Parser& parser, const Place& machine) {
  StateReader(parser, machine, no_state, "").read();
  const json::object* object = machine.value.if_object();
  const json::value* context = object == nullptr ? nullptr : object->if_contains("context");
  if (context == nullptr) return;
  if (context->is_object()) {
    parser.definition->context = context->get_object();
  } else {
    parser.fault(machine.pointer + "/context", "the context is an object");
  }
}

}  // namespace jejak::statechart
