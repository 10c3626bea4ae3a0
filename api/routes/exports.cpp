#include "api/http/query.hpp"
#include "api/routes/csv.hpp"
#include "api/routes/functions.hpp"
#include "api/routes/views.hpp"
#include "api/routes/visibility.hpp"
#include "workflows/field.hpp"

namespace jejak::routes {
namespace {

using http::Response;
using http::Status;
using workflows::array_of;
using workflows::members_of;
using workflows::object_of;
using workflows::text_of;

std::string number_of(const json::object& object, std::string_view key) {
  return std::to_string(workflows::integer_of(object, key));
}

// One line per proposal: where it came, by which score, and why it is in or out.
std::string results_csv(const json::object& decision) {
  Csv csv;
  for (const char* column : {"rank", "number", "proposal", "title", "category", "outcome", "score", "score_exact", "raw", "sheets",
                             "reason", "why_id", "why_en"})
    csv.cell(column);
  csv.end_line();
  for (const json::value& each : array_of(decision, "results")) {
    const json::object& result = members_of(each);
    const json::object& why = object_of(object_of(result, "why"), "text");
    const json::object& plain = object_of(result, "reason_text");
    csv.cell(number_of(result, "rank")).cell(number_of(result, "number")).cell(text_of(result, "proposal"));
    csv.cell(text_of(result, "title")).cell(text_of(result, "category")).cell(text_of(result, "outcome"));
    csv.cell(text_of(result, "decimal")).cell(text_of(result, "score")).cell(text_of(object_of(result, "raw"), "decimal"));
    csv.cell(std::to_string(array_of(result, "sheets").size())).cell(text_of(result, "reason"));
    csv.cell(text_of(why.empty() ? plain : why, "id")).cell(text_of(why.empty() ? plain : why, "en"));
    csv.end_line();
  }
  return csv.text();
}

// One line per score that counted, so that anyone can add it up again.
std::string scores_csv(const json::object& decision) {
  Csv csv;
  for (const char* column : {"rank", "proposal", "title", "juror", "criterion", "score", "sheet_mean", "sheet_value"}) csv.cell(column);
  csv.end_line();
  for (const json::value& each : array_of(decision, "results")) {
    const json::object& result = members_of(each);
    for (const json::value& line : array_of(result, "sheets")) {
      const json::object& sheet = members_of(line);
      for (const auto& [criterion, score] : object_of(sheet, "scores")) {
        csv.cell(number_of(result, "rank")).cell(text_of(result, "proposal")).cell(text_of(result, "title"));
        csv.cell(text_of(sheet, "juror")).cell(criterion).cell(score.is_string() ? std::string_view(score.get_string()) : "");
        csv.cell(text_of(sheet, "mean")).cell(text_of(sheet, "value")).end_line();
      }
    }
  }
  return csv.text();
}

}  // namespace

void get_decision_csv(const Context& context, const Call& call) {
  http::QueryReader query(*call.request);
  const std::string rows = query.choice("rows", {"results", "scores"}).value_or("results");
  if (auto bad = query.problem()) return call.reply(*std::move(bad));
  on_worker(context, call.reply, [&context, call, rows] {
    const std::string key = fill_key("{competition}/{stage}", *call.request);
    Sight sight = look_at(context, "decisions", key, *call.caller);
    if (sight.problem) return call.reply(*std::move(sight.problem));
    Response response;
    response.content_type = "text/csv; charset=utf-8";
    response.body = rows == "scores" ? scores_csv(sight.document) : results_csv(sight.document);
    response.with("Content-Disposition", "attachment; filename=\"" + rows + ".csv\"");
    set_position(response, sight.position);
    make_revalidated(response, false);
    call.reply(conditional(std::move(response), *call.request));
  });
}

}  // namespace jejak::routes
