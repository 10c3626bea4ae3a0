#include "workflows/subject/state.hpp"

namespace jejak::workflows {

void evolve(Subject& subject, const Event& event) {
  if (event.type == "SubjectErased") subject.erased = true;
}

}  // namespace jejak::workflows
