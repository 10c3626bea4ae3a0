#include "tools/service.hpp"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "api/http/log.hpp"
#include "storage/memory/view_store.hpp"
#include "storage/sqlite/copy.hpp"
#include "storage/sqlite/room.hpp"
#include "api/routes/view_schema.hpp"
#include "tools/deliveries.hpp"
#include "tools/erasures.hpp"
#include "tools/notifier.hpp"
#include "tools/rebuild.hpp"
#include "tools/sandbox.hpp"
#include "tools/store_option.hpp"
#include "tools/timer_source.hpp"
#include "workflows/projections.hpp"

namespace jejak::tools {
namespace {

// A replay for POST /v1/admin/replays: its own readers, beside everything that serves.
routes::ReplayReport replay_beside(const StorePaths& paths, const std::function<void(Position)>& progress) {
  routes::ReplayReport report;
  SystemEntropy entropy;
  auto store = open_store(paths.folder, {}, entropy, reading);
  if (!store) {
    report.failure = store.error().message;
    return report;
  }
  const RebuildRequest request{paths, paths.folder / "views.audit.db", std::nullopt, true};
  const auto rebuilt = rebuild_views(*store->log, request, [&](Position done, Position) { progress(done); });
  remove_database(request.file);
  if (!rebuilt) {
    report.failure = rebuilt.error().message;
    return report;
  }
  report.equal = rebuilt->first_difference.empty();
  report.position = rebuilt->position;
  report.events = rebuilt->position;
  for (const ViewDigest& view : rebuilt->views) report.documents += view.documents;
  report.milliseconds = rebuilt->milliseconds;
  report.first_difference = rebuilt->first_difference;
  return report;
}

std::string held_back_text(bool holds_back) {
  return std::string("# HELP jejak_held_back Whether this is a restored copy that sends nothing and fires no timers (serve --take-over).\n"
                     "# TYPE jejak_held_back gauge\njejak_held_back ") + (holds_back ? "1\n" : "0\n");
}

// After a failed fsync nobody knows what the disk holds: only a new process, reading it afresh, can tell.
void end_process(const Failure& failure) {
  std::fprintf(stderr, "jejak: %s; ending, because what is on the disk is unknown\n", failure.message.c_str());
  std::_Exit(3);
}

}  // namespace

struct Service::Inner {
  Inner(SqliteStore opened, const ServiceSettings& settings)
      : store(std::move(opened)),
        processor(*store.log, *store.vault, clock, entropy),
        projector(*store.log, *store.views, workflows::projections()),
        application({.processor = processor,
                     .log = *store.log,
                     .views = *store.views,
                     .vault = *store.vault,
                     .blobs = *store.blobs,
                     .projector = projector,
                     .clock = clock,
                     .entropy = entropy,
                     .run_replay = [paths = store.paths](const std::function<void(Position)>& progress) {
                       return replay_beside(paths, progress);
                     },
                     .on_bug = [](std::string_view what) { http::log_error(what); },
                     .further_metrics = [holds = settings.holds_back] { return held_back_text(holds); },
                     .check_room = [folder = store.paths.folder] { return check_room(folder); },
                     .make_sandbox = [this] { return make_sandbox(entropy); },
                     .make_views = [](std::span<const ViewSchema> schemas) { return std::make_unique<MemoryViewStore>(schemas); }},
                    settings.application),
        timers(clock, DueTimers(clock, timer_source(*store.views, processor))),
        erasures(*store.log, read_position(store.paths.folder / "erasures"),
                 erase_keys(*store.vault, store.paths.folder / "erasures")),
        notifier(*store.log, *store.views, processor, store.paths.folder / "notified"),
        deliveries(*store.views, *store.vault, processor, clock, settings.deliveries),
        holds_back(settings.holds_back) {}

  // Whether that view changed since this was last asked. Called by the projector's thread.
  bool changed(std::string_view view, Position& seen) const {
    const Position now = projector.changed_at(routes::view_index(view));
    return std::exchange(seen, now) != now;
  }
  void views_advanced(Position reached) {
    application.views_advanced(reached);
    if (holds_back) return;
    timers.notify();
    const bool asked = changed("webhooks", webhooks_seen);
    if (changed("mailings", mailings_seen) || asked) notifier.views_advanced();
    if (changed("notifications", notifications_seen)) deliveries.notify();
  }

  SystemClock clock;
  SystemEntropy entropy;
  SqliteStore store;
  CommandProcessor processor;
  Projector projector;
  routes::Application application;
  TimerLoop timers;
  Reactor erasures;
  Notifier notifier;
  Deliveries deliveries;
  Position webhooks_seen = 0, mailings_seen = 0, notifications_seen = 0;
  const bool holds_back;
  bool running = false;
};

Service::Service(std::unique_ptr<Inner> inner) : inner_(std::move(inner)) {}

Service::~Service() { stop(); }

Result<std::unique_ptr<Service>, Failure> Service::start(const std::filesystem::path& folder, const ServiceSettings& settings) {
  // The vault keeps a reference to its entropy, which therefore lives as long as the process.
  static SystemEntropy vault_entropy;
  auto store = open_store(folder, view_schemas(), vault_entropy);
  if (!store) return store.error();
  std::unique_ptr<Service> service(new Service(std::make_unique<Inner>(std::move(*store), settings)));
  Inner& inner = *service->inner_;
  if (auto failure = inner.projector.catch_up(inner.store.log->head().size)) {
    // A full disk is no reason not to serve what is there; the projector goes on when there is room.
    if (failure->kind != Failure::Kind::full) return *failure;
    inner.application.views_failed(*failure);
  }
  if (auto failure = inner.application.load()) return *failure;
  inner.processor.on_committed([&inner](Position committed) {
    inner.projector.notify(committed);
    inner.application.log_advanced();
    inner.erasures.notify(committed);
    if (!inner.holds_back) inner.notifier.committed(committed);
  });
  inner.processor.on_not_durable(end_process);
  inner.projector.on_failure([&inner](const Failure& failure) { inner.application.views_failed(failure); });
  inner.projector.on_advanced([&inner](Position reached) { inner.views_advanced(reached); });
  inner.processor.start();
  inner.projector.start();
  inner.erasures.start();
  if (!inner.holds_back) {
    inner.timers.start();
    inner.notifier.views_advanced();
    inner.deliveries.start();
  }
  inner.running = true;
  inner.application.ready(true);
  return service;
}

routes::Application& Service::application() { return inner_->application; }

Position Service::replayed_position() const { return inner_->projector.position(); }

void Service::stop() {
  if (!inner_ || !inner_->running) return;
  inner_->running = false;
  inner_->application.ready(false);
  inner_->application.stop();
  inner_->timers.stop();
  inner_->deliveries.stop();
  inner_->notifier.stop();
  inner_->processor.stop();
  inner_->erasures.stop();
  inner_->projector.stop();
}

}  // namespace jejak::tools
