#include "api/routes/serve_view.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <utility>

#include "api/http/problem.hpp"
#include "api/http/query.hpp"
#include "api/routes/answer.hpp"
#include "api/routes/context.hpp"
#include "api/routes/view_schema.hpp"

namespace jejak::routes {
namespace {

using http::Response;
using http::Status;

// The reader's debt to those who joined it: paid also when reading throws.
class Flight {
 public:
  Flight(ViewCache& cache, std::string key, Position changed_at)
      : cache_(cache), key_(std::move(key)), changed_at_(changed_at) {}
  ~Flight() { cache_.land(key_, changed_at_, answer_, otherwise_ ? *otherwise_ : overloaded()); }
  Flight(const Flight&) = delete;
  Flight& operator=(const Flight&) = delete;

  void brings(Response otherwise) { otherwise_ = std::move(otherwise); }
  void brings(ViewCache::Answer answer, Position reached) {
    cache_.keep(key_, answer, changed_at_, reached);
    answer_ = std::move(answer);
  }

 private:
  ViewCache& cache_;
  std::string key_;
  Position changed_at_;
  ViewCache::Answer answer_;
  std::optional<Response> otherwise_;
};

void finish(Built& built, const std::string& scope) {
  if (built.response.status != Status::ok) return;
  set_position(built.response, built.position);
  make_revalidated(built.response, scope.empty());
}

// Without the cache: for what only this caller asks now.
void read_alone(const Context& context, const ViewSource& source, const std::string& scope,
                const Call& call) {
  on_worker(context, call.reply, [&context, &source, scope, call] {
    Built built = source.build(context, call);
    finish(built, scope);
    call.reply(conditional(std::move(built.response), *call.request));
  });
}

void read_for_all(const Context& context, const ViewSource& source, const std::string& scope,
                  const std::shared_ptr<Flight>& flight, const Call& call) {
  on_worker(context, call.reply, [&context, &source, scope, flight, call] {
    Built built = source.build(context, call);
    finish(built, scope);
    if (built.cacheable && built.response.status == Status::ok) {
      const auto answer = http::cache_answer(std::move(built.response));
      flight->brings(answer, built.position);
      return call.reply(http::answer_from(answer, *call.request));
    }
    flight->brings(built.response);
    call.reply(conditional(std::move(built.response), *call.request));
  });
}

void answer_now(const Context& context, const ViewSource& source, const std::string& scope,
                const Call& call) {
  const Freshness fresh = freshness_of(context, source.views);
  std::string key = scope;
  key += '\n';
  key += call.request->target;
  if (auto answer = context.cache.find(key, fresh.changed_at, fresh.reached)) {
    return call.reply(http::answer_from(std::move(answer), *call.request));
  }
  const auto landed = [call](const ViewCache::Answer& answer, const Response& otherwise) {
    call.reply(answer ? http::answer_from(answer, *call.request) : conditional(otherwise, *call.request));
  };
  if (context.cache.join(key, fresh.changed_at, landed)) return;
  read_for_all(context, source, scope,
               std::make_shared<Flight>(context.cache, std::move(key), fresh.changed_at), call);
}

Response too_far(Position position, Position most) {
  return http::problem(Status::unprocessable_content, "past_too_long",
                       "The log had " + std::to_string(position) + " events then, and a past view is folded anew from at most " +
                           std::to_string(most) + ": run jejak replay --to-position.");
}

// Everything as for a view of now, over a store of the views as they were. Whoever could not see a document then does not
// see how it was then.
Response as_it_was(const Context& context, const ViewSource& source, const Call& call) {
  const auto moment = asked_moment(context, *call.request);
  if (!moment) return moment.error();
  const Position position = moment->value_or(0);
  if (position > context.settings.past_events_max) return too_far(position, context.settings.past_events_max);
  const auto store = context.past.at(source.reads, position);
  if (!store) return problem_of(store.error());
  const Ports& now = context.ports;
  const Ports then{now.processor, now.log,        **store,    now.vault, now.blobs, now.projector,  now.clock,
                   now.entropy,   now.run_replay, now.on_bug, now.further_metrics, now.check_room, now.make_sandbox, now.make_views};
  const Context past{then,           context.settings, context.keys,    context.workers, context.background,
                     context.rewinding, context.uploads, context.cache, context.waiters, context.streams, context.past,
                     context.replays, context.migrations, context.simulations, context.metrics, context.health,  context.commands, context.openapi};
  Built built = source.build(past, call);
  if (built.response.status != Status::ok) return std::move(built.response);
  set_position(built.response, position);
  make_revalidated(built.response, false);
  return conditional(std::move(built.response), *call.request);
}

void serve_past(const Context& context, const ViewSource& source, const Call& call) {
  if (!context.past.is_offered()) {
    return call.reply(http::problem(Status::not_implemented, "not_offered", "This server keeps no views of the past."));
  }
  const bool taken = context.rewinding.submit(
      [&context, &source, call] { call.reply(as_it_was(context, source, call)); });
  if (!taken) call.reply(overloaded());
}

Response not_there_yet() {
  return http::unavailable("position_not_reached", "The views do not reflect that position yet; ask again.");
}

}  // namespace

Freshness freshness_of(const Context& context, std::span<const std::string_view> views) {
  Freshness fresh{context.ports.projector.position(), 0};
  for (const std::string_view view : views) {
    fresh.changed_at = std::max(fresh.changed_at, context.ports.projector.changed_at(view_index(view)));
  }
  return fresh;
}

void once_reached(const Context& context, const Call& call, const std::function<void()>& serve) {
  http::QueryReader query(*call.request);
  const auto after = query.number("after_position");
  if (auto bad = query.problem()) return call.reply(*std::move(bad));
  if (!after || *after <= context.ports.projector.position()) return serve();
  const auto deadline =
      std::chrono::steady_clock::now() + std::chrono::milliseconds(context.settings.position_wait_ms_max);
  const auto resume = [call, serve](bool reached) { reached ? serve() : call.reply(not_there_yet()); };
  switch (context.waiters.wait(*after, deadline, resume)) {
    case Waiters::Answer::waiting:
      return context.ports.projector.hurry();
    case Waiters::Answer::reached:
      return serve();
    case Waiters::Answer::full:
      return call.reply(overloaded());
  }
}

void serve_view(const Context& context, const ViewSource& source, const std::string& scope,
                const Call& call) {
  if (asks_for_past(*call.request)) return serve_past(context, source, call);
  const bool waits = call.request->query_value("after_position").has_value();
  once_reached(context, call, [&context, &source, scope, call, waits] {
    waits ? read_alone(context, source, scope, call) : answer_now(context, source, scope, call);
  });
}

}  // namespace jejak::routes
