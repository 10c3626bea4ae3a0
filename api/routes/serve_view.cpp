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
  if (built.response.status != http::Status::ok) return;
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
    if (built.cacheable && built.response.status == http::Status::ok) {
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

void serve_view(const Context& context, const ViewSource& source, const std::string& scope,
                const Call& call) {
  http::QueryReader query(*call.request);
  const auto after = query.number("after_position");
  if (auto bad = query.problem()) return call.reply(*std::move(bad));
  if (!after) return answer_now(context, source, scope, call);
  if (*after <= context.ports.projector.position()) return read_alone(context, source, scope, call);
  const auto deadline =
      std::chrono::steady_clock::now() + std::chrono::milliseconds(context.settings.position_wait_ms_max);
  const auto resume = [&context, &source, scope, call](bool reached) {
    reached ? read_alone(context, source, scope, call) : call.reply(not_there_yet());
  };
  switch (context.waiters.wait(*after, deadline, resume)) {
    case Waiters::Answer::waiting:
      return context.ports.projector.hurry();
    case Waiters::Answer::reached:
      return read_alone(context, source, scope, call);
    case Waiters::Answer::full:
      return call.reply(overloaded());
  }
}

}  // namespace jejak::routes
