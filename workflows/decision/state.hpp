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
//   SupplementProposed {competition, organizer, stage, proposal, reason}, SupplementRejected {competition, organizer, stage, proposal}
//   StageSupplemented {competition, organizer, stage, proposal, reason, proposed_by, result (as in the decision document)}
//   StageReopened {competition, organizer, stage, reason, proposed_by, proposals [id], signatures? [id]}: the proposals stand where they stood before the
//   decision, and what was signed is void
//   MinutesSigned {id, competition, organizer, stage, hash, as: juror | secretariat, signer, juror?}
struct StageDecision {
  struct Supplement {
    std::string proposal;  // empty: none is open
    std::string reason;
    std::string proposed_by;
  };
  struct Reopening {
    std::string reason;
    std::string proposed_by;  // actors
    std::string settled_by;   // empty: it is open
  };
  struct Signature {
    std::string id;
    std::string signer;  // juror-<id>, or the actor
  };
  bool decided = false;
  std::int64_t rounds = 0;             // how often it was decided
  std::vector<std::string> proposals;  // that the decision was about
  struct Proposed {
    std::string by;    // the actor
    std::string hash;  // of the decision document
  };
  std::optional<Proposed> proposed;    // where four eyes are asked for; gone once it is decided
  std::vector<std::string> in_by_points;  // at the decision, not by the plenary or for the shortlist's composition: the last of them is the cut
  Supplement supplement;
  std::vector<std::string> jurors;     // whose sheets were in it, with scores or without
  std::string hash;                    // SHA-256 of the canonical bytes of the data of StageDecided, in hexadecimal
  std::vector<Signature> signatures;   // under its minutes
  std::optional<Reopening> reopening;  // open, or the last one that took effect
};
void evolve(StageDecision& decision, const Event& event);

}  // namespace jejak::workflows
