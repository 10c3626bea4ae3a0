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

// The decision with one proposal's result, once it is made; a preview's until then.
void get_result(const Context& context, const Call& call, const std::string& proposal) {
  on_worker(context, call.reply, [&context, call, proposal] {
    Sight sight = look_at(context, "results", fill_key("{competition}/{stage}/", *call.request) + proposal, *call.caller);
    if (sight.problem && sight.problem->status != Status::not_found) return call.reply(*std::move(sight.problem));
    if (sight.problem) {
      Call preview = call;
      preview.reply = http::Reply([call, proposal](Response&& response) {
        call.reply(response.status == Status::ok ? narrowed(response, proposal) : std::move(response));
      });
      return run_command(context, context.commands.of("PreviewDecision"), preview);
    }
    json::object decision = workflows::object_of(sight.document, "decision");
    decision["results"] = json::array{workflows::object_of(sight.document, "result")};
    for (const char* member : {"competition", "decided_at", "organizer", "stage"}) workflows::copy_member(sight.document, member, decision);
    decision["ties"] = json::array{};
    Response response = http::json_response(Status::ok, canonical_json(decision));
    set_position(response, sight.position);
    make_revalidated(response, false);
    call.reply(conditional(std::move(response), *call.request));
  });
}

}  // namespace

// What was decided, if it was; with `proposal` from the view that has one document for each. Until then the decision is previewed
// against the states that the command would be decided against, which only the processor's thread has.
void get_decision(const Context& context, const Call& call) {
  static const ViewSource decided = source_of(DocumentRoute{"decisions", "{competition}/{stage}"});
  http::QueryReader query(*call.request);
  const auto proposal = query.text("proposal", 64);
  if (auto bad = query.problem()) return call.reply(*std::move(bad));
  if (proposal) return get_result(context, call, *proposal);
  // A preview is no view and cannot go into the cache, so the call's reply decides which of the two answers it is.
  Call view_call = call;
  view_call.reply = http::Reply([&context, call](Response&& response) {
    if (response.status != Status::not_found) return call.reply(std::move(response));
    run_command(context, context.commands.of("PreviewDecision"), call);
  });
  serve_view(context, decided, cache_scope("decisions", *call.caller), view_call);
}

}  // namespace jejak::routes
