#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/core/decision.hpp"
#include "engine/core/event.hpp"
#include "engine/ports/event_log.hpp"
#include "engine/runtime/event_parser.hpp"
#include "engine/runtime/recency.hpp"

namespace jejak {

// Thrown out of a decision when the log could not be read; the command processor answers the command with the failure.
struct LogUnreadable final : std::runtime_error {
  explicit LogUnreadable(Failure cause) : std::runtime_error(cause.message), failure(std::move(cause)) {}
  Failure failure;
};

// Lets string_view look up std::string keys without a copy.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

// The states that decisions are made against: every stream that was asked for, folded once from the log and kept up to
// date with each accepted event. Belongs to the processor's thread. A stream always holds one kind of state; asking for
// another is a bug (std::logic_error). Reading throws LogUnreadable where the log cannot be read.
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

  // Where a stream's durable part ends, with the leaf hash that proves it; events of the running batch do not count.
  struct StreamEnd {
    Position position = 0;
    StreamVersion stream_version = 0;
    Hash leaf_hash{};
  };
  std::optional<StreamEnd> last_durable(std::string_view stream);

  // The durable log's size and tree head; events of the running batch do not count.
  LogHead durable_head() { return log_.head(); }

  // The instant at which the running command is decided; the time of the events that it leads to.
  Timestamp now() const { return now_; }
  // A fresh UUIDv7 for something that the running command makes.
  std::string new_id() { return make_id_(); }

 private:
  friend class CommandBatch;
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
  using Make = std::unique_ptr<AnyState> (*)();
  struct Slot : RecencyLink {
    std::string_view stream;         // the key in slots_
    std::unique_ptr<AnyState> held;  // null while only the version is known
    Make make = nullptr;
    StreamVersion version = 0;
    bool version_known = false;
    bool uncommitted = false;  // has events of the running batch
  };

  Slot& slot_of(std::string_view stream);
  Slot& find_or_load(std::string_view stream, Make make);
  void load(Slot& slot, Make make);
  void learn_version(Slot& slot);

  void apply(const StoredEvent& event);  // an event that was decided: states follow it before it is durable
  void forget(std::string_view stream);  // its state is in doubt: folded again at the next use
  void settle();                         // the batch is durable
  void drop_all();                       // after a failed commit: everything is folded again from the log
  void trim();                           // between batches, when there are more than streams_max

  EventLog& log_;
  std::size_t streams_max_;
  Timestamp now_;
  std::function<std::string()> make_id_;
  std::unordered_map<std::string, Slot, TextHash, std::equal_to<>> slots_;
  Recency<Slot> recency_;
  std::vector<Slot*> touched_;                          // the slots with uncommitted events
  const std::vector<StoredEvent>* batch_ = nullptr;     // the events decided in the running batch
  EventParser parser_;
};

}  // namespace jejak
