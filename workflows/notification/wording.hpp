#pragma once
#include <string_view>

#include "workflows/proposal/state.hpp"
#include "workflows/relation.hpp"
#include "workflows/sentence.hpp"

namespace jejak::workflows {

// What people call things, in both languages; the key itself where nobody said.
Sentence state_words(World& world, const Proposal& proposal, std::string_view path);          // "submission.draft": "Draf", "Draft"
Sentence stage_words(World& world, std::string_view competition, std::string_view stage);     // the rulebook's title of the stage
Sentence window_words(World& world, std::string_view competition, std::string_view window);   // and of the window
Sentence instant_words(World& world, std::string_view competition, std::string_view instant);  // on the competition's own clock
std::string competition_words(World& world, std::string_view competition);                    // its title

}  // namespace jejak::workflows
