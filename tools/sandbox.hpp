#pragma once
#include "storage/memory/event_log.hpp"
#include "storage/memory/vault.hpp"
#include "workflows/simulation/simulate.hpp"

namespace jejak::tools {

// `entropy` outlives it.
inline workflows::Sandbox make_sandbox(Entropy& entropy) {
  return {std::make_unique<MemoryEventLog>(), std::make_unique<MemoryVault>(entropy)};
}

}  // namespace jejak::tools
