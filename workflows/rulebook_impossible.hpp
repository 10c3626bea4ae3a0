#pragma once
#include "workflows/rulebook.hpp"

namespace jejak::workflows {

// What a rulebook says that can never work, or that nobody could read: asked of those that are new. parse_rulebook does not ask it, so
// that what was pinned before stays readable.
Faults impossible_in(const Rulebook& rulebook);

}  // namespace jejak::workflows
