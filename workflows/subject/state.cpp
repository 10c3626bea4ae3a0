#include "workflows/subject/state.hpp"

#include "workflows/field.hpp"

namespace jejak::workflows {

void evolve(Subject& subject, const Event& event) {
  if (event.type == "ErasureProposed") {
    subject.proposed_by = event.actor;
    subject.reason = text_of(members_of(event.data), "reason");
  } else if (event.type == "ErasureRejected") {
    subject.proposed_by.clear();
  } else if (event.type == "SubjectErased") {
    subject.erased = true;
    subject.proposed_by.clear();
  }
}

}  // namespace jejak::workflows
