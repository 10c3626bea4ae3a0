#pragma once
#include <optional>
#include <string>

#include "engine/core/event.hpp"
#include "engine/core/projection.hpp"

namespace jejak::workflows::views {

// What an event changes in who takes part. An entry counts once it is submitted, and no more when it is withdrawn; an award until it is
// revoked. What was promoted by an organizer below was entered once, there; its award counts.
struct TakingPart {
  enum class What { entered, submitted, awarded };
  std::string entrant;
  std::int64_t year = 0;
  What what = What::entered;
  std::int64_t by = 1;  // or -1
};

// Remembers each proposal in a document of the view ("proposal/<id>"): a step does not say whose it is. Such documents have no
// organizer, by which lists are asked for.
std::optional<TakingPart> taking_part(const Event& event, const json::object& data, Documents& documents);

}  // namespace jejak::workflows::views
