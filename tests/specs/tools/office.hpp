#pragma once
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <future>
#include <thread>

#include "engine/runtime/projector.hpp"
#include "storage/memory/event_log.hpp"
#include "storage/memory/vault.hpp"
#include "storage/memory/view_store.hpp"
#include "tests/support/seeded_entropy.hpp"
#include "tests/support/virtual_clock.hpp"
#include "tools/deliveries.hpp"
#include "workflows/command.hpp"
#include "workflows/projections.hpp"

namespace jejak::tools {

// A domain in memory with one organizer, and the thread that delivers.
struct Office {
  explicit Office(DeliveryRules rules)
      : views(schemas()),
        processor(log, vault, clock, entropy),
        projector(log, views, workflows::projections()),
        deliveries(views, vault, processor, clock, std::move(rules)) {
    clock.set(parse_rfc3339("2026-06-01T02:00:00Z").value());
    processor.on_committed([this](Position position) { projector.notify(position); });
    projector.on_advanced([this](Position) { deliveries.notify(); });
    processor.start();
    projector.start();
    deliveries.start();
    give("RegisterOrganizer", {{"id", "kota"}, {"name", "Bappeda"}, {"region", "Kota"}});
  }
  ~Office() {
    deliveries.stop();
    processor.stop();
    projector.stop();
  }
  static std::vector<ViewSchema> schemas() {
    std::vector<ViewSchema> all;
    for (const Projection& projection : workflows::projections()) all.push_back(projection.view);
    return all;
  }
  void give(std::string name, json::object body, std::map<std::string, std::string, std::less<>> path = {}) {
    workflows::Command command;
    command.name = std::move(name);
    command.caller = {"system", workflows::Role::system, {}, {}, {}};
    command.path = std::move(path);
    command.body = std::move(body);
    std::promise<bool> done;
    Submission submission;
    submission.decide = [command](World& world) { return workflows::decide(world, command); };
    submission.actor = "system";
    submission.reply = [&done](const CommandOutcome& outcome) { done.set_value(std::holds_alternative<Done>(outcome)); };
    processor.submit(std::move(submission));
    EXPECT_TRUE(done.get_future().get()) << command.name;
  }
  // As the notifier does for an event of the log.
  void decide_stage(std::int64_t position) {
    give("QueueNotifications", {{"position", position}, {"type", "StageDecided"}, {"stream", "decision-c-screening"},
                                {"data", {{"organizer", "kota"}, {"stage", "screening"}, {"in", 3}, {"out", 7}}}});
  }
  // Waits for the first notification to come to that status, or that many attempts.
  json::object until(const std::function<bool(const json::object&)>& reached) {
    const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (std::chrono::steady_clock::now() < limit) {
      const auto page = views.query({.view = "notifications"});
      if (page && !page->documents.empty()) {
        const auto document = parse_own_json(page->documents.front());
        if (document && reached(document->get_object())) return document->get_object();
      }
      std::this_thread::yield();
    }
    ADD_FAILURE() << "it never came to that";
    return {};
  }

  support::VirtualClock clock;
  support::SeededEntropy entropy;
  MemoryEventLog log;
  MemoryVault vault{entropy};
  MemoryViewStore views;
  CommandProcessor processor;
  Projector projector;
  Deliveries deliveries;
};

}  // namespace jejak::tools
