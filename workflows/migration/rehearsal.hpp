#pragma once
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/runtime/event_parser.hpp"
#include "engine/statechart/migrate.hpp"
#include "engine/statechart/stepper.hpp"
#include "workflows/sentence.hpp"

namespace jejak::workflows {

// Where a history under the new version first departs from what happened.
struct Departure {
  Position position = 0;
  StreamVersion stream_version = 0;
  std::string event;      // what was sent, or TIMER
  std::string recorded;   // dotted path of the state that it led to
  std::string rehearsed;  // that of the new version; empty where the event was refused
  Sentence why;
};

// One stream under the new version.
struct Rehearsed {
  json::value from;                  // the state value it has
  json::value to;                    // and the one it would land in; null where it cannot
  std::optional<Sentence> grounded;  // why it cannot land
  std::optional<Departure> departure;
};

// Rehearses streams one after another: plays a stream's recorded events to the new version, from its start or from when
// it was migrated to the old one, and compares each state with the one recorded, mapped. Personal data that an event had
// is not in the log in the open, so neither version sees it. Remembers which state values mean what.
class Rehearsal {
 public:
  // `from_hash` pins the streams; the migration outlives the rehearsal.
  Rehearsal(const statechart::Migration& migration, std::string from_hash);

  void begin();                         // a new stream
  void take(const StoredEvent& event);  // its next event
  // After the last event. Precondition: the stream is pinned to the old version.
  Rehearsed finish(Timestamp now);

 private:
  struct Place {
    std::vector<std::uint16_t> leaves;  // of the new version
    std::string trouble;                // why there are none
    std::string trouble_id;
  };

  void start(const Event& event, const json::object& data);
  void resume(const Event& event, const json::object& data);
  void step(const Event& event, const json::object& data);
  bool send(const Event& event, std::string_view type, const json::object& data);
  void compare(const Event& event, const json::object& data, std::string_view what);
  void depart(const Event& event, std::string_view what, Sentence why);
  const Place& place_of(const json::object& state);
  json::object given_context(const json::object& state, Timestamp now);
  std::string path_now() const;

  const statechart::Migration& migration_;
  std::string from_hash_;
  statechart::Stepper stepper_;
  EventParser parser_;
  std::unordered_map<std::string, Place> places_;  // by the recorded value and status, as JSON
  std::string last_;                               // data of the last event that has a state
  bool pinned_ = false;
  statechart::Snapshot rehearsed_;
  std::optional<Departure> departure_;
};

}  // namespace jejak::workflows
