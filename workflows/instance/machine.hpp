#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/event.hpp"
#include "engine/core/rejection.hpp"
#include "engine/core/result.hpp"
#include "engine/statechart/migrate.hpp"
#include "engine/statechart/statechart.hpp"
#include "workflows/competition/state.hpp"

namespace jejak::workflows {

// How the steps of an instance stand in the log.
struct InstanceTrail {
  std::string stream;     // "instance-<id>"
  std::string step_type;  // the type of the event that a step is recorded as
  json::object members;   // what every such event says beside the step
};

// The machine of one instance during one decision: takes steps and collects the events that they lead to. Timers that
// are due by now fire before the first step, each at its own instant, and those that a step makes due at once right
// after it. The pinned definition outlives it. A proposal is an instance whose steps also lead to awards.
class InstanceMachine {
 public:
  // A new instance's machine, in its first state. `context` is merged over the definition's own.
  static Result<InstanceMachine, Rejection> start(const PinnedDefinition& pinned, InstanceTrail trail, Timestamp now,
                                                  const json::object& context);
  // An instance's machine as it stands (`state` is a snapshot), after the timers that are due.
  static Result<InstanceMachine, Rejection> resume(const PinnedDefinition& pinned, InstanceTrail trail, Timestamp now,
                                                   const json::value& state);
  InstanceMachine(InstanceMachine&&) = default;
  InstanceMachine& operator=(InstanceMachine&&) = default;
  virtual ~InstanceMachine() = default;

  // Takes the step for an event and records it. A machine that does not take it gives `transition_refused` with the
  // guards in the way.
  std::optional<Rejection> send(std::string_view type, const json::object& data);
  // The same, recorded as an event of another type with further members.
  std::optional<Rejection> send_as(std::string_view event_type, std::string_view type, const json::object& data,
                                   json::object recorded);
  // Takes up another version of the definition, which outlives the machine, and records that as an event of this type;
  // `cannot_land` where it has no place in it. No step is taken, so it leads to nothing else.
  std::optional<Rejection> migrate(const statechart::Migration& migration, const PinnedDefinition& to,
                                   std::string_view event_type, json::object recorded);
  // Stands again as an earlier snapshot of it says, and records that. No step is taken; timers that are due by now fire.
  std::optional<Rejection> return_to(const json::value& state, std::string_view event_type, json::object recorded);
  // The pending timers: key and due instant, the earliest first.
  std::vector<std::pair<std::string, Timestamp>> pending() const;
  // Moves a pending timer to another instant, or takes it away, and records that. No step is taken.
  void change_timer(std::string_view key, std::optional<Timestamp> due, std::string_view event_type, json::object recorded);
  // What stands in the way of an event whose data nobody knows yet. Nothing: the machine would take it, or that hangs on
  // the data.
  std::optional<Rejection> refusal_of(std::string_view type) const;

  // Whether a timer of that key was fired by resume().
  bool fired(std::string_view key) const;

  json::object describe() const;  // the members `to`, `stage` and `state` of an event
  json::object timers_changed() const { return timers_; }  // {"set","cleared"} of the last step; empty: none
  const json::value& state_value() const { return value_; }
  const std::string& path() const { return path_; }
  std::string_view stage() const;
  bool done() const { return snapshot_.done; }
  const json::object& context() const { return snapshot_.context; }
  std::vector<std::string> mentioned() const { return statechart::mentioned_events(*pinned_->definition, snapshot_); }
  const PinnedDefinition& pinned() const { return *pinned_; }
  std::vector<NewEvent> take_events() { return std::move(events_); }

 protected:
  InstanceMachine(const PinnedDefinition& pinned, InstanceTrail trail, Timestamp now);
  std::optional<Rejection> begin(const json::object& context);
  std::optional<Rejection> go_on(const json::value& state);
  void add_event(NewEvent event) { events_.push_back(std::move(event)); }

 private:
  // What further events a step leads to: asked before it is taken and after it was recorded.
  virtual void before_step() {}
  virtual void after_step() {}
  // What else is to be recorded of a move (`from`, `to` and what it was are there already); asked once for each.
  virtual void note_move(json::object&) {}
  std::optional<Rejection> usable() const;
  void move_to(statechart::Snapshot snapshot);
  void take(statechart::Snapshot snapshot, std::string_view event_type, json::object recorded);
  void record(std::string_view event_type, json::object recorded);
  std::optional<Rejection> fire_due();

  const PinnedDefinition* pinned_;
  InstanceTrail trail_;
  Timestamp now_;
  statechart::Snapshot snapshot_;
  json::value value_;
  std::string path_;
  json::object timers_;
  std::vector<std::string> fired_;
  std::vector<NewEvent> events_;
};

// What changed among pending timers: {"set" [{"key","due"}], "cleared" [key]}, without what is empty.
json::object timer_changes(const statechart::Definition& definition, const std::vector<statechart::Timer>& before,
                           const std::vector<statechart::Timer>& after);

}  // namespace jejak::workflows
