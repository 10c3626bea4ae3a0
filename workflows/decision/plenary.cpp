#include "workflows/decision/plenary.hpp"

#include <algorithm>

#include "workflows/decision/explanation.hpp"
#include "workflows/field.hpp"

namespace jejak::workflows {

namespace {

std::string_view status_of(const PlenaryChange& change) {
  return change.settled_by.empty() ? "open" : change.taken_back ? "taken_back" : change.confirmed ? "confirmed" : "rejected";
}

std::string_view outcome_of(const PlenaryChange& change) { return change.as_ranked ? "as_ranked" : change.in ? "in" : "out"; }

const PlenaryChange* change_of(const Plenary& plenary, std::string_view proposal) {
  const auto found = std::ranges::find_if(plenary.changes, [&](const PlenaryChange& change) { return change.stands() && change.proposal == proposal; });
  return found == plenary.changes.end() ? nullptr : &*found;
}

// The last of those that are about somebody who is level: it closes the tie for the others, too.
const PlenaryChange* closing_change(const Plenary& plenary, const OpenTie& tie) {
  const PlenaryChange* last = nullptr;
  for (const PlenaryChange& change : plenary.changes)
    if (change.stands() && std::ranges::find(tie.proposals, change.proposal) != tie.proposals.end()) last = &change;
  return last;
}

Ranked* result_about(Ranking& ranking, std::string_view proposal) {
  const auto found = std::ranges::find_if(ranking.results, [&](const Ranked& ranked) { return ranked.candidate->proposal == proposal; });
  return found == ranking.results.end() ? nullptr : &*found;
}

void change_result(Ranking& ranking, std::string_view proposal, bool in, Reason reason, const PlenaryChange& by) {
  Ranked* found = result_about(ranking, proposal);
  if (found == nullptr) return;
  overrule(ranking, *found, by.reason, by.proposed_by, by.settled_by);
  found->in = in;
  found->reason = reason;
}

// Those whom no change is about: in where there is room for all of them, out where there is none.
void close_tie(const Plenary& plenary, OpenTie& tie, Ranking& ranking) {
  const PlenaryChange* closing = closing_change(plenary, tie);
  if (closing == nullptr) return;
  std::vector<std::string> left;
  std::size_t brought_in = 0;
  for (const std::string& proposal : tie.proposals) {
    const PlenaryChange* change = change_of(plenary, proposal);
    if (change == nullptr) {
      left.push_back(proposal);
      continue;
    }
    brought_in += change->in ? 1 : 0;
    change_result(ranking, proposal, change->in, change->in ? Reason::plenary_in : Reason::plenary_out, *change);
  }
  tie.places -= std::min(tie.places, brought_in);
  tie.proposals = std::move(left);
  if (tie.places > 0 && tie.places < tie.proposals.size()) return;
  for (const std::string& proposal : tie.proposals)
    change_result(ranking, proposal, tie.places > 0, tie.places > 0 ? Reason::tie_settled_in : Reason::tie_settled_out, *closing);
  tie.proposals.clear();
}

void close_ties(const Plenary& plenary, Ranking& ranking) {
  for (OpenTie& tie : ranking.open_ties) close_tie(plenary, tie, ranking);
  std::erase_if(ranking.open_ties, [](const OpenTie& tie) { return tie.proposals.empty(); });
  ranking.unsettled.clear();
  for (const OpenTie& tie : ranking.open_ties) ranking.unsettled.insert(ranking.unsettled.end(), tie.proposals.begin(), tie.proposals.end());
}

void take_back(Plenary& plenary, std::string_view proposal) {
  for (PlenaryChange& change : plenary.changes)
    if (change.stands() && change.proposal == proposal) change.taken_back = true;
}

}  // namespace

void evolve(Plenary& plenary, const Event& event) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "PlenaryChangeProposed") {
    PlenaryChange change{std::string(text_of(data, "id")), std::string(text_of(data, "proposal")), text_of(data, "outcome") == "in",
                         std::string(text_of(data, "reason")), event.actor, {}, false};
    change.as_ranked = text_of(data, "outcome") == "as_ranked";
    plenary.changes.push_back(std::move(change));
  } else if (type == "PlenaryChangeSettled") {
    const auto found = std::ranges::find(plenary.changes, text_of(data, "id"), &PlenaryChange::id);
    if (found == plenary.changes.end()) return;
    found->settled_by = event.actor;
    found->confirmed = flag_of(data, "confirmed");
    if (found->confirmed && found->as_ranked) take_back(plenary, found->proposal);
  }
}

void apply(const Plenary& plenary, Ranking& ranking) {
  close_ties(plenary, ranking);
  for (const PlenaryChange& change : plenary.changes) {
    Ranked* ranked = change.stands() ? result_about(ranking, change.proposal) : nullptr;
    if (ranked == nullptr) continue;
    const Reason reason = ranked->in == change.in ? ranked->reason : change.in ? Reason::plenary_in : Reason::plenary_out;
    change_result(ranking, change.proposal, change.in, reason, change);
  }
}

json::array plenary_document(const Plenary& plenary) {
  json::array lines;
  for (const PlenaryChange& change : plenary.changes) {
    json::object line{{"id", change.id},
                      {"proposal", change.proposal},
                      {"outcome", outcome_of(change)},
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
    if (text_of(line, "status") == "confirmed" && text_of(line, "outcome") != "as_ranked")
      plenary.changes.push_back({std::string(text_of(line, "id")), std::string(text_of(line, "proposal")), text_of(line, "outcome") == "in",
                                 std::string(text_of(line, "reason")), std::string(text_of(line, "proposed_by")),
                                 std::string(text_of(line, "settled_by")), true});
  }
  return plenary;
}

}  // namespace jejak::workflows
