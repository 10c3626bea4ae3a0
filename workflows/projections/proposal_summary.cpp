#include "workflows/projections/proposal_summary.hpp"

#include "workflows/projections/document.hpp"

namespace jejak::workflows {

std::string_view proposal_of(const Event& event) {
  constexpr std::string_view prefix = "proposal-";
  const std::string_view stream = event.stream;
  if (!stream.starts_with(prefix)) throw CannotApply{event.type + " stands in " + event.stream};
  return stream.substr(prefix.size());
}

namespace {
bool changes_deadline(std::string_view type) { return type == "DeadlineExtended" || type == "DeadlineCancelled"; }
}  // namespace

bool changes_proposals_deadline(const Event& event) {
  return changes_deadline(event.type) && event.stream.starts_with("proposal-");
}

bool changes_instances_deadline(const Event& event) {
  return changes_deadline(event.type) && event.stream.starts_with("instance-");
}

void begin_summary(const Event& entered, const json::object& data, json::object& document) {
  take(data,
       {"id", "number", "competition", "organizer", "entrant", "entrant_name", "title", "category", "group"},
       document);
  set_time(document, "entered_at", entered.time);
  advance_summary(entered, data, document);
}

void correct_summary(const Event& event, const json::object& data, json::object& document) {
  for (const std::string_view member : {"title", "category", "group"})
    if (const json::value* value = data.if_contains(member)) set_value(document, member, *value);
  set_time(document, "updated_at", event.time);
  set_integer(document, "stream_version", static_cast<std::int64_t>(event.stream_version));
}

void advance_summary(const Event& event, const json::object& data, json::object& document) {
  if (text_of(document, "state") != text_of(data, "to")) set_time(document, "state_since", event.time);
  set_text(document, "state", text_of(data, "to"));
  set_text(document, "stage", text_of(data, "stage"));
  document["done"] = text_of(object_of(data, "state"), "status") == "done";
  set_time(document, "updated_at", event.time);
  set_integer(document, "stream_version", static_cast<std::int64_t>(event.stream_version));
}

}  // namespace jejak::workflows
