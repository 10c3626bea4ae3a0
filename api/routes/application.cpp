#include "api/routes/application.hpp"

#include <deque>

#include "api/http/router.hpp"
#include "api/routes/access.hpp"
#include "api/routes/command_plan.hpp"
#include "api/routes/context.hpp"
#include "api/routes/openapi.hpp"
#include "api/routes/view_schema.hpp"
#include "api/routes/views.hpp"
#include "api/routes/visibility.hpp"
#include "workflows/policy.hpp"

namespace jejak::routes {
namespace {

constexpr std::size_t background_queue_max = 4;
constexpr std::size_t rewinding_queue_max = 16;
constexpr std::size_t uploads_queue_max = 64;

using Serve = std::function<void(const Call&)>;

std::vector<std::string> route_ids() {
  std::vector<std::string> ids;
  for (const RouteEntry& entry : route_table()) ids.emplace_back(entry.id);
  return ids;
}

// What a table entry does, bound to its context.
struct ServeOf {
  const Context& context;
  std::deque<ViewSource>& sources;  // keeps what routes refer to

  Serve operator()(const CommandRoute& route) const {
    return [&context = context, &plan = context.commands.of(route.kind)](const Call& call) {
      run_command(context, plan, call);
    };
  }
  Serve operator()(const ListRoute& route) const { return of_view(route.view, source_of(route)); }
  Serve operator()(const DocumentRoute& route) const { return of_view(route.view, source_of(route)); }
  Serve operator()(const FunctionRoute& route) const {
    return [&context = context, function = route.function](const Call& call) { function(context, call); };
  }

 private:
  Serve of_view(std::string_view view, ViewSource made) const {
    const ViewSource& source = sources.emplace_back(std::move(made));
    return [&context = context, &source, view](const Call& call) {
      serve_view(context, source, cache_scope(view, *call.caller), call);
    };
  }
};

std::string media_type_of(const RouteEntry& entry) {
  const auto* function = std::get_if<FunctionRoute>(&entry.does);
  if (function && function->schema == "*/*") return {};  // whatever was kept
  return function && function->schema.find('/') != std::string_view::npos ? std::string(function->schema) : "application/json";
}

http::Route make_route(const Context& context, std::deque<ViewSource>& sources, const RouteEntry& entry) {
  http::Route route;
  route.method = entry.method;
  route.pattern = entry.pattern;
  route.id = entry.id;
  route.produces = media_type_of(entry);
  if (const auto* function = std::get_if<FunctionRoute>(&entry.does)) route.body_bytes_max = function->file_bytes_max;
  for (const std::string_view name : query_of(entry)) route.query.emplace_back(name);
  const Serve serve = std::visit(ServeOf{context, sources}, entry.does);
  route.handler = [&context, serve, roles = roles_of(entry)](const http::RequestPtr& request,
                                                             const http::Reply& reply) {
    auto caller = authenticate(context.keys, *request);
    if (!caller) return reply(std::move(caller).error());
    if (auto refusal = refuse_unless(roles, (*caller)->role)) return reply(*std::move(refusal));
    serve(Call{request, *std::move(caller), reply});
  };
  return route;
}

std::shared_ptr<const http::CachedAnswer> make_openapi(const CommandPlans& commands) {
  http::Response response = http::json_response(http::Status::ok, openapi_document(commands));
  make_revalidated(response, true);
  return http::cache_answer(std::move(response));
}

}  // namespace

struct Application::Inner {
  Inner(Ports given, ApplicationSettings chosen)
      : ports(std::move(given)),
        settings(chosen),
        keys(ports.log),
        streams(ports.log, keys, ports.on_bug),
        past(ports.log, ports.make_views),
        cache({settings.cache_bytes_max, ViewCacheLimits{}.entries_max}),
        metrics(route_ids()),
        openapi(make_openapi(commands)),
        workers(settings.view_threads, settings.view_queue_max, ports.on_bug),
        background(settings.view_threads == 0 ? 0 : 1, background_queue_max, ports.on_bug),
        rewinding(settings.view_threads == 0 ? 0 : 1, rewinding_queue_max, ports.on_bug),
        uploads(settings.view_threads == 0 ? 0 : 1, uploads_queue_max, ports.on_bug),
        context{ports,   settings, keys, workers, background, rewinding, uploads, cache, waiters,
                streams, past,     replays, migrations, simulations, metrics, health,  commands,  openapi},
        router(make_routes()) {
    if (settings.view_threads == 0) return;
    waiters.start();
    streams.start();
  }

  http::Router make_routes() {
    std::vector<http::Route> routes;
    for (const RouteEntry& entry : route_table()) routes.push_back(make_route(context, sources, entry));
    return http::Router(std::move(routes));
  }

  void tell_bug(const std::string& what) const {
    if (ports.on_bug) ports.on_bug(what);
  }

  Ports ports;
  ApplicationSettings settings;
  KeyDirectory keys;
  EventStreams streams;
  PastViews past;
  ViewCache cache;
  Waiters waiters;
  Replays replays;
  Migrations migrations;
  Simulations simulations;
  Metrics metrics;
  Health health;
  CommandPlans commands;
  std::shared_ptr<const http::CachedAnswer> openapi;
  Workers workers;
  Workers background;
  Workers rewinding;
  Workers uploads;
  Context context;
  std::deque<ViewSource> sources;
  http::Router router;
};

Application::Application(Ports ports, ApplicationSettings settings)
    : inner_(std::make_unique<Inner>(std::move(ports), settings)) {}

Application::~Application() { stop(); }

std::optional<Failure> Application::load() { return inner_->keys.refresh(); }

void Application::dispatch(const http::RequestPtr& request, http::Reply reply) const {
  inner_->router.dispatch(request, std::move(reply));
}

// A large body is read for whoever may send one, so that the memory of a server is not anybody's to fill.
std::size_t Application::body_bytes_max(const http::Request& request) const {
  const std::size_t most = inner_->router.body_bytes_max(request);
  if (most == 0) return 0;
  const auto token = request.bearer_token();
  const CallerPtr caller = token ? inner_->keys.find(*token) : nullptr;
  return caller && workflows::may(caller->role, "AddAttachment") ? most : 0;
}

void Application::log_advanced() { inner_->streams.advanced(); }

void Application::views_advanced(Position reached) {
  inner_->health.views_advanced();
  if (const auto failure = inner_->keys.follow(inner_->ports.projector.changed_at(view_index("keys"))))
    inner_->tell_bug("the API keys could not follow the log: " + failure->message);
  inner_->waiters.advanced(reached);
}

void Application::views_failed(const Failure& failure) {
  inner_->health.views_failed(failure);
  inner_->tell_bug("the views could not follow the log: " + failure.message);
}

void Application::observe(const http::AccessEntry& answered) { inner_->metrics.observe(answered); }

void Application::ready(bool yes) { inner_->health.ready(yes); }

void Application::stop() {
  inner_->streams.stop();
  inner_->waiters.stop();
  inner_->workers.stop();
  inner_->background.stop();
  inner_->rewinding.stop();
  inner_->uploads.stop();
}

std::string Application::openapi() const { return inner_->openapi->body; }

}  // namespace jejak::routes
