#pragma once
#include <memory>
#include <vector>

#include "engine/statechart/statechart.hpp"

namespace jejak::statechart {

class Macrostep;

// Steps snapshots of one definition in place and keeps its buffers, so that a step allocates only for what it puts into
// the context (texts over 14 bytes, objects, arrays). The pure functions of statechart.hpp do the same on copies.
// A failure leaves the snapshot as it was. For one thread at a time; the definition must outlive it.
class Stepper {
 public:
  explicit Stepper(const Definition& definition);
  ~Stepper();
  Stepper(Stepper&&) noexcept;
  Stepper& operator=(Stepper&&) noexcept;

  Result<Snapshot, StepError> start(Timestamp now, const json::object& context = {});

  // Whether a transition was taken. See statechart.hpp's send and fire.
  Result<bool, StepError> send(Snapshot& snapshot, const Sent& event, Timestamp now);
  Result<bool, StepError> fire(Snapshot& snapshot, const Timer& timer);

  // When the last step took nothing: the guards that were false, in the order tried.
  std::vector<Refusing> refused_by() const;

  // What all steps so far took: a measure of work that is the same on every machine.
  std::size_t microsteps() const;

 private:
  const Definition* definition_;
  std::unique_ptr<Macrostep> step_;
};

}  // namespace jejak::statechart
