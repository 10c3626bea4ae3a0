#include "api/routes/views.hpp"

#include <algorithm>

#include "api/http/problem.hpp"
#include "api/routes/answer.hpp"
#include "api/routes/view_schema.hpp"
#include "api/routes/visibility.hpp"
#include "engine/core/json.hpp"
#include "engine/runtime/seal.hpp"

namespace jejak::routes {
namespace {

using workflows::Caller;

Sight refused(http::Response problem) {
  Sight sight;
  sight.problem = std::move(problem);
  return sight;
}

}  // namespace

bool juror_reads(const Context& context, const Caller& caller, std::string_view proposal) {
  constexpr std::uint32_t stages_max = 100;
  const auto page = context.ports.views.query(
      {.view = "assignments", .filters = {{"juror", caller.juror}, {"proposal", std::string(proposal)}}, .limit = stages_max});
  if (!page || page->documents.empty()) return false;
  return std::ranges::none_of(page->documents, [](const std::string& bytes) {
    const auto assignment = parse_own_json(bytes);
    return !assignment || !assignment->is_object() || stepped_aside(assignment->get_object());
  });
}

std::string fill_key(std::string_view pattern, const http::Request& request) {
  std::string key;
  while (!pattern.empty()) {
    const auto open = pattern.find('{');
    key += pattern.substr(0, open);
    if (open == std::string_view::npos) break;
    const auto close = pattern.find('}', open);
    key += request.parameter(pattern.substr(open + 1, close - open - 1));
    pattern.remove_prefix(close + 1);
  }
  return key;
}

Sight look_at(const Context& context, std::string_view view, std::string_view key, const Caller& caller) {
  auto found = context.ports.views.find_at(view, key);
  if (!found) return refused(problem_of(found.error()));
  if (!found->document) return refused(not_found());
  auto parsed = parse_own_json(*found->document);
  if (!parsed || !parsed->is_object()) return refused(http::internal_problem());
  Sight sight{*std::move(found->document), std::move(parsed->as_object()), found->position, std::nullopt};
  if (!may_read(view, caller, sight.document)) return refused(not_found());
  if (juror_needs_assignment(view, caller) && !juror_reads(context, caller, key)) return refused(not_found());
  return sight;
}

std::string reveal(const Context& context, std::string_view bytes, const Caller& caller, bool& opened) {
  if (bytes.find("\"$sealed\"") == std::string_view::npos) return std::string(bytes);
  auto document = parse_own_json(bytes);
  if (!document || !document->is_object()) return "null";
  const std::string organizer(text_member(document->as_object(), "organizer"));
  open_sealed(*document, context.ports.vault, [&](std::string_view subject) {
    const bool may = may_see_person(caller, organizer, subject);
    opened = opened || may;
    return may;
  });
  return canonical_json(*document);
}

std::string without_search_text(std::string_view view, std::string document) {
  const ViewField* searched = searched_field(view_schema(view));
  if (searched == nullptr || !searched->made_for_search) return document;
  auto parsed = parse_own_json(document);
  if (!parsed || !parsed->is_object()) return document;
  parsed->get_object().erase(searched->name);
  return canonical_json(*parsed);
}

ViewSource source_of(const DocumentRoute& route) {
  ViewSource source;
  source.views = source.reads = {route.view};
  // A juror sees the proposals that are assigned to them.
  if (route.view == "proposals" || route.view == "proposal_details") source.reads.push_back("assignments");
  source.build = [route](const Context& context, const Call& call) {
    Sight sight = look_at(context, route.view, fill_key(route.key, *call.request), *call.caller);
    if (sight.problem) return Built{*std::move(sight.problem)};
    bool opened = false;
    std::string body = without_search_text(route.view, reveal(context, sight.bytes, *call.caller, opened));
    return Built{http::json_response(http::Status::ok, std::move(body)), sight.position, !opened};
  };
  return source;
}

}  // namespace jejak::routes
