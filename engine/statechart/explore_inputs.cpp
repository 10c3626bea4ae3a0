#include "engine/statechart/explore_inputs.hpp"

#include <algorithm>
#include <map>

#include "engine/statechart/explore_data.hpp"
#include "engine/statechart/explore_rule.hpp"

namespace jejak::statechart {

namespace {

bool is_pattern(std::string_view descriptor) { return descriptor == "*" || descriptor.ends_with(".*"); }

class AttemptMaker {
 public:
  explicit AttemptMaker(const Definition& definition);
  Attempts run();

 private:
  void add_fields(const RuleText& text, Fields& fields) const;
  void add_assigned(const Assignment& assignment, Fields& fields) const;
  void add_actions(const std::vector<RuleIndex>& actions, Fields& fields) const;
  void add_transition(TransitionIndex index, Fields& fields) const;
  std::string sample_event(std::string_view descriptor) const;
  std::uint32_t attempt_for(const std::string& descriptor);
  Fields fields_of(std::string_view type) const;

  const Definition& definition_;
  // What the rules compare a path of the context with ("score", "ticks.old_enough").
  std::map<std::string, std::vector<json::value>, std::less<>> compared_;
  Fields ambient_;  // read by what is not bound to one event: entry, exit, always, delays
  std::map<std::string, std::uint32_t, std::less<>> by_descriptor_;
  Attempts attempts_;
};

AttemptMaker::AttemptMaker(const Definition& definition) : definition_(definition) {
  const auto note = [&](const NamedRule& rule) {
    const RuleText text = text_of(rule.source);
    for (const std::string& path : text.paths) {
      if (!path.starts_with("context.")) continue;
      auto& values = compared_[path.substr(8)];
      values.insert(values.end(), text.literals.begin(), text.literals.end());
    }
  };
  std::ranges::for_each(definition.guards, note);
  std::ranges::for_each(definition.delays, note);
  for (const Action& action : definition.actions) {
    for (const Assignment& assignment : action.assignments) note(assignment.value);
  }
  for (const NamedRule& delay : definition.delays) add_fields(text_of(delay.source), ambient_);
  for (const State& at : definition.states) {
    add_actions(at.entry, ambient_);
    add_actions(at.exit, ambient_);
    add_actions(at.initial_actions, ambient_);
    for (const TransitionIndex index : at.always) add_transition(index, ambient_);
  }
}

void AttemptMaker::add_fields(const RuleText& text, Fields& fields) const {
  for (const std::string& path : text.paths) {
    if (!path.starts_with("event.data.")) continue;
    auto& values = fields[path.substr(11)];
    values.insert(values.end(), text.literals.begin(), text.literals.end());
  }
}

// What an assign copies into the context is compared there.
void AttemptMaker::add_assigned(const Assignment& assignment, Fields& fields) const {
  const RuleText text = text_of(assignment.value.source);
  add_fields(text, fields);
  for (const auto& [path, values] : compared_) {
    const bool itself = path == assignment.key;
    if (!itself && !path.starts_with(assignment.key + ".")) continue;
    for (const std::string& read : text.paths) {
      if (!read.starts_with("event.data.")) continue;
      const std::string field = read.substr(11) + (text.is_path ? path.substr(assignment.key.size()) : "");
      fields[field].insert(fields[field].end(), values.begin(), values.end());
      // Its parts are tried one by one.
      if (text.is_path && !itself) fields.erase(read.substr(11));
    }
  }
}

void AttemptMaker::add_actions(const std::vector<RuleIndex>& actions, Fields& fields) const {
  for (const RuleIndex action : actions) {
    for (const Assignment& assignment : definition_.actions[action].assignments)
      add_assigned(assignment, fields);
  }
}

void AttemptMaker::add_transition(TransitionIndex index, Fields& fields) const {
  const Transition& transition = definition_.transitions[index];
  if (transition.guard != no_rule) add_fields(text_of(definition_.guards[transition.guard].source), fields);
  add_actions(transition.actions, fields);
}

Fields AttemptMaker::fields_of(std::string_view type) const {
  Fields fields = ambient_;
  for (const State& at : definition_.states) {
    for (const Handler& handler : at.on) {
      if (!fits(type, handler.descriptor)) continue;
      for (const TransitionIndex index : handler.transitions) add_transition(index, fields);
    }
  }
  return fields;
}

// The event itself; for a pattern one that fits it and that nothing names.
std::string AttemptMaker::sample_event(std::string_view descriptor) const {
  if (!is_pattern(descriptor)) return std::string(descriptor);
  std::string type(descriptor.substr(0, descriptor.size() - 1));
  type += "any";
  while (definition_.event(type) != no_event) type += "_";
  return type;
}

std::uint32_t AttemptMaker::attempt_for(const std::string& descriptor) {
  const auto next = static_cast<std::uint32_t>(attempts_.events.size());
  const auto [place, added] = by_descriptor_.emplace(descriptor, next);
  if (!added) return place->second;
  const std::string type = sample_event(descriptor);
  attempts_.events.push_back(
      {type, sample_data(form_of(definition_, type), fields_of(type), attempts_per_event_max)});
  return next;
}

Attempts AttemptMaker::run() {
  attempts_.of_state.resize(definition_.states.size());
  for (StateIndex index = 0; index < definition_.states.size(); ++index) {
    for (const Handler& handler : definition_.states[index].on) {
      if (!handler.transitions.empty()) attempts_.of_state[index].push_back(attempt_for(handler.descriptor));
    }
  }
  return std::move(attempts_);
}

}  // namespace

Attempts attempts_of(const Definition& definition) { return AttemptMaker(definition).run(); }

}  // namespace jejak::statechart
