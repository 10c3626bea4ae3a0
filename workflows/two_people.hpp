#pragma once
#include <optional>
#include <string_view>

#include "workflows/command.hpp"

namespace jejak::workflows {

// What one person proposes another one settles. `same_person` where the caller is whoever proposed (`proposed_by` is the event's actor).
// Two keys are two people's where both name a person (IssueKey) and these differ; where one of them does not, they are one hand's if
// either was issued by the other. What nobody can see from here is one person who was given two keys under two names: the names stay on
// record.
std::optional<Rejection> refuse_same_person(World& world, const Caller& caller, std::string_view proposed_by);

}  // namespace jejak::workflows
