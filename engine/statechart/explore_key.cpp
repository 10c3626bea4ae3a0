#include "engine/statechart/explore_key.hpp"

#include <algorithm>

namespace jejak::statechart {

namespace {

// Which parts of the data a rule reads.
struct Reads {
  std::vector<std::string> keys;  // of the context
  bool whole = false;             // the whole context, or a path that is computed
  bool event = false;
  bool now = false;
};

Reads reads_of(const NamedRule& rule) {
  Reads reads;
  for (const std::string& path : rule.rule.paths_read()) {
    const std::size_t dot = path.find('.');
    const std::string_view root = std::string_view(path).substr(0, dot);
    reads.event = reads.event || root == "event" || path.empty();
    reads.now = reads.now || root == "now" || path.empty();
    reads.whole = reads.whole || path.empty() || path == "context";
    if (root == "context" && dot != path.npos) {
      const std::string_view rest = std::string_view(path).substr(dot + 1);
      reads.keys.emplace_back(rest.substr(0, rest.find('.')));
    }
  }
  return reads;
}

template <class Number>
void append_number(std::string& key, Number number) {
  key.append(reinterpret_cast<const char*>(&number), sizeof number);
}

}  // namespace

void Distinction::read_rule(const NamedRule& rule, bool as_guard) {
  const Reads reads = reads_of(rule);
  whole_ = whole_ || reads.whole;
  timeless_ = timeless_ && !reads.now;
  const bool predicate = as_guard && !reads.event && !reads.now && !reads.whole;
  relevant_.insert(reads.keys.begin(), reads.keys.end());
  if (predicate) {
    predicates_.push_back(&rule);
  } else {
    exact_.insert(reads.keys.begin(), reads.keys.end());
  }
}

// What the new value of a relevant key is made of is relevant too. Whether anything was added.
bool Distinction::follow_assignments() {
  const std::size_t before = exact_.size();
  for (const Action& action : definition_.actions) {
    for (const Assignment& assignment : action.assignments) {
      if (!whole_ && !relevant_.contains(assignment.key)) continue;
      const Reads reads = reads_of(assignment.value);
      whole_ = whole_ || reads.whole;
      timeless_ = timeless_ && !reads.now;
      relevant_.insert(reads.keys.begin(), reads.keys.end());
      exact_.insert(reads.keys.begin(), reads.keys.end());
    }
  }
  return exact_.size() != before;
}

Distinction::Distinction(const Definition& definition) : definition_(definition) {
  for (const NamedRule& guard : definition.guards) read_rule(guard, true);
  for (const NamedRule& delay : definition.delays) read_rule(delay, false);
  while (follow_assignments()) {
  }
  std::erase_if(predicates_, [&](const NamedRule* guard) {
    const Reads reads = reads_of(*guard);
    return std::ranges::all_of(reads.keys, [&](const std::string& key) { return exact_.contains(key); });
  });
}

std::string Distinction::key(const Snapshot& snapshot, Timestamp now) const {
  std::string key;
  for (const StateIndex leaf : snapshot.active) append_number(key, leaf);
  key += snapshot.done ? 'd' : 'a';
  for (const auto& memory : snapshot.history) {
    append_number(key, memory.size());
    for (const StateIndex index : memory) append_number(key, index);
  }
  append_number(key, snapshot.timers.size());
  for (const Timer& timer : snapshot.timers) {
    append_number(key, timer.delay);
    append_number(key, timer.due.microseconds - now.microseconds);
  }
  if (whole_) {
    append_canonical_object(key, snapshot.context);
    return key;
  }
  for (const std::string& name : exact_) {
    const json::value* value = snapshot.context.if_contains(name);
    if (value != nullptr) append_canonical(key, *value);
    key += '\n';
  }
  const json::object* context = &snapshot.context;
  const rules::Binding scope[] = {{"context", context}};
  for (const NamedRule* guard : predicates_) {
    const auto holds = guard->rule.holds(std::span<const rules::Binding>(scope));
    key += !holds ? '?' : *holds ? '1' : '0';
  }
  return key;
}

}  // namespace jejak::statechart
