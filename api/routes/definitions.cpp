#include <boost/json/serialize.hpp>

#include "api/http/problem.hpp"
#include "api/http/query.hpp"
#include "api/routes/functions.hpp"
#include "api/routes/views.hpp"
#include "api/routes/visibility.hpp"
#include "engine/statechart/graph.hpp"
#include "workflows/field.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::routes {
namespace {

using http::Response;
using http::Status;

struct Found {
  json::object answer;  // id, version, hash and the document
  std::optional<Response> problem;
};

// The hash that an id and version stand for among the uploaded ones; without a version the latest.
std::string uploaded_hash(const json::object& definition, std::string_view version) {
  std::string hash;
  for (const json::value& each : workflows::array_of(definition, "versions")) {
    const json::object& uploaded = workflows::members_of(each);
    if (version.empty() || workflows::text_of(uploaded, "version") == version)
      hash = workflows::text_of(uploaded, "hash");
  }
  return hash;
}

json::object described(json::value document) {
  const json::object& definition = document.get_object();
  json::object answer{{"id", workflows::text_of(definition, "id")},
                      {"version", workflows::text_of(definition, "version")},
                      {"hash", workflows::document_hash(document)},
                      {"title", workflows::object_of(definition, "title")}};
  answer["document"] = std::move(document);
  return answer;
}

Found find_version(const Context& context, const Call& call, std::string_view version) {
  const std::string_view id = call.request->parameter("definition");
  Sight uploaded = look_at(context, "definitions", id, *call.caller);
  if (uploaded.problem && uploaded.problem->status != Status::not_found) return {{}, std::move(uploaded.problem)};
  std::optional<json::value> document;
  if (const std::string hash = uploaded_hash(uploaded.document, version); !hash.empty()) {
    document = recorded_document(context, "definition", hash);
  } else {
    document = workflows::shipped_document("definitions", id);
    if (document && !version.empty() && workflows::text_of(document->get_object(), "version") != version)
      document.reset();
  }
  if (!document) return {{}, not_found()};
  return {described(*std::move(document)), std::nullopt};
}

Response drawn(const json::object& found, std::string_view format) {
  const auto definition = statechart::compile(found.at("document"));
  if (!definition) return http::internal_problem();
  Response response;
  response.content_type = format == "scxml" ? "application/scxml+xml" : "text/plain; charset=utf-8";
  response.body = format == "dot"     ? statechart::to_dot(**definition)
                  : format == "scxml" ? statechart::to_scxml(**definition)
                                      : statechart::to_mermaid(**definition);
  return response;
}

void reply(const Call& call, Response response) {
  make_revalidated(response, true);
  call.reply(conditional(std::move(response), *call.request));
}

// A machine that the program carries, as the view would have it: nobody uploaded it.
std::optional<json::object> shipped_definition(std::string_view id) {
  const auto document = workflows::shipped_document("definitions", id);
  if (!document) return std::nullopt;
  const auto& members = document->get_object();
  const std::string_view version = workflows::text_of(members, "version");
  json::object only{{"version", version}, {"hash", workflows::document_hash(*document)}, {"note", nullptr},
                    {"warnings", json::array()}, {"actor", nullptr}, {"uploaded_at", nullptr}};
  return json::object{{"id", id}, {"organizer", nullptr}, {"title", workflows::object_of(members, "title")}, {"latest", version},
                      {"updated_at", nullptr}, {"shipped", true}, {"versions", json::array{std::move(only)}}};
}

Built definition_answer(const Context& context, const Call& call) {
  const std::string_view id = call.request->parameter("definition");
  Sight sight = look_at(context, "definitions", id, *call.caller);
  if (!sight.problem) return Built{http::json_response(Status::ok, std::move(sight.bytes)), sight.position, true};
  const bool missing = sight.problem->status == Status::not_found;
  const auto shipped = missing ? shipped_definition(id) : std::nullopt;
  if (!shipped) return Built{*std::move(sight.problem)};
  const auto found = context.ports.views.find_at("definitions", id);
  return Built{http::json_response(Status::ok, canonical_json(*shipped)), found ? found->position : 0, false};
}

}  // namespace

void get_definition(const Context& context, const Call& call) {
  static const ViewSource source{{"definitions"}, {"definitions"}, &definition_answer};
  serve_view(context, source, cache_scope("definitions", *call.caller), call);
}

std::optional<json::value> recorded_document(const Context& context, std::string_view kind, std::string_view hash) {
  std::optional<json::value> document;
  context.ports.log.read_stream(workflows::stream_of(kind, hash), 1, 1, [&](const StoredEvent& event) {
    auto data = parse_own_json(event.data);
    if (data && data->is_object() && data->get_object().contains("document"))
      document = std::move(data->get_object().at("document"));
    return false;
  });
  return document;
}

void get_definition_version(const Context& context, const Call& call) {
  on_worker(context, call.reply, [&context, call] {
    Found found = find_version(context, call, call.request->parameter("version"));
    if (found.problem) return call.reply(*std::move(found.problem));
    reply(call, http::json_response(Status::ok, canonical_json(found.answer)));
  });
}

// The machine that a competition runs on now: the one that it was opened with, or that it was moved to.
void get_competition_definition(const Context& context, const Call& call) {
  http::QueryReader query(*call.request);
  if (auto bad = query.problem()) return call.reply(*std::move(bad));
  on_worker(context, call.reply, [&context, call] {
    Sight sight = look_at(context, "competitions", call.request->parameter("competition"), *call.caller);
    if (sight.problem) return call.reply(*std::move(sight.problem));
    auto document = recorded_document(context, "definition", workflows::text_of(workflows::object_of(sight.document, "definition"), "hash"));
    if (!document || !document->is_object()) return call.reply(not_found());
    reply(call, http::json_response(Status::ok, canonical_json(described(*std::move(document)))));
  });
}

void get_definition_graph(const Context& context, const Call& call) {
  http::QueryReader query(*call.request);
  const std::string format = query.choice("format", {"mermaid", "dot", "scxml"}).value_or("mermaid");
  const std::string version = query.text("version", 40).value_or("");
  if (auto bad = query.problem()) return call.reply(*std::move(bad));
  on_worker(context, call.reply, [&context, call, format, version] {
    Found found = find_version(context, call, version);
    if (found.problem) return call.reply(*std::move(found.problem));
    reply(call, drawn(found.answer, format));
  });
}

}  // namespace jejak::routes
