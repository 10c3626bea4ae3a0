#include <algorithm>
#include <array>

#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

constexpr std::array<std::string_view, 3> exits = {"withdrawn", "disqualified", "not_selected"};

// Besides one document for each juror at each stage the view has one for each proposal that somebody was given, which is of no
// competition ("") and so on no list: {"of": the competition, "out", "closed" [stage], "sheets" {stage: {juror: status}}}, where a
// sheet is "owed", "assessed", "declined" or "voided". It says whose counts change when something happens to the proposal, or to all
// of a stage.
std::string sheets_key(std::string_view proposal) { return joined("", proposal); }

bool is_exit(std::string_view state) { return std::ranges::find(exits, state.substr(0, state.find('.'))) != exits.end(); }

bool is_closed(const json::object& proposal, std::string_view stage) {
  const json::array& closed = array_of(proposal, "closed");
  return flag_of(proposal, "out") || std::ranges::find(closed, json::value(stage)) != closed.end();
}

void begin_sheets(const json::object& data, json::object& proposal) {
  lay_out(proposal, {"closed", "competition", "juror", "of", "organizer", "out", "sheets", "stage"});
  set_text(proposal, "competition", "");
  set_text(proposal, "of", text_of(data, "competition"));
  proposal["closed"].emplace_array();
  proposal["out"] = false;
  proposal["sheets"].emplace_object();
}

void begin(const json::object& data, json::object& row) {
  lay_out(row, {"assessed", "assigned", "competition", "declined", "juror", "last_sheet_at", "open", "organizer", "stage", "voided"});
  take(data, {"competition", "juror", "organizer", "stage"}, row);
  for (const std::string_view key : {"assessed", "assigned", "declined", "open", "voided"}) row[key] = 0;
}

// `open` is what a juror still owes: sheets of proposals in the race, at stages that are not decided.
void count_sheet(json::object& row, std::string_view status, bool closed, std::int64_t by) {
  if (status != "owed") {
    count(row, status, by);
  } else if (!closed) {
    count(row, "open", by);
  }
}

// Adds to `open` what is owed of the proposal, at one stage or (empty) at all that are not decided.
void count_owed(const json::object& proposal, std::string_view only, std::int64_t by, Documents& documents) {
  for (const auto& [stage, jurors] : object_of(proposal, "sheets")) {
    if ((!only.empty() && stage != only) || is_closed(proposal, stage)) continue;
    for (const auto& [juror, status] : jurors.get_object())
      if (status == "owed") count(documents.edit(joined(text_of(proposal, "of"), stage, juror)), "open", by);
  }
}

std::string_view status_after(std::string_view type) {
  if (type == "JurorAssigned" || type == "AssessmentReturned") return "owed";
  if (type == "AssessmentSubmitted") return "assessed";
  if (type == "AssessmentDeclined") return "declined";
  return type == "AssessmentVoided" ? "voided" : "";
}

void move_sheet(const Event& event, const json::object& data, std::string_view status, Documents& documents) {
  const std::string_view stage = text_of(data, "stage"), juror = text_of(data, "juror");
  json::object& row = documents.edit(joined(text_of(data, "competition"), stage, juror));
  if (row.empty()) begin(data, row);
  json::object& proposal = documents.edit(sheets_key(text_of(data, "proposal")));
  if (proposal.empty()) begin_sheets(data, proposal);
  const bool closed = is_closed(proposal, stage);
  json::object& sheets = inner_object(inner_object(proposal, "sheets"), stage);
  if (const json::value* was = sheets.if_contains(juror)) {
    count_sheet(row, was->get_string(), closed, -1);
  } else {
    count(row, "assigned", 1);
  }
  if (status.empty()) {
    count(row, "assigned", -1);
    sheets.erase(juror);
    return;
  }
  set_text(sheets, juror, status);
  count_sheet(row, status, closed, 1);
  if (status == "assessed" || status == "declined") set_time(row, "last_sheet_at", event.time);
}

// A stage is decided, or taken back, for these proposals.
void close_stage(std::string_view stage, std::string_view id, bool closing, Documents& documents) {
  if (documents.find(sheets_key(id)) == nullptr) return;
  json::object& proposal = documents.edit(sheets_key(id));
  if (closing) count_owed(proposal, stage, -1, documents);
  json::array& stages = proposal["closed"].get_array();
  const auto found = std::ranges::find(stages, json::value(stage));
  if (closing && found == stages.end()) stages.emplace_back(stage);
  if (!closing && found != stages.end()) stages.erase(found);
  if (!closing) count_owed(proposal, stage, 1, documents);
}

void move_proposal(std::string_view id, bool out, Documents& documents) {
  const json::object* known = documents.find(sheets_key(id));
  if (known == nullptr || flag_of(*known, "out") == out) return;
  json::object& proposal = documents.edit(sheets_key(id));
  if (out) count_owed(proposal, {}, -1, documents);
  proposal["out"] = out;
  if (!out) count_owed(proposal, {}, 1, documents);
}

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  constexpr std::string_view prefix = "proposal-";
  if (const std::string_view status = status_after(type); !status.empty() || type == "AssignmentReleased") {
    move_sheet(event, data, status, documents);
  } else if (type == "StageDecided") {
    for (const json::value& each : array_of(data, "results")) close_stage(text_of(data, "stage"), text_of(members_of(each), "proposal"), true, documents);
  } else if (type == "StageReopened") {
    for (const json::value& id : array_of(data, "proposals")) close_stage(text_of(data, "stage"), id.get_string(), false, documents);
  } else if (event.stream.starts_with(prefix) && is_exit(text_of(data, "to")) != is_exit(text_of(data, "from"))) {
    move_proposal(std::string_view(event.stream).substr(prefix.size()), is_exit(text_of(data, "to")), documents);
  }
}

}  // namespace

Projection workload() {
  return {{"workload",
           2,
           {field("competition", "fk"), field("organizer", "f"), field("stage", "f"), field("juror", "f")}},
          apply};
}

}  // namespace jejak::workflows::views
