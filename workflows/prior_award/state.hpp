#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/core/event.hpp"

namespace jejak::workflows {

struct PriorAward {
  std::string id;
  std::string award;  // as rulebooks name it: "kipp-top-45"
  std::int64_t year = 0;
  std::string entrant;  // empty: not on record
  std::string title;
};

// Stream `prior-awards-<organizer>`: PriorAwardRecorded {id, organizer, title, title_key, award, year, entrant?, source,
// proposal?, competition?}; PriorAwardStruck {id, organizer, proposal, competition, reason}. The latter, and records with a proposal, follow
// from an award that is granted or revoked where the rulebook registers it (proposal/machine.hpp).
struct PriorAwards {
  std::unordered_map<std::string, std::vector<PriorAward>> by_title;  // by title_key
};
void evolve(PriorAwards& awards, const Event& event);

}  // namespace jejak::workflows
