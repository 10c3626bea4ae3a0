#include <algorithm>
#include <array>
#include <span>

#include "api/documents/decision_tables.hpp"
#include "api/documents/flatten.hpp"
#include "api/documents/table.hpp"
#include "api/http/limits.hpp"
#include "api/http/problem.hpp"
#include "api/http/query.hpp"
#include "api/routes/functions.hpp"
#include "api/routes/paper_facts.hpp"
#include "api/routes/view_schema.hpp"
#include "api/routes/views.hpp"
#include "api/routes/visibility.hpp"
#include "workflows/field.hpp"

namespace jejak::routes {
namespace {

using documents::Table;
using http::Response;
using http::Status;
using workflows::array_of;
using workflows::members_of;
using workflows::object_of;
using workflows::text_of;

constexpr std::size_t export_rows_max = 50'000;  // of one view in one file
constexpr std::size_t export_columns_max = 10'000;  // fewer than a spreadsheet takes
constexpr std::string_view xlsx_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

std::string number_of(const json::object& object, std::string_view key) {
  return std::to_string(workflows::integer_of(object, key));
}
std::string copy_of(const json::object& object, std::string_view key) { return std::string(text_of(object, key)); }

// One line per proposal: where it came, by which score, and why it is in or out.
Table results_table(const json::object& decision) {
  Table table{"results",
              {"rank", "number", "proposal", "title", "category", "outcome", "score", "score_exact", "raw", "sheets", "reason", "why_id", "why_en", "place"},
              {}};
  for (const json::value& each : array_of(decision, "results")) {
    const json::object& result = members_of(each);
    const json::object& why = object_of(object_of(result, "why"), "text");
    const json::object& text = why.empty() ? object_of(result, "reason_text") : why;
    table.rows.push_back({number_of(result, "rank"), number_of(result, "number"), copy_of(result, "proposal"), copy_of(result, "title"),
                          copy_of(result, "category"), copy_of(result, "outcome"), copy_of(result, "decimal"), copy_of(result, "score"),
                          copy_of(object_of(result, "raw"), "decimal"), std::to_string(array_of(result, "sheets").size()), copy_of(result, "reason"),
                          copy_of(text, "id"), copy_of(text, "en"), result.contains("place") ? number_of(result, "place") : std::string()});
  }
  return table;
}

// One line per score that counted, so that anyone can add it up again.
Table scores_table(const json::object& decision) {
  Table table{"scores", {"rank", "proposal", "title", "juror", "criterion", "score", "sheet_mean", "sheet_value"}, {}};
  for (const json::value& each : array_of(decision, "results")) {
    const json::object& result = members_of(each);
    for (const json::value& line : array_of(result, "sheets")) {
      const json::object& sheet = members_of(line);
      for (const auto& [criterion, score] : object_of(sheet, "scores")) {
        table.rows.push_back({number_of(result, "rank"), copy_of(result, "proposal"), copy_of(result, "title"), copy_of(sheet, "juror"), criterion,
                              score.is_string() ? std::string(score.get_string()) : "", copy_of(sheet, "mean"), copy_of(sheet, "value")});
      }
    }
  }
  return table;
}

Response file_of(std::string bytes, std::string_view type, const std::string& name) {
  Response response;
  response.content_type = type;
  response.body = std::move(bytes);
  return response.with("Content-Disposition", "attachment; filename=\"" + name + "\"");
}

// Answers with a file that is made from a decision.
void serve_decision(const Context& context, const Call& call, std::function<Response(const json::object&)> make) {
  on_worker(context, call.reply, [&context, call, make = std::move(make)] {
    Sight sight = look_at(context, "decisions", fill_key("{competition}/{stage}", *call.request), *call.caller);
    if (sight.problem) return call.reply(*std::move(sight.problem));
    Response response = make(sight.document);
    set_position(response, sight.position);
    make_revalidated(response, false);
    call.reply(conditional(std::move(response), *call.request));
  });
}

// The views of a competition that whoever runs it takes along, in the order of the sheets of a workbook, and those that are had one by one.
constexpr std::array exported = {"proposals", "scoreboard", "assessments", "assignments", "workload", "jurors", "slots", "late_entries", "coaching_notes", "sessions",
                                 "results",   "awards",     "replications", "funnel",     "pace"};
constexpr std::size_t sheets_in_workbook = 10;
// What is an organizer's own, whatever the competition.
constexpr std::array of_organizer = {"participation", "index_inputs", "external_awards", "prior_awards", "awards", "replications", "reach"};

bool is_filtered(std::string_view view, std::string_view name) {
  return std::ranges::any_of(view_schema(view).fields, [&](const ViewField& field) { return field.filtered && field.name == name; });
}

Response too_large(std::string_view view) {
  return http::problem(Status::unprocessable_content, "export_too_large",
                       "A file holds at most " + std::to_string(export_rows_max) + " lines of a view: read " + std::string(view) + " by pages.");
}

// All documents of a view that have `member` of that value and are the caller's to see: a line each.
Result<Table, Response> view_table(const Context& context, const Call& call, std::string_view view, std::string_view member, std::string_view organizer = {}) {
  documents::Flattened table{std::string(view)};
  const std::string wanted(call.request->parameter(member));
  ViewQuery query{.view = std::string(view), .filters = visible_only(view, *call.caller), .limit = http::page_size_max};
  if (is_filtered(view, member)) query.filters.push_back({std::string(member), wanted});
  if (!organizer.empty() && !is_filtered(view, member)) query.filters.push_back({"organizer", std::string(organizer)});
  do {
    const auto page = context.ports.views.query(query);
    if (!page) return http::internal_problem();
    for (const std::string& bytes : page->documents) {
      bool opened = false;
      const auto document = parse_own_json(reveal(context, bytes, *call.caller, opened));
      if (!document || text_of(members_of(*document), member) != wanted) continue;
      table.add(members_of(*document));
    }
    if (table.lines() > export_rows_max || table.columns() > export_columns_max) return too_large(view);
    query.cursor = page->next_cursor;
  } while (!query.cursor.empty());
  return std::move(table).finish();
}

// The organizer of the competition; competitions that are not the caller's are not there.
Result<std::string, Response> organizer_of_competition(const Context& context, const Call& call) {
  Sight sight = look_at(context, "competitions", fill_key("{competition}", *call.request), *call.caller);
  if (sight.problem) return *std::move(sight.problem);
  std::string organizer(text_of(sight.document, "organizer"));
  if (!within_organizer(*call.caller, organizer)) return not_found();
  return organizer;
}

Response whole_workbook(const Context& context, const Call& call) {
  const auto organizer = organizer_of_competition(context, call);
  if (!organizer) return organizer.error();
  std::vector<Table> tables;
  for (const char* view : std::span(exported).first(sheets_in_workbook)) {
    auto table = view_table(context, call, view, "competition", *organizer);
    if (!table) return std::move(table).error();
    if (!table->rows.empty()) tables.push_back(*std::move(table));
  }
  if (tables.empty()) tables.push_back({"proposals", {"competition"}, {}});
  return file_of(documents::workbook(tables), xlsx_type, std::string(call.request->parameter("competition")) + ".xlsx");
}

// Personal data may be in it: never kept by anybody on the way.
Response unkept(Response response) { return response.with("Cache-Control", "no-store"); }

Response csv_file(const Result<Table, Response>& table, const std::string& view) {
  return table ? unkept(file_of(documents::csv(*table), "text/csv; charset=utf-8", view + ".csv")) : table.error();
}

}  // namespace

void get_decision_csv(const Context& context, const Call& call) {
  http::QueryReader query(*call.request);
  const std::string rows = query.choice("rows", {"results", "scores"}).value_or("results");
  if (auto bad = query.problem()) return call.reply(*std::move(bad));
  serve_decision(context, call, [rows](const json::object& decision) {
    return file_of(documents::csv(rows == "scores" ? scores_table(decision) : results_table(decision)), "text/csv; charset=utf-8", rows + ".csv");
  });
}

// As long as its list, so it goes behind what others wait for. Names of jurors may be in it.
void get_decision_workbook(const Context& context, const Call& call) {
  const auto work = [&context, call] {
    const auto stage = decided_stage(context, call);
    call.reply(stage ? unkept(file_of(documents::workbook(documents::decision_tables(*stage)), xlsx_type, "decision.xlsx")) : Response(stage.error()));
  };
  if (!context.background.submit(work)) call.reply(overloaded());
}

void export_competition(const Context& context, const Call& call) {
  if (!context.background.submit([&context, call] { call.reply(unkept(whole_workbook(context, call))); })) call.reply(overloaded());
}

void export_view(const Context& context, const Call& call) {
  http::QueryReader query(*call.request);
  const std::string view = query.choice("view", {exported.begin(), exported.end()}).value_or("proposals");
  if (auto bad = query.problem()) return call.reply(*std::move(bad));
  const auto work = [&context, call, view] {
    const auto organizer = organizer_of_competition(context, call);
    if (!organizer) return call.reply(Response(organizer.error()));
    call.reply(csv_file(view_table(context, call, view, "competition", *organizer), view));
  };
  if (!context.background.submit(work)) call.reply(overloaded());
}

void export_organizer(const Context& context, const Call& call) {
  http::QueryReader query(*call.request);
  const std::string view = query.choice("view", {of_organizer.begin(), of_organizer.end()}).value_or("participation");
  if (auto bad = query.problem()) return call.reply(*std::move(bad));
  const auto work = [&context, call, view] {
    const std::string_view organizer = call.request->parameter("organizer");
    if (look_at(context, "organizers", organizer, *call.caller).problem || !within_organizer(*call.caller, organizer)) return call.reply(not_found());
    call.reply(csv_file(view_table(context, call, view, "organizer"), view));
  };
  if (!context.background.submit(work)) call.reply(overloaded());
}

}  // namespace jejak::routes
