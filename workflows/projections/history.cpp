#include <array>

#include "workflows/projections/document.hpp"
#include "workflows/projections/proposal_summary.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

// Twelve digits, so that the keys of one proposal sort as its stream does.
std::string key_of(std::string_view proposal, StreamVersion version) {
  std::array<char, 12> digits;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, version /= 10) {
    *digit = static_cast<char>('0' + version % 10);
  }
  return joined(proposal, {digits.data(), digits.size()});
}

void copy_text(const json::object& data, std::string_view key, json::object& line) {
  const std::string_view text = text_of(data, key);
  if (!text.empty()) line.emplace(key, text);
}

// Every proposal has some twenty of these lines: nothing is written that does not apply, in canonical order.
void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  if (type != "TransitionTaken" && type != "ProposalAnswered" && type != "ProposalEntered" && type != "ProposalMigrated" && type != "ProposalReopened" && type != "ProposalCorrected" &&
      !changes_proposals_deadline(event))
    return;
  const auto& data = members_of(event.data);
  const std::string_view proposal = proposal_of(event);
  json::object& line = documents.append(key_of(proposal, event.stream_version));
  line.reserve(10);
  line.emplace("actor", event.actor);
  copy_text(data, "event", line);
  copy_text(data, "from", line);
  line.emplace("position", static_cast<std::int64_t>(event.position));
  line.emplace("proposal", proposal);
  copy_text(data.contains("reason") ? data : object_of(data, "data"), "reason", line);
  line.emplace("stream_version", static_cast<std::int64_t>(event.stream_version));
  line.emplace("time", format_rfc3339(event.time));
  copy_text(data, "to", line);
  line.emplace("type", type);
}

}  // namespace

Projection history() { return {{"history", 1, {field("proposal", "fk")}}, apply}; }

}  // namespace jejak::workflows::views
