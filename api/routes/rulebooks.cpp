#include <memory>

#include "api/http/problem.hpp"
#include "api/http/query.hpp"
#include "api/routes/answer.hpp"
#include "api/routes/body.hpp"
#include "api/routes/context.hpp"
#include "api/routes/functions.hpp"
#include "api/routes/views.hpp"
#include "workflows/competition/rules.hpp"
#include "workflows/field.hpp"
#include "workflows/rulebook.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::routes {
namespace {

json::object summary_of(const json::value& document) {
  const json::object& rulebook = document.as_object();
  json::object summary{{"hash", workflows::document_hash(document)}};
  for (const char* member : {"id", "version", "title", "year", "definition"})
    workflows::copy_member(rulebook, member, summary);
  summary["illustrative"] = workflows::flag_of(rulebook, "illustrative");
  return summary;
}

void reply(const Call& call, std::string body) {
  http::Response response = http::json_response(http::Status::ok, std::move(body));
  make_revalidated(response, true);
  call.reply(conditional(std::move(response), *call.request));
}

}  // namespace

void list_rulebooks(const Context&, const Call& call) {
  json::array items;
  for (const std::string& id : workflows::shipped_ids("rulebooks"))
    items.push_back(summary_of(*workflows::shipped_document("rulebooks", id)));
  reply(call, canonical_json(json::object{{"items", std::move(items)}, {"next_cursor", nullptr}}));
}

void get_rulebook(const Context&, const Call& call) {
  auto document = workflows::shipped_document("rulebooks", call.request->parameter("rulebook"));
  if (!document) return call.reply(not_found());
  json::object answer = summary_of(*document);
  answer["document"] = *std::move(document);
  reply(call, canonical_json(answer));
}

// What it was opened under, byte for byte by the RFC 8785 form that the hash is of.
void get_competition_rulebook(const Context& context, const Call& call) {
  http::QueryReader query(*call.request);
  if (auto bad = query.problem()) return call.reply(*std::move(bad));
  on_worker(context, call.reply, [&context, call] {
    Sight sight = look_at(context, "competitions", call.request->parameter("competition"), *call.caller);
    if (sight.problem) return call.reply(*std::move(sight.problem));
    auto document = recorded_document(context, "rulebook", workflows::text_of(workflows::object_of(sight.document, "rulebook"), "hash"));
    if (!document) return call.reply(not_found());
    json::object answer = summary_of(*document);
    answer["document"] = *std::move(document);
    reply(call, canonical_json(answer));
  });
}

void get_rulebook_schema(const Context&, const Call& call) {
  reply(call, canonical_json(*parse_json(workflows::rulebook_schema())));
}

// On a worker: whether a shortlist can be filled takes its time, and nobody waits for it.
void check_rulebook(const Context& context, const Call& call) {
  auto body = read_body(context.commands.of("CheckRulebook"), *call.request);
  if (!body) return call.reply(std::move(body).error());
  on_worker(context, call.reply, [call, body = std::make_shared<json::object>(*std::move(body))] {
    http::Response response = http::json_response(http::Status::ok, canonical_json(workflows::review_rules(*body)));
    response.with("Cache-Control", "no-store");
    call.reply(std::move(response));
  });
}

}  // namespace jejak::routes
