#include "api/http/query.hpp"
#include "api/routes/command_plan.hpp"
#include "api/routes/functions.hpp"
#include "api/routes/views.hpp"
#include "api/routes/visibility.hpp"
#include "workflows/field.hpp"

namespace jejak::routes {
namespace {

using http::Response;
using http::Status;

// The decision with the result of one proposal alone; 404 where it has none. The tag stays: it changes with the decision.
Response narrowed(const Response& whole, std::string_view proposal) {
  const auto parsed = parse_own_json(std::string(whole.body_view()));
  if (!parsed || !parsed->is_object()) return not_found();
  json::object decision = parsed->get_object();
  json::array kept;
  for (const json::value& result : workflows::array_of(decision, "results")) {
    if (workflows::text_of(workflows::members_of(result), "proposal") == proposal) kept.push_back(result);
  }
  if (kept.empty()) return not_found();
  decision["results"] = std::move(kept);
  Response part = http::json_response(Status::ok, canonical_json(decision));
  const Response& plain = whole.cached ? whole.cached->plain : whole;
  part.headers = plain.headers;
  part.etag = plain.etag;
  return part;
}

}  // namespace

// What was decided, if it was. Until then the decision is previewed against the states that the command would
// be decided against, which only the processor's thread has.
void get_decision(const Context& context, const Call& call) {
  static const ViewSource decided = source_of(DocumentRoute{"decisions", "{competition}/{stage}"});
  http::QueryReader query(*call.request);
  const auto proposal = query.text("proposal", 64);
  if (auto bad = query.problem()) return call.reply(*std::move(bad));
  Call whole = call;
  if (proposal) {
    whole.reply = http::Reply([call, id = *proposal](Response&& response) {
      call.reply(response.status == Status::ok ? narrowed(response, id) : std::move(response));
    });
  }
  // A preview is no view and cannot go into the cache, so the call's reply decides which of the two answers
  // it is.
  Call view_call = whole;
  view_call.reply = http::Reply([&context, whole](Response&& response) {
    if (response.status != Status::not_found) return whole.reply(std::move(response));
    run_command(context, context.commands.of("PreviewDecision"), whole);
  });
  serve_view(context, decided, cache_scope("decisions", *call.caller), view_call);
}

}  // namespace jejak::routes
