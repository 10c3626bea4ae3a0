#pragma once
#include <string>
#include <string_view>

#include "engine/core/event.hpp"
#include "engine/core/result.hpp"

namespace jejak::tools {

// Reads one line of `jejak events --format jsonl --salt` (engine/core/event_json.hpp). The error is one sentence that
// names the member. Whether the leaf hash is that of the rest is for the audit to say.
Result<StoredEvent, std::string> parse_event_line(std::string_view line);

}  // namespace jejak::tools
