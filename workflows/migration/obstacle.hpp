#pragma once
#include <optional>

#include "workflows/rulebook.hpp"
#include "workflows/sentence.hpp"

namespace jejak::workflows {

// What stands in the way of a competition's migration, beside the machine itself; asked by the dry run and by the move.

// The rulebook names states or events that the new version does not have.
std::optional<Sentence> rulebook_obstacle(const Rulebook& rulebook, const statechart::Definition& to);

// A migration neither grants nor revokes: the proposal would enter or leave the state of its award. State values.
std::optional<Sentence> award_obstacle(const Rulebook& rulebook, const json::value& from, const json::value& to);

}  // namespace jejak::workflows
