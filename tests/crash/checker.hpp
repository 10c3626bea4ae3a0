#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "tests/crash/ledger.hpp"

namespace jejak::crash {

// What the checker needs of one event in the log.
struct LoggedEvent {
  std::uint64_t position = 0;
  std::string type;
  std::string key;        // the correlation id: the key of the write that caused it
  std::string leaf_hash;  // hex
};

// Everything in which the log breaks the promise that an acknowledged write is kept, one sentence each; none
// when all is well:
// - each acknowledged write is there exactly once, with the positions and leaf hashes of its receipt;
// - each unanswered write is there at most once (no type of event twice), its events side by side;
// - each refused write, and each write that was never sent, is absent;
// - positions are dense from 1.
// `log` is the whole log in order; events whose key does not begin with `key_prefix` are not the client's.
std::vector<std::string> check_log(const Writes& writes, std::span<const LoggedEvent> log,
                                   const std::string& key_prefix);

}  // namespace jejak::crash
