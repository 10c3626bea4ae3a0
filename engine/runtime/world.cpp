#include "engine/runtime/world.hpp"

#include <limits>

namespace jejak {
namespace {

[[noreturn]] void throw_unparsable(const StoredEvent& event) {
  throw LogUnreadable(not_json(event.position));
}

}  // namespace

World::World(EventLog& log, std::size_t streams_max) : log_(log), streams_max_(streams_max) {}

World::Slot& World::slot_of(std::string_view stream) {
  auto found = slots_.find(stream);
  if (found == slots_.end()) {
    found = slots_.try_emplace(std::string(stream)).first;
    found->second.stream = found->first;
  }
  recency_.used(found->second);
  return found->second;
}

World::Slot& World::find_or_load(std::string_view stream, Make make) {
  Slot& slot = slot_of(stream);
  if (!slot.held) load(slot, make);
  if (slot.make != make) throw std::logic_error("stream " + std::string(stream) + " was read as two kinds of state");
  return slot;
}

// Folds what the log holds and then what this batch adds to it. The slot changes only when all went well.
void World::load(Slot& slot, Make make) {
  std::unique_ptr<AnyState> state = make();
  StreamVersion version = 0;
  const auto fold = [&](const StoredEvent& stored) {
    const Event* event = parser_.parse(stored);
    if (event == nullptr) throw_unparsable(stored);
    state->apply(*event);
    ++version;
    return true;
  };
  constexpr auto all = std::numeric_limits<std::uint64_t>::max();
  if (auto failure = log_.read_stream(slot.stream, 1, all, fold)) throw LogUnreadable(std::move(*failure));
  if (slot.uncommitted) {
    for (const StoredEvent& event : *batch_) {
      if (event.stream == slot.stream) fold(event);
    }
  }
  slot.held = std::move(state);
  slot.make = make;
  slot.version = version;
  slot.version_known = true;
}

void World::learn_version(Slot& slot) {
  const auto stored = log_.stream_version(slot.stream);
  if (!stored) throw LogUnreadable(stored.error());
  slot.version = *stored;
  if (slot.uncommitted) {
    for (const StoredEvent& event : *batch_) slot.version += event.stream == slot.stream ? 1U : 0U;
  }
  slot.version_known = true;
}

StreamVersion World::version(std::string_view stream) {
  Slot& slot = slot_of(stream);
  if (!slot.version_known) learn_version(slot);
  return slot.version;
}

std::optional<World::StreamEnd> World::last_durable(std::string_view stream) {
  const auto version = log_.stream_version(stream);
  if (!version) throw LogUnreadable(version.error());
  std::optional<StreamEnd> end;
  const auto note = [&](const StoredEvent& event) {
    end = StreamEnd{event.position, event.stream_version, event.leaf_hash};
    return true;
  };
  if (*version == 0) return end;
  if (auto failure = log_.read_stream(stream, *version, 1, note)) throw LogUnreadable(std::move(*failure));
  return end;
}

// Folds the bytes that will be kept rather than the value they were written from: a state is the same whether it
// followed live or was loaded from the log.
void World::apply(const StoredEvent& stored) {
  Slot& slot = slot_of(stored.stream);
  if (!slot.uncommitted) touched_.push_back(&slot);
  slot.uncommitted = true;
  slot.version = stored.stream_version;
  slot.version_known = true;
  if (!slot.held) return;
  const Event* event = parser_.parse(stored);
  if (event == nullptr) throw_unparsable(stored);
  slot.held->apply(*event);
}

void World::forget(std::string_view stream) {
  Slot& slot = slot_of(stream);
  slot.held.reset();
  slot.version_known = false;
}

void World::settle() {
  for (Slot* slot : touched_) slot->uncommitted = false;
  touched_.clear();
}

void World::drop_all() {
  touched_.clear();
  slots_.clear();
}

void World::trim() {
  while (slots_.size() > streams_max_) {
    const Slot* oldest = recency_.least_recent();
    slots_.erase(slots_.find(oldest->stream));
  }
}

}  // namespace jejak
