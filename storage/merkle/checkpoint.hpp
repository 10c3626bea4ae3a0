#pragma once
#include <string>
#include <string_view>

#include "engine/core/result.hpp"
#include "engine/ports/event_log.hpp"

namespace jejak {

// A checkpoint as an outsider keeps it and `jejak verify --checkpoint` reads it: {"root":"<64 hex
// digits>","size":N}.
std::string print_checkpoint(const LogHead& head);

// Reads one; other members are ignored, so that the answer of the checkpoint route can be kept as it came.
Result<LogHead, Faults> parse_checkpoint(std::string_view text);

}  // namespace jejak
