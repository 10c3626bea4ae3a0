#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/core/event.hpp"

namespace jejak::workflows {

// Stream `decision-<competition>-<stage>`:
//   StageDecided, the decision document of workflows/README.md with `organizer` and the `reason` that was given with it; a second one
//   has `round` (2) and `reopened` {reason, proposed_by, settled_by}
//   StageDecisionProposed (four_eyes.hpp), StageAnnounced (announcement.hpp)
//   StageReopeningProposed {competition, organizer, stage, reason}
//   StageReopeningRejected {competition, organizer, stage}
//   StageReopened {competition, organizer, stage, reason, proposed_by, proposals [id]}: the proposals stand where they stood before the decision
struct StageDecision {
  struct Reopening {
    std::string reason;
    std::string proposed_by;  // actors
    std::string settled_by;   // empty: it is open
  };
  bool decided = false;
  std::int64_t rounds = 0;             // how often it was decided
  std::vector<std::string> proposals;  // that the decision was about
  struct Proposed {
    std::string by;    // the actor
    std::string hash;  // of the decision document
  };
  std::optional<Proposed> proposed;    // where four eyes are asked for; gone once it is decided
  std::optional<Reopening> reopening;  // open, or the last one that took effect
};
void evolve(StageDecision& decision, const Event& event);

}  // namespace jejak::workflows
