#pragma once
#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/runtime/collected_batch.hpp"
#include "engine/runtime/commit_thread.hpp"
#include "engine/runtime/event_parser.hpp"
#include "engine/runtime/projector.hpp"
#include "engine/runtime/read_ahead.hpp"
#include "engine/runtime/view_cache.hpp"

namespace jejak {

// The projector without its thread. One batch is folded, collected and committed; while the log is far ahead, the next
// one is folded meanwhile.
struct Projector::State {
  State(EventLog& log, ViewStore& store, std::span<const Projection> projections, ProjectorLimits limits);

  std::optional<Failure> catch_up(Position target, const std::function<void(Position)>& progress);

  struct View {
    View(ViewStore& store, const Projection& projection, ViewCache::Shared& shared)
        : schema(projection.view), apply(projection.apply), cache(store, schema, shared) {}

    const ViewSchema schema;
    Apply apply;
    ViewCache cache;
    std::unordered_map<std::string, Position, TextHash, std::equal_to<>> dead;  // streams, by their first dead letter
    std::atomic<Position> changed_at{0};
  };

  EventLog& log;
  ViewStore& store;
  const ProjectorLimits limits;
  std::atomic<Position> position{0};
  std::atomic<bool> stopping{false};
  ViewCache::Shared shared;
  std::vector<std::unique_ptr<View>> views;
  std::function<void(Position)> advanced = [](Position) {};
  std::function<void(const Failure&)> failed = [](const Failure&) {};

 private:
  // Why a batch was not folded to its end.
  struct Stopped {
    std::optional<Failure> failure;
    bool poisoned = false;  // an event could not be applied, and what it left half-done cannot be taken back
  };

  std::optional<Failure> one_batch(Position target);
  std::optional<Failure> overlapped(Position target, const std::function<void(Position)>& progress);
  // Hands events to a fold, one after the other, until it returns false.
  using Visit = std::function<bool(const Event&)>;
  using Source = std::function<std::optional<Failure>(const Visit&)>;
  Source log_from(Position from, Position to);
  Source events_of(ReadAhead& ahead, Position& last);
  Stopped fold(CollectedBatch& into, Position from, const Source& source, bool careful);
  bool apply(View& view, const Event& event, CollectedBatch& into, bool careful);
  void collect(CollectedBatch& into);
  void collect_together(CollectedBatch& into, CollectedBatch& beside);
  void settle();
  void publish(const CollectedBatch& committed);
  void forget();
  void load_dead_letters();
  void trim(std::uint64_t used_before);

  EventParser parser_;
  std::array<CollectedBatch, 2> collected_;  // one is being filled while the other is being committed
  std::array<CollectedBatch, 2> beside_;     // what a second thread collected for the same batch
};

}  // namespace jejak
