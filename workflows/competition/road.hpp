#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/statechart/statechart.hpp"
#include "workflows/rulebook.hpp"

namespace jejak::workflows {

// The stages of a machine in the order in which a proposal meets them (states directly below the machine): what leads back
// does not change the order, and a way out of the race (a final state, what a decision against a proposal or a revocation
// leads to) is no stage. CompetitionOpened and CompetitionMigrated record it.
std::vector<std::string> road_of(const statechart::Definition& definition, const Rulebook& rulebook);

// Whether that stage is a way out by name, whatever the machine: `withdrawn`, `disqualified`, `not_selected`, `revoked`.
bool is_way_out(std::string_view stage);

// The road of competitions that do not say theirs.
inline constexpr std::array<std::string_view, 7> usual_road{"sosialisasi", "submission", "screening",  "presentation",
                                                            "interview",   "award",      "replication"};
bool is_usual_stage(std::string_view stage);

}  // namespace jejak::workflows
