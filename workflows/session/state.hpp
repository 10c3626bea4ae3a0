#pragma once
#include <string>
#include <vector>

#include "engine/core/event.hpp"

namespace jejak::workflows {

// Stream `session-<id>`: SessionRecorded {id, competition, organizer, kind, date, place, title, speakers: personal,
// moderator: personal, attendance, innovations?, note}; PersonCorrected {id, organizer, reason, speakers?: personal, moderator?: personal};
// FeedbackRecorded {id, session, competition, organizer, innovation, proposal?,
// entrant?, kind, from?, text}.
struct Session {
  bool recorded = false;
  std::string competition;
  std::string organizer;
  std::vector<std::string> innovations;  // titles of what was shown; empty: not said
};
void evolve(Session& session, const Event& event);

}  // namespace jejak::workflows
