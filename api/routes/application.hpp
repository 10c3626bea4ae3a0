#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "api/http/access.hpp"
#include "api/http/message.hpp"
#include "api/routes/past_views.hpp"
#include "api/routes/replays.hpp"
#include "workflows/simulation/simulate.hpp"
#include "engine/ports/blob_store.hpp"
#include "engine/ports/clock.hpp"
#include "engine/ports/entropy.hpp"
#include "engine/ports/event_log.hpp"
#include "engine/ports/vault.hpp"
#include "engine/ports/view_store.hpp"
#include "engine/runtime/command_processor.hpp"
#include "engine/runtime/projector.hpp"

namespace jejak::routes {

// What the application stands on. Everything outlives it. `projector` folds workflows::projections().
struct Ports {
  CommandProcessor& processor;
  EventLog& log;
  ViewStore& views;
  Vault& vault;
  BlobStore& blobs;
  Projector& projector;
  Clock& clock;
  Entropy& entropy;                                   // for the secrets of API keys
  RunReplay run_replay;                               // empty: POST /v1/admin/replays answers 501
  std::function<void(std::string_view what)> on_bug;  // an exception on a worker thread; may be empty
  std::function<std::string()> further_metrics;       // Prometheus text to add to /metrics; may be empty
  // Whether the store has room to write, for /readyz (Failure: it has none); may be empty; called on a worker.
  std::function<std::optional<Failure>()> check_room{};
  workflows::MakeSandbox make_sandbox{};  // a log and vault in memory, for simulations; empty: those are answered 501
  MakeViews make_views{};  // an empty store in memory, for views as they were; empty: those are answered 501
};

struct ApplicationSettings {
  std::string public_url = "http://127.0.0.1:8080";  // where people reach the server; printed on papers, without a slash at the end
  unsigned view_threads = 1;  // 0: everything runs on the caller's thread, and replays too (for specs)
  std::size_t view_queue_max = 4096;
  std::size_t cache_bytes_max = 64 * 1024 * 1024;
  Position past_events_max = 200'000;          // ?at_position, ?as_of: then 422
  std::uint32_t position_wait_ms_max = 5'000;  // ?after_position=N: then 503
};

// Every route, over the ports: values in, values out, no socket in sight. Wiring for a serving process:
//   processor.on_committed([&](Position p) { application.log_advanced(); ... });
//   projector.on_advanced([&](Position p) { application.views_advanced(p); ... });
//   projector.on_failure([&](const Failure& f) { application.views_failed(f); });
//   ServerHooks hooks{.dispatch = [&](auto& request, auto reply) { application.dispatch(request,
//   std::move(reply)); },
//                     .body_bytes_max = [&](auto& request) { return application.body_bytes_max(request); },
//                     .on_answer = [&](auto& entry) { application.observe(entry); ... }};
//   ... server.run(); ... application.stop(); processor.stop(); projector.stop();
class Application {
 public:
  explicit Application(Ports ports, ApplicationSettings settings = {});
  ~Application();  // stop()

  // Reads the API keys from the log. Call before the first dispatch, after anything else (samples) has
  // written keys.
  std::optional<Failure> load();

  // Never blocks: answers from memory at once, or later from another thread.
  void dispatch(const http::RequestPtr& request, http::Reply reply) const;
  std::size_t body_bytes_max(const http::Request& request) const;

  void log_advanced();  // from any thread, after a commit: the streams of events go on
  // From the projector's thread: releases ?after_position, and the API keys follow the log.
  void views_advanced(Position reached);
  void views_failed(const Failure& failure);  // from the projector's thread: /readyz says so until they advance
  void observe(const http::AccessEntry& answered);  // counts for /metrics; from any thread
  void ready(bool yes);                             // what /readyz says; starts as no
  void stop();  // answers what waits and ends the threads; call when no more requests come

  std::string openapi() const;  // the served document

 private:
  struct Inner;
  std::unique_ptr<Inner> inner_;
};

}  // namespace jejak::routes
