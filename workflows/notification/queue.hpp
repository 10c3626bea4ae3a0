#pragma once
#include <vector>

#include "engine/core/decision.hpp"
#include "workflows/notification/notice.hpp"

namespace jejak::workflows {

// The event or command that a notice is about; the ids of its notifications follow from it.
struct About {
  Position position = 0;
  std::string type;
  std::string key;  // unique: "1234"
};

// A NotificationQueued for each webhook that hears of a notice and was not told yet.
std::vector<NewEvent> queue(World& world, const About& about, const std::vector<Notice>& notices);

}  // namespace jejak::workflows
