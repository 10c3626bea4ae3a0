#include "engine/statechart/explain.hpp"

#include <algorithm>
#include <array>

#include "engine/statechart/model.hpp"

namespace jejak::statechart {

std::vector<rules::Reason> explain_guard(const Definition& definition, const Snapshot& snapshot, std::string_view guard,
                                         const Sent& event, Timestamp now) {
  const json::value* rule = guard_rule(definition, guard);
  if (rule == nullptr) return {};
  const std::string instant = format_rfc3339(now);
  const std::array<rules::Binding, 2> sent{rules::Binding{"type", event.type}, rules::Binding{"data", event.data}};
  const std::span<const rules::Binding> known(sent.data(), event.data == nullptr ? 1 : 2);
  const std::array<rules::Binding, 3> scope{rules::Binding{"context", &snapshot.context}, rules::Binding{"event", known},
                                            rules::Binding{"now", std::string_view(instant)}};
  return rules::explain(*rule, scope);
}

bool reads_event(const Definition& definition, std::string_view guard) {
  const auto found = std::ranges::find(definition.guards, guard, &NamedRule::name);
  if (found == definition.guards.end()) return false;
  return std::ranges::any_of(found->rule.paths_read(), [](const std::string& path) {
    return path.empty() || path == "event" || path.starts_with("event.data");
  });
}

}  // namespace jejak::statechart
