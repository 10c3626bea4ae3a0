#pragma once
#include <filesystem>
#include <memory>

#include "api/routes/application.hpp"
#include "engine/runtime/command_processor.hpp"
#include "engine/runtime/projector.hpp"
#include "storage/sqlite/store.hpp"
#include "tools/system_clock.hpp"
#include "tools/system_entropy.hpp"
#include "tools/deliveries.hpp"

namespace jejak::tools {

struct ServiceSettings {
  routes::ApplicationSettings application = {};
  DeliveryRules deliveries = {};
  bool holds_back = false;  // a copy: nothing is queued or sent, and no timer fires by itself; /metrics says so
};

// Everything between the store and the sockets, put together and started: the processor that writes the log, the
// projector that follows it, timers and erasures that react to it, and the routes over them.
class Service {
 public:
  // Opens the store (Failure: see open_store), catches the views up and starts the threads. On a full disk it starts
  // with the views as they are; /readyz says so until there is room.
  static Result<std::unique_ptr<Service>, Failure> start(const std::filesystem::path& folder, const ServiceSettings& settings = {});
  ~Service();  // stop()

  routes::Application& application();
  Position replayed_position() const;  // what the views reflect
  void stop();  // call when no more requests come: answers what is queued, then ends the threads

 private:
  struct Inner;
  explicit Service(std::unique_ptr<Inner> inner);
  std::unique_ptr<Inner> inner_;
};

}  // namespace jejak::tools
