#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "workflows/competition/state.hpp"
#include "workflows/proposal/state.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

// The machine of one proposal during one decision (it refers to the Proposal that it was made for): takes steps and collects the events that they lead to, those of the
// award included. Timers that are due by now fire before the first step, each at its own instant, and those that a step
// makes due at once right after it.
class Machine {
 public:
  // A new proposal's machine, in its first state. `context` holds what the rulebook gives it.
  static Result<Machine, Rejection> start(World& world, const Proposal& proposal, const json::object& context);
  // A proposal's machine as it stands, after the timers that are due.
  static Result<Machine, Rejection> resume(World& world, const Proposal& proposal);

  // Takes the step for an event and records it as TransitionTaken. A machine that does not take it gives
  // `transition_refused` with the guards in the way and what the state would take instead.
  std::optional<Rejection> send(std::string_view type, const json::object& data);
  // The same, recorded as an event of another type with further members.
  std::optional<Rejection> send_as(std::string_view event_type, std::string_view type, const json::object& data,
                                   json::object recorded);
  // What the step for an event would lead to, without taking it. Nothing: the machine would take it.
  std::optional<Rejection> refusal_of(std::string_view type, const json::object& data) const;

  // Whether a timer of that key was fired by resume().
  bool fired(std::string_view key) const;

  json::object describe() const;  // the members `to`, `stage` and `state` of an event
  json::object timers_changed() const { return timers_; }  // {"set","cleared"} of the last step; empty: none
  const json::value& state_value() const { return value_; }
  const std::string& path() const { return path_; }
  std::string_view stage() const;
  bool done() const { return snapshot_.done; }
  std::vector<std::string> mentioned() const { return statechart::mentioned_events(*pinned_->definition, snapshot_); }
  const PinnedDefinition& pinned() const { return *pinned_; }
  const Rulebook& rulebook() const { return *rulebook_; }
  std::vector<NewEvent> take_events() { return std::move(events_); }

 private:
  Machine(World& world, const Proposal& proposal);
  std::optional<Rejection> usable() const;
  void move_to(statechart::Snapshot snapshot);
  std::optional<Rejection> fire_due();
  // What has to be remembered of the state before a step.
  struct Before {
    std::string path;
    bool granted = false;
    bool revoked = false;
  };
  Before before() const;
  void record(std::string_view event_type, json::object data, const Before& before);
  void record_award(const Before& before);
  Rejection refused(std::string_view type, const statechart::Outcome& outcome) const;

  const Proposal* proposal_;
  const PinnedDefinition* pinned_;
  RulebookPtr rulebook_;
  Timestamp now_;
  bool award_granted_ = false;
  bool award_revoked_ = false;
  statechart::Snapshot snapshot_;
  json::value value_;
  std::string path_;
  json::object timers_;
  std::vector<std::string> fired_;
  std::vector<NewEvent> events_;
};

}  // namespace jejak::workflows
