#pragma once
#include "engine/core/event.hpp"

namespace jejak::workflows {

// Stream `session-<id>`: SessionRecorded {id, competition, organizer, kind, date, place, title, speakers: personal,
// moderator: personal, attendance, note}.
struct Session {
  bool recorded = false;
};
void evolve(Session& session, const Event& event);

}  // namespace jejak::workflows
