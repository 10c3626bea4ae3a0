#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/statechart/model.hpp"

namespace jejak::statechart {

// An event to try, and the data to try it with.
struct Attempt {
  std::string type;
  std::vector<std::optional<json::value>> data;  // at least one
};

inline constexpr std::size_t attempts_per_event_max = 16;

struct Attempts {
  std::vector<Attempt> events;
  std::vector<std::vector<std::uint32_t>> of_state;  // per state: the events that its `on` takes
};

// Data that is worth trying: for every field that a rule reads, directly or once an assign has put it into
// the context, the values that the rules compare it with and their neighbours, within the event's form; other
// fields as the form requires them. All combinations where they are few, else each field varied by itself.
Attempts attempts_of(const Definition& definition);

}  // namespace jejak::statechart
