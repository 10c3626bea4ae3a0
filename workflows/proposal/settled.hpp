#pragma once
#include <optional>

#include "engine/core/rejection.hpp"
#include "workflows/proposal/state.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

// What stands in the way of a promotion as far as the award goes: `objection_open` {due?, state} while it may still be objected to,
// `not_awarded` where none was granted or it was revoked.
std::optional<Rejection> refuse_unsettled(World& world, const Proposal& proposal);

}  // namespace jejak::workflows
