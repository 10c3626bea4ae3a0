#pragma once
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>

#include "engine/ports/view_store.hpp"
#include "engine/runtime/command_processor.hpp"
#include "engine/runtime/reactor.hpp"

namespace jejak::tools {

// Follows the log and queues what its events tell. Sleeps until there is a webhook or a mailing: without one it costs nothing.
class Notifier {
 public:
  // `file` keeps how far it has come.
  Notifier(EventLog& log, ViewStore& views, CommandProcessor& processor, std::filesystem::path file);

  void views_advanced();            // from the projector's thread: looks for a first webhook or mailing
  void committed(Position position);  // from any thread
  void stop();

 private:
  void wake();
  std::optional<Timestamp> first_asked() const;

  EventLog& log_;
  ViewStore& views_;
  CommandProcessor& processor_;
  std::filesystem::path file_;
  std::mutex mutex_;
  std::unique_ptr<Reactor> reactor_;  // once somebody asks
  bool stopped_ = false;
};

}  // namespace jejak::tools
