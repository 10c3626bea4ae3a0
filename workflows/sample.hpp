#pragma once
#include <vector>

#include "engine/core/time.hpp"
#include "workflows/command.hpp"

namespace jejak::workflows {

// A command and the instant at which it was given.
struct TimedCommand {
  Timestamp at;
  Command command;
};

// The Kota Magelang competition of 2022 as a list of commands in order of time, each the same as a client's: its
// sosialisasi of 25 May 2022, eight agencies, and the eleven innovations that the articles name, in different stages.
// Dates after the sosialisasi, categories, answers, scores and outcomes are illustrative; nobody is named.
std::vector<TimedCommand> sample_magelang_2022();

}  // namespace jejak::workflows
