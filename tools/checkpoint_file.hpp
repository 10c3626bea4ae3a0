#pragma once
#include <string>

#include "engine/core/result.hpp"
#include "engine/ports/event_log.hpp"
#include "tools/store_option.hpp"

namespace jejak::tools {

// Reads a checkpoint that somebody kept: the answer of /v1/log/checkpoint as it came, or a backup's manifest.
Result<LogHead, WrongUse> read_checkpoint_file(const std::string& path);

}  // namespace jejak::tools
