#include <array>

#include "api/documents/table.hpp"
#include "api/http/limits.hpp"
#include "api/http/problem.hpp"
#include "api/http/query.hpp"
#include "api/routes/functions.hpp"
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

std::string cell_of(const json::value* value) {
  if (value == nullptr || value->is_null()) return {};
  return value->is_string() ? std::string(value->get_string()) : canonical_json(*value);
}

// The views of a competition that whoever runs it takes along, in the order of the sheets.
constexpr std::array exported = {"proposals",  "scoreboard", "assessments",  "assignments",    "workload",
                                 "jurors",     "slots",      "late_entries", "coaching_notes", "sessions"};

// All documents of a view that are the competition's and the caller's to see: a line each, a column per member.
Result<Table, Response> view_table(const Context& context, const Call& call, std::string_view view) {
  Table table{std::string(view), {}, {}};
  ViewQuery query{.view = std::string(view), .filters = visible_only(view, *call.caller), .limit = http::page_size_max};
  query.filters.push_back({"competition", std::string(call.request->parameter("competition"))});
  do {
    const auto page = context.ports.views.query(query);
    if (!page) return http::internal_problem();
    for (const std::string& bytes : page->documents) {
      bool opened = false;
      const auto document = parse_own_json(reveal(context, bytes, *call.caller, opened));
      const json::object& members = document ? workflows::members_of(*document) : json::object{};
      if (table.columns.empty())
        for (const auto& [name, value] : members) table.columns.emplace_back(name);
      auto& row = table.rows.emplace_back();
      for (const std::string& column : table.columns) row.push_back(cell_of(members.if_contains(column)));
    }
    if (table.rows.size() > export_rows_max)
      return http::problem(Status::unprocessable_content, "export_too_large",
                           "A file holds at most " + std::to_string(export_rows_max) + " lines of a view: read " + std::string(view) + " by pages.");
    query.cursor = page->next_cursor;
  } while (!query.cursor.empty());
  return table;
}

// Competitions that are not the caller's are not there.
std::optional<Response> refuse_competition(const Context& context, const Call& call) {
  Sight sight = look_at(context, "competitions", fill_key("{competition}", *call.request), *call.caller);
  if (sight.problem) return std::move(sight.problem);
  if (!within_organizer(*call.caller, text_of(sight.document, "organizer"))) return not_found();
  return std::nullopt;
}

Response whole_workbook(const Context& context, const Call& call) {
  if (auto problem = refuse_competition(context, call)) return *std::move(problem);
  std::vector<Table> tables;
  for (const char* view : exported) {
    auto table = view_table(context, call, view);
    if (!table) return std::move(table).error();
    if (!table->rows.empty()) tables.push_back(*std::move(table));
  }
  if (tables.empty()) tables.push_back({"proposals", {"competition"}, {}});
  return file_of(documents::workbook(tables), xlsx_type, std::string(call.request->parameter("competition")) + ".xlsx");
}

// Personal data may be in it: never kept by anybody on the way.
Response unkept(Response response) { return response.with("Cache-Control", "no-store"); }

}  // namespace

void get_decision_csv(const Context& context, const Call& call) {
  http::QueryReader query(*call.request);
  const std::string rows = query.choice("rows", {"results", "scores"}).value_or("results");
  if (auto bad = query.problem()) return call.reply(*std::move(bad));
  serve_decision(context, call, [rows](const json::object& decision) {
    return file_of(documents::csv(rows == "scores" ? scores_table(decision) : results_table(decision)), "text/csv; charset=utf-8", rows + ".csv");
  });
}

void get_decision_workbook(const Context& context, const Call& call) {
  serve_decision(context, call, [](const json::object& decision) {
    const std::array tables = {results_table(decision), scores_table(decision)};
    return file_of(documents::workbook(tables), xlsx_type, "decision.xlsx");
  });
}

void export_competition(const Context& context, const Call& call) {
  if (!context.background.submit([&context, call] { call.reply(unkept(whole_workbook(context, call))); })) call.reply(overloaded());
}

void export_view(const Context& context, const Call& call) {
  http::QueryReader query(*call.request);
  const std::string view = query.choice("view", {exported.begin(), exported.end()}).value_or("proposals");
  if (auto bad = query.problem()) return call.reply(*std::move(bad));
  const auto work = [&context, call, view] {
    if (auto problem = refuse_competition(context, call)) return call.reply(*std::move(problem));
    const auto table = view_table(context, call, view);
    call.reply(table ? unkept(file_of(documents::csv(*table), "text/csv; charset=utf-8", view + ".csv")) : Response(table.error()));
  };
  if (!context.background.submit(work)) call.reply(overloaded());
}

}  // namespace jejak::routes
