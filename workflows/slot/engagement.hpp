#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/core/decision.hpp"
#include "engine/runtime/world.hpp"
#include "workflows/competition/state.hpp"
#include "workflows/slot/state.hpp"

namespace jejak::workflows {

std::string schedule_stream(std::string_view competition, std::string_view stage);

// Who has to be there: the entrant, and who judges it at the stage, those who stepped aside left out.
Presentation presentation_of(World& world, std::string_view proposal, std::string_view entrant, std::string_view stage);

// One slot that was given, at whatever stage.
struct Engagement {
  std::string stage;
  Placed placed;
};

// Every slot of the competition: rooms and people are the same at all its stages. That of `but_proposal` at `but_stage` is left out.
std::vector<Engagement> engagements_of(World& world, const Competition& competition, std::string_view but_stage = {}, std::string_view but_proposal = {});
std::vector<Placed> placed_of(std::vector<Engagement> engagements);

// `juror_in_two_rooms` where one of the JurorAssigned of that stage would have a juror in two rooms at the same time.
std::optional<Rejection> refuse_two_rooms(World& world, const Competition& competition, std::string_view stage, const std::vector<NewEvent>& assigned);

}  // namespace jejak::workflows
