#pragma once
#include <optional>

#include "workflows/rulebook.hpp"
#include "workflows/sentence.hpp"

namespace jejak::workflows {

// What stands in the way of a competition's migration, beside the machine itself; asked by the dry run and by the move.

// The rulebook names what the new version does not have or cannot do, and the old one could. What was wrong with it before is no
// reason to stay.
std::optional<Sentence> rulebook_obstacle(const Rulebook& rulebook, const statechart::Definition& from, const statechart::Definition& to);

// A migration neither grants nor revokes: the proposal would enter or leave the state of its award. State values.
std::optional<Sentence> award_obstacle(const Rulebook& rulebook, const json::value& from, const json::value& to);

}  // namespace jejak::workflows
