#include <boost/json/serialize.hpp>

#include "api/http/problem.hpp"
#include "api/routes/context.hpp"
#include "api/routes/functions.hpp"
#include "api/routes/home_page.hpp"

namespace jejak::routes {
namespace {

using http::Response;
using http::Status;

Response fresh_json(const json::object& body) {
  return http::json_response(Status::ok, json::serialize(body)).with("Cache-Control", "no-store");
}

Gauges gauges_of(const Context& context) {
  const auto& counters = context.ports.processor.counters();
  const ViewCache::Counters cache = context.cache.counters();
  Gauges now;
  now.log_size = context.ports.log.head().size;
  now.views_position = context.ports.projector.position();
  now.queued = context.ports.processor.queued();
  now.keys = context.keys.size();
  now.commands = counters.commands;
  now.rejections = counters.rejections;
  now.events = counters.events;
  now.batches = counters.batches;
  now.failures = counters.failures;
  now.repeated = counters.repeated;
  now.cache_hits = cache.hits;
  now.cache_misses = cache.misses;
  now.cache_bytes = cache.bytes;
  now.cache_entries = cache.entries;
  return now;
}

std::string metrics_text(const Context& context) {
  std::string text = context.metrics.text(gauges_of(context));
  if (context.ports.further_metrics) text += context.ports.further_metrics();
  return text;
}

}  // namespace

void get_health(const Context&, const Call& call) { call.reply(fresh_json({{"status", "ok"}})); }

void get_readiness(const Context& context, const Call& call) {
  const Position views = context.ports.projector.position();
  const Position size = context.ports.log.head().size;
  if (const auto obstacle = context.health.obstacle(size, views, context.ports.clock.now()))
    return call.reply(http::unavailable(obstacle->code, obstacle->detail));
  on_worker(context, call.reply, [&context, call, size, views] {
    if (context.ports.check_room && context.ports.check_room()) {
      return call.reply(
          http::unavailable("storage_full", "The disk is full: reading goes on, writing waits for room."));
    }
    call.reply(fresh_json({{"status", "ready"}, {"log_size", size}, {"views_position", views}}));
  });
}

void get_metrics(const Context& context, const Call& call) {
  on_worker(context, call.reply, [&context, call] {
    Response response;
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    response.body = metrics_text(context);
    call.reply(response.with("Cache-Control", "no-store"));
  });
}

void get_openapi(const Context& context, const Call& call) {
  call.reply(http::answer_from(context.openapi, *call.request));
}

void get_home(const Context&, const Call& call) {
  Response response;
  response.content_type = "text/html; charset=utf-8";
  response.body = home_page;
  response.with("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
  make_revalidated(response, true);
  call.reply(conditional(std::move(response), *call.request));
}

}  // namespace jejak::routes
