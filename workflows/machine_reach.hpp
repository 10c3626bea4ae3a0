#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/statechart/model.hpp"

namespace jejak::workflows {

// Where a machine can come to, whatever its guards say and whenever its timers fire. All of it allows more than the machine can do,
// so that what it excludes is excluded.
class MachineReach {
 public:
  explicit MachineReach(const statechart::Definition& definition) : definition_(definition) {}

  // A state in which people are judged, with the event for those who go through and the one for the others.
  struct Judged {
    std::string state;
    std::string in_event, out_event;
  };
  using Reached = std::vector<bool>;  // by state

  Reached from_start() const;
  // Once `event` is taken in `state` (in it, inside it or around it), for those who go through wherever they are judged: what only a
  // decision sends is walked where one is made, and no decision against them is.
  Reached after(std::string_view state, std::string_view event, const std::vector<Judged>& judged) const;
  // From a state onwards, by any event.
  Reached beyond(std::string_view state) const;
  bool holds(const Reached& reached, std::string_view state) const;

  bool has(std::string_view state) const { return index_of(state) != statechart::no_state; }
  // Whether the event leads to a transition wherever in that state a proposal stands.
  bool takes(std::string_view state, std::string_view event) const;
  // Whether any state takes it.
  bool takes(std::string_view event) const;
  // Whether the event is taken somewhere in that state, inside it or around it.
  bool mentions(std::string_view state, std::string_view event) const;
  // What is taken in a state, in those inside it and in those around it: each once, from the inside outwards.
  std::vector<std::string> events_in(std::string_view state) const;
  // Every state that is not made of others and can be left, "screening.desk".
  std::vector<std::string> states() const;

 private:
  class Walk;
  statechart::StateIndex index_of(std::string_view path) const;
  bool related(statechart::StateIndex state, statechart::StateIndex index) const;  // the same, or one inside the other
  bool mentions(statechart::StateIndex state, std::string_view event) const;
  bool takes_inside(statechart::StateIndex state, std::string_view event) const;
  bool takes_around(statechart::StateIndex state, std::string_view event) const;

  const statechart::Definition& definition_;
};

// "a, b, c", of the first ones where there are many.
std::string listed(const std::vector<std::string>& names);

}  // namespace jejak::workflows
