#pragma once
#include "engine/core/event.hpp"

namespace jejak::workflows {

// Stream `subject-<subject>`: SubjectErased {subject, reason}. From then on nothing may be sealed for the subject.
struct Subject {
  bool erased = false;
};
void evolve(Subject& subject, const Event& event);

}  // namespace jejak::workflows
