#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

std::string row_key(std::string_view stream, std::string_view timer) {
  std::string key;
  key.reserve(stream.size() + 1 + timer.size());
  return key.append(stream).append("|").append(timer);
}

void set(const Event& event, const json::object& timer, Documents& documents) {
  const std::string_view key = text_of(timer, "key");
  const auto due = parse_rfc3339(text_of(timer, "due"));
  if (!due) throw CannotApply{"the timer " + std::string(key) + " is due at no instant"};
  json::object& row = documents.edit(row_key(event.stream, key));
  set_text(row, "stream", event.stream);
  set_text(row, "key", key);
  set_integer(row, "due", due->microseconds);
  set_time(row, "due_at", *due);
}

// A timer that fired is among the cleared, unless it was set again.
void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  if (type != "TransitionTaken" && type != "ProposalAnswered" && type != "ProposalEntered" &&
      type != "InstanceStarted" && type != "InstanceAdvanced" && type != "ProposalMigrated" && type != "ProposalReopened" &&
      type != "InstanceMigrated" && type != "DeadlineExtended" && type != "DeadlineCancelled")
    return;
  const auto& data = members_of(event.data);
  const json::value* timers = data.if_contains("timers");
  if (timers == nullptr) return;
  for (const json::value& key : array_of(members_of(*timers), "cleared")) {
    if (const json::string* text = key.if_string()) documents.erase(row_key(event.stream, *text));
  }
  for (const json::value& timer : array_of(members_of(*timers), "set"))
    set(event, members_of(timer), documents);
}

}  // namespace

Projection timers() { return {{"timers", 1, {field("due", "si"), field("stream", "f")}}, apply}; }

}  // namespace jejak::workflows::views
