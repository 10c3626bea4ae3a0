#include "workflows/decision/plenary.hpp"

#include <algorithm>

#include "workflows/decision/explanation.hpp"
#include "workflows/field.hpp"

namespace jejak::workflows {

namespace {

std::string_view status_of(const PlenaryChange& change) {
  return change.settled_by.empty() ? "open" : change.confirmed ? "confirmed" : "rejected";
}

}  // namespace

void evolve(Plenary& plenary, const Event& event) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "PlenaryChangeProposed") {
    plenary.changes.push_back({std::string(text_of(data, "id")), std::string(text_of(data, "proposal")), text_of(data, "outcome") == "in",
                               std::string(text_of(data, "reason")), event.actor, {}, false});
  } else if (type == "PlenaryChangeSettled") {
    const auto found = std::ranges::find(plenary.changes, text_of(data, "id"), &PlenaryChange::id);
    if (found == plenary.changes.end()) return;
    found->settled_by = event.actor;
    found->confirmed = flag_of(data, "confirmed");
  }
}

void apply(const Plenary& plenary, Ranking& ranking) {
  for (const PlenaryChange& change : plenary.changes) {
    if (!change.confirmed) continue;
    for (Ranked& ranked : ranking.results) {
      if (ranked.candidate->proposal != change.proposal) continue;
      overrule(ranking, ranked, change.reason, change.proposed_by, change.settled_by);
      if (ranked.in == change.in) continue;
      ranked.in = change.in;
      ranked.reason = change.in ? Reason::plenary_in : Reason::plenary_out;
    }
  }
}

json::array plenary_document(const Plenary& plenary) {
  json::array lines;
  for (const PlenaryChange& change : plenary.changes) {
    json::object line{{"id", change.id},
                      {"proposal", change.proposal},
                      {"outcome", change.in ? "in" : "out"},
                      {"reason", change.reason},
                      {"proposed_by", change.proposed_by},
                      {"status", status_of(change)}};
    if (!change.settled_by.empty()) line["settled_by"] = change.settled_by;
    lines.push_back(std::move(line));
  }
  return lines;
}

Plenary plenary_of(const json::array& document) {
  Plenary plenary;
  for (const auto& value : document) {
    const json::object& line = members_of(value);
    if (text_of(line, "status") == "confirmed")
      plenary.changes.push_back({std::string(text_of(line, "id")), std::string(text_of(line, "proposal")), text_of(line, "outcome") == "in",
                                 std::string(text_of(line, "reason")), std::string(text_of(line, "proposed_by")),
                                 std::string(text_of(line, "settled_by")), true});
  }
  return plenary;
}

}  // namespace jejak::workflows
