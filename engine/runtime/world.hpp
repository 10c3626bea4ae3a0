#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/core/decision.hpp"
#include "engine/core/event.hpp"
#include "engine/ports/event_log.hpp"

namespace jejak {

// The states that decisions are made against: every stream that was asked for, folded once from the log and kept up to
// date with each accepted event. Belongs to the processor's thread. A stream always holds one kind of state.
class World {
 public:
  explicit World(EventLog& log, std::size_t streams_max = 200'000);

  // The state of `stream`, loaded on first use. The reference stays valid until the next command.
  template <Folded State>
  const State& read(std::string_view stream) {
    Slot& slot = find_or_load(stream, &make<State>);
    return static_cast<const Held<State>&>(*slot.held).state;
  }
  // The number of events in the stream, uncommitted ones of this batch included.
  StreamVersion version(std::string_view stream);

  // The instant at which the running command is decided; the time of the events that it leads to.
  Timestamp now() const { return now_; }
  // A fresh UUIDv7 for something that the running command makes.
  std::string new_id() { return make_id_(); }

 private:
  friend class CommandProcessor;
  struct AnyState {
    virtual ~AnyState() = default;
    virtual void apply(const Event& event) = 0;
  };
  template <class State>
  struct Held final : AnyState {
    State state{};
    void apply(const Event& event) override { evolve(state, event); }
  };
  template <class State>
  static std::unique_ptr<AnyState> make() {
    return std::make_unique<Held<State>>();
  }
  struct Slot {
    std::unique_ptr<AnyState> held;  // null while only the version is known
    StreamVersion version = 0;
  };
  Slot& find_or_load(std::string_view stream, std::unique_ptr<AnyState> (*make)());
  void apply(const Event& event);  // an event that was decided: states follow it before it is durable
  void drop_all();                 // after a failed commit: everything is folded again from the log
  void trim();                     // between batches, when there are more than streams_max

  EventLog& log_;
  std::size_t streams_max_;
  Timestamp now_;
  std::function<std::string()> make_id_;
  std::unordered_map<std::string, Slot> slots_;
};

}  // namespace jejak
