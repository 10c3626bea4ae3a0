#pragma once
#include <vector>

#include "engine/statechart/check_guard.hpp"

namespace jejak::statechart {

// Why a transition can never be taken.
enum class Dead : std::uint8_t {
  alive,
  contradicted,  // its guard is never true
  shadowed,      // a candidate before it always goes
  repeated,      // a candidate before it has the same guard
  preempted,     // whatever is active inside takes the event first
  never_done     // its onDone never comes
};

// What single states and transitions can do at most; see check.hpp on what that is good for. Everything is
// worked out by the constructor, in time about (states + transitions) * states.
class Structure {
 public:
  explicit Structure(const Definition& definition);

  bool reachable(StateIndex state) const { return reachable_.has(state); }
  Dead why_dead(TransitionIndex transition) const { return dead_[transition]; }
  bool usable(TransitionIndex transition) const { return usable_[transition]; }
  // Of an atomic state: whether anything can ever leave it, and whether the machine can still come to its
  // end.
  bool has_way_out(StateIndex leaf) const { return leaves_.has(leaf); }
  bool can_finish(StateIndex leaf) const { return finishes_.has(leaf); }
  GuardVerdict verdict(RuleIndex guard) const { return verdicts_[guard]; }
  // The states that a transition enters, at most.
  StateSet entered_by(TransitionIndex transition) const;

 private:
  const State& state(StateIndex index) const { return definition_.states[index]; }
  void judge_order(const std::vector<TransitionIndex>& candidates);
  bool goes(TransitionIndex transition) const;
  bool takes(StateIndex state, std::string_view descriptor) const;
  bool inside_takes(StateIndex state, std::string_view descriptor) const;
  void judge_preempted();
  bool completes(StateIndex state) const;
  void enter(StateIndex state, StateSet& entered) const;
  void enter_target(StateIndex state, StateSet& entered) const;
  void reach();
  void judge_done();
  StateSet beside(StateIndex source) const;
  void find_ways_out();
  void find_finishes();

  const Definition& definition_;
  std::vector<GuardVerdict> verdicts_;
  std::vector<Dead> dead_;
  std::vector<bool> usable_;
  std::vector<bool> by_done_;  // whether a transition stands in an onDone
  StateSet reachable_;
  StateSet leaves_;
  StateSet finishes_;
};

}  // namespace jejak::statechart
