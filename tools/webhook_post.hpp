#pragma once
#include <atomic>
#include <string>
#include <vector>

namespace jejak::tools {

struct PostOutcome {
  long status = 0;    // of the answer; 0 where there was none
  std::string error;  // empty where the answer was a 2xx
};

struct PostRules {
  bool private_addresses = false;  // whether loopback, private and link-local addresses may be sent to
  long seconds_max = 15;           // for the whole exchange
};

// Sends JSON to an http(s) address and reads what comes back no further than it must. Redirects are not followed. `stop` cuts it short.
// Blocks; safe from any thread.
PostOutcome post_json(const std::string& url, const std::string& body, const std::vector<std::string>& headers, const PostRules& rules,
                      const std::atomic<bool>& stop);

}  // namespace jejak::tools
