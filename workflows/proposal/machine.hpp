#pragma once
#include "workflows/instance/machine.hpp"
#include "workflows/proposal/state.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

// The machine of one proposal during one decision (it refers to the Proposal that it was made for): an instance's
// machine whose steps are recorded as TransitionTaken, with the events of the award that they lead to.
class Machine final : public InstanceMachine {
 public:
  // A new proposal's machine, in its first state. `context` holds what the rulebook gives it.
  static Result<Machine, Rejection> start(World& world, const Proposal& proposal, const json::object& context);
  // A proposal's machine as it stands, after the timers that are due.
  static Result<Machine, Rejection> resume(World& world, const Proposal& proposal);

  const Proposal& proposal() const { return *proposal_; }
  const Rulebook& rulebook() const { return *rulebook_; }

 private:
  Machine(World& world, const Proposal& proposal);
  std::optional<Rejection> usable() const;
  void before_step() override;
  void after_step() override;
  void note_move(json::object& recorded) override;
  bool is_out(std::string_view stage) const;
  void tell_copies();
  void enter_register(bool granted);

  World* world_;
  const Proposal* proposal_;
  RulebookPtr rulebook_;
  Standing standing_;
  Timestamp step_at_;
  bool award_granted_ = false;
  bool award_revoked_ = false;
  bool was_granted_ = false;  // before the step
  bool was_revoked_ = false;
  bool was_out_ = false;
};

}  // namespace jejak::workflows
