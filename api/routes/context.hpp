#pragma once
#include <memory>
#include <span>
#include <string_view>
#include <utility>

#include "api/routes/answer.hpp"
#include "api/routes/application.hpp"
#include "api/routes/event_streams.hpp"
#include "api/routes/health.hpp"
#include "api/routes/key_directory.hpp"
#include "api/routes/metrics.hpp"
#include "api/routes/migrations.hpp"
#include "api/routes/past_views.hpp"
#include "api/routes/replays.hpp"
#include "api/routes/simulations.hpp"
#include "api/routes/view_cache.hpp"
#include "api/routes/waiters.hpp"
#include "api/routes/workers.hpp"

namespace jejak::routes {

class CommandPlans;

// What route functions work with, and nothing else.
struct Context {
  const Ports& ports;
  const ApplicationSettings& settings;
  KeyDirectory& keys;
  Workers& workers;     // reads of views and log
  Workers& background;  // replays, migrations' dry runs, simulations
  Workers& rewinding;   // one thread, for `past` alone
  Workers& uploads;     // one thread: files are checked and sealed there
  ViewCache& cache;
  Waiters& waiters;
  EventStreams& streams;
  PastViews& past;
  Replays& replays;
  Migrations& migrations;
  Simulations& simulations;
  Metrics& metrics;
  Health& health;
  const CommandPlans& commands;
  const std::shared_ptr<const http::CachedAnswer>& openapi;
};

// How far the views are, and where those named last changed, read in the order that the cache needs.
struct Freshness {
  Position reached = 0;
  Position changed_at = 0;  // the latest of the views named
};
Freshness freshness_of(const Context& context, std::span<const std::string_view> views);

// Carries `work` out on a worker, or answers 503 where too much is queued already.
template <class Work>
void on_worker(const Context& context, const http::Reply& reply, Work work) {
  if (!context.workers.submit(std::move(work))) reply(overloaded());
}

}  // namespace jejak::routes
