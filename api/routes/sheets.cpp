#include "api/routes/sheets.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "api/http/limits.hpp"
#include "api/http/problem.hpp"
#include "api/http/query.hpp"
#include "api/routes/functions.hpp"
#include "api/routes/views.hpp"
#include "api/routes/visibility.hpp"
#include "engine/runtime/seal.hpp"
#include "workflows/field.hpp"

namespace jejak::routes {
namespace {

using http::Response;
using workflows::Caller;
using workflows::Role;

// Every document of a view that these filters leave.
Result<std::vector<json::object>, Response> all_of(const Context& context, std::string_view view, std::vector<ViewQuery::Filter> filters) {
  std::vector<json::object> documents;
  ViewQuery query{.view = std::string(view), .filters = std::move(filters), .limit = http::page_size_max};
  do {
    const auto page = context.ports.views.query(query);
    if (!page) return http::internal_problem();
    for (const std::string& bytes : page->documents) {
      auto document = parse_own_json(bytes);
      if (!document || !document->is_object()) return http::internal_problem();
      documents.push_back(std::move(document->get_object()));
    }
    query.cursor = page->next_cursor;
  } while (!query.cursor.empty());
  return documents;
}

std::vector<ViewQuery::Filter> of_stage(std::string_view proposal, std::string_view stage) {
  return {{"proposal", std::string(proposal)}, {"stage", std::string(stage)}};
}

// One member of each of these sheets, in clear, by the hash of the words: the order in which they are kept would tell the jurors.
json::array words_of(const Context& context, const std::vector<json::object>& sheets, std::string_view member) {
  std::vector<std::pair<std::string, json::value>> words;
  for (const json::object& sheet : sheets) {
    const json::value* sealed = sheet.if_contains(member);
    if (sealed == nullptr || sealed->is_null()) continue;
    json::value text = *sealed;
    open_sealed(text, context.ports.vault, true);
    words.emplace_back(text.is_string() ? workflows::bytes_hash(text.get_string()) : std::string(), std::move(text));
  }
  std::ranges::sort(words, {}, [](const auto& each) -> const std::string& { return each.first; });
  json::array texts;
  for (auto& [hash, text] : words) texts.push_back(std::move(text));
  return texts;
}

// The result of a proposal at a stage that is decided; empty where it is not.
json::object result_of(const Context& context, const json::object& assignment) {
  const std::string key = std::string(text_member(assignment, "competition")) + "/" + std::string(text_member(assignment, "stage")) + "/" +
                          std::string(text_member(assignment, "proposal"));
  const auto found = context.ports.views.find("results", key);
  if (!found || !*found) return {};
  const auto parsed = parse_own_json(**found);
  return parsed ? workflows::members_of(*parsed) : json::object();
}

// The juror's own sheet at the stage of the assignment, and the others' words to the jury where that is decided.
std::optional<Response> add_sheets(const Context& context, const Caller& caller, const json::object& own, std::vector<std::string>& items) {
  auto sheets = all_of(context, "assessments", of_stage(text_member(own, "proposal"), text_member(own, "stage")));
  if (!sheets) return std::move(sheets).error();
  bool opened = false;
  for (const json::object& sheet : *sheets)
    if (text_member(sheet, "juror") == caller.juror) items.push_back(reveal(context, canonical_json(sheet), caller, opened));
  const json::object result = result_of(context, own);
  std::erase_if(*sheets, [&](const json::object& sheet) {
    return text_member(sheet, "juror") == caller.juror || !may_read_words("comment", caller, sheet, result, own);
  });
  for (json::value& text : words_of(context, *sheets, "comment")) items.push_back(canonical_json(json::object{{"comment", std::move(text)}}));
  return std::nullopt;
}

Response page(const std::vector<std::string>& items, Position position) {
  Response response = http::json_response(http::Status::ok, render_page(items, ""));
  set_position(response, position);
  make_revalidated(response, false);
  return response;
}

Response listed(const Context& context, const Call& call, const std::string& stage) {
  const Caller& caller = *call.caller;
  const std::string proposal(call.request->parameter("proposal"));
  Sight sight = look_at(context, "proposals", proposal, caller);
  if (sight.problem) return *std::move(sight.problem);
  const bool judges = caller.role == Role::juror;
  const std::string_view view = judges ? "assignments" : "assessments";
  std::vector<ViewQuery::Filter> filters = visible_only(view, caller);
  filters.push_back({"proposal", proposal});
  if (!stage.empty()) filters.push_back({"stage", stage});
  const auto documents = all_of(context, view, std::move(filters));
  if (!documents) return documents.error();
  std::vector<std::string> items;
  bool opened = false;
  for (const json::object& document : *documents) {
    if (!judges) {
      items.push_back(reveal(context, canonical_json(document), caller, opened));
    } else if (auto problem = add_sheets(context, caller, document, items)) {
      return *std::move(problem);
    }
  }
  return page(items, sight.position);
}

}  // namespace

std::optional<Response> add_comments(const Context& context, std::string& document, const Caller& caller, bool& opened) {
  auto parsed = parse_own_json(document);
  if (!parsed || !parsed->is_object()) return http::internal_problem();
  json::object& result = parsed->get_object();
  auto sheets = all_of(context, "assessments", of_stage(text_member(result, "proposal"), text_member(result, "stage")));
  if (!sheets) return std::move(sheets).error();
  std::erase_if(*sheets, [&](const json::object& sheet) { return !may_read_words("comment_to_entrant", caller, sheet, result); });
  json::array comments = words_of(context, *sheets, "comment_to_entrant");
  opened = opened || !comments.empty();
  result["comments"] = std::move(comments);
  document = canonical_json(*parsed);
  return std::nullopt;
}

void list_sheets(const Context& context, const Call& call) {
  http::QueryReader query(*call.request);
  const std::string stage = query.text("stage", 64).value_or("");
  if (auto bad = query.problem()) return call.reply(*std::move(bad));
  once_reached(context, call, [&context, call, stage] {
    on_worker(context, call.reply, [&context, call, stage] { call.reply(conditional(listed(context, call, stage), *call.request)); });
  });
}

}  // namespace jejak::routes
