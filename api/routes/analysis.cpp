#include "api/http/conditional.hpp"
#include "api/http/query.hpp"
#include "api/routes/digest.hpp"
#include "api/routes/functions.hpp"
#include "api/routes/views.hpp"
#include "api/routes/visibility.hpp"
#include "workflows/decision/agreement.hpp"
#include "workflows/decision/recount.hpp"
#include "workflows/decision/sensitivity.hpp"
#include "workflows/field.hpp"

namespace jejak::routes {
namespace {

using http::Response;
using http::Status;

// The stage as the competition's pinned rulebook has it. Recorded with the competition, so always there.
std::optional<workflows::Stage> stage_of(const Context& context, const Call& call, const json::object& decision) {
  const Sight competition = look_at(context, "competitions", std::string(workflows::text_of(decision, "competition")), *call.caller);
  const json::object& pinned = workflows::object_of(competition.document, "rulebook");
  const auto document = recorded_document(context, "rulebook", workflows::text_of(pinned, "hash"));
  const auto rulebook = document ? workflows::parse_rulebook(*document) : Result<workflows::RulebookPtr, Faults>(Faults{});
  const workflows::Stage* stage = rulebook ? (*rulebook)->find_stage(workflows::text_of(decision, "stage")) : nullptr;
  return stage == nullptr ? std::nullopt : std::optional(*stage);
}

void analyse(const Context& context, const Call& call) {
  Sight sight = look_at(context, "decisions", fill_key("{competition}/{stage}", *call.request), *call.caller);
  if (sight.problem) return call.reply(*std::move(sight.problem));
  // The analysis follows from the decision, so its tag does as well: who has it already is told so before anything is counted.
  const std::string tag = http::strong_etag("analysis-" + tag_of(sight.bytes));
  if (http::not_modified(*call.request, tag)) {
    Response unchanged;
    unchanged.status = Status::not_modified;
    unchanged.etag = tag;
    return call.reply(std::move(unchanged));
  }
  const auto stage = stage_of(context, call, sight.document);
  if (!stage) return call.reply(not_found());
  const auto counted = workflows::recount(*stage, sight.document);
  if (!counted) return call.reply(not_found());
  json::object answer{{"competition", workflows::text_of(sight.document, "competition")}, {"stage", stage->name}};
  answer["recount"] = json::object{{"agrees", counted->differs.empty()}, {"differs", json::array(counted->differs.begin(), counted->differs.end())}};
  answer["agreement"] = workflows::agreement(*stage, counted->candidates);
  answer["sensitivity"] = workflows::sensitivity(*stage, counted->candidates);
  Response response = http::json_response(Status::ok, canonical_json(answer));
  response.etag = tag;
  set_position(response, sight.position);
  make_revalidated(response, false);
  call.reply(conditional(std::move(response), *call.request));
}

}  // namespace

// Ranks once per scenario, so it goes behind what others wait for.
void get_decision_analysis(const Context& context, const Call& call) {
  http::QueryReader query(*call.request);
  if (auto bad = query.problem()) return call.reply(*std::move(bad));
  if (!context.background.submit([&context, call] { analyse(context, call); })) call.reply(overloaded());
}

}  // namespace jejak::routes
