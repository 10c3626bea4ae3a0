#pragma once
#include <span>

#include "engine/runtime/projector.hpp"

namespace jejak::workflows {

// Every projection of the domain, in a fixed order; each in a file of its own under workflows/projections/.
std::span<const Projection> projections();

}  // namespace jejak::workflows
