#pragma once
#include "workflows/decision/ranking.hpp"

namespace jejak::workflows {

// Gives each of those chosen its place among them, from 1: by score, then by the tie rule's criteria, then by the lot's tickets where all of
// those who are level have one. What is level still shares the place, and the next one is as much further on. Promotion goes by it.
void give_places(Ranking& ranking);

}  // namespace jejak::workflows
