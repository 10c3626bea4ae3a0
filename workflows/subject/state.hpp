#pragma once
#include <string>

#include "engine/core/event.hpp"

namespace jejak::workflows {

// Stream `subject-<subject>`:
//   ErasureProposed {subject, organizer, reason}
//   ErasureRejected {subject, organizer, reason, proposed_by}   by another person than proposed it
//   SubjectErased {subject, organizer, reason, proposed_by}     likewise; from then on nothing may be sealed for the subject
struct Subject {
  bool erased = false;
  std::string proposed_by;  // the actor of a proposal that is open; empty: none is
  std::string reason;
};
void evolve(Subject& subject, const Event& event);

}  // namespace jejak::workflows
