#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

#include "tools/bench_load.hpp"

namespace jejak::tools {

// What writes are made against: a competition that is always open, and who may write to it.
struct BenchScene {
  std::string competition;
  std::string entrant;
  std::string secretariat_key;
};

// Sets one up over HTTP, as an admin would.
BenchScene set_up_scene(std::uint16_t port, const std::string& admin_key);

// Requests that each enter another proposal; two events each.
class EntryRequests {
 public:
  explicit EntryRequests(const BenchScene& scene);
  std::string_view next();  // valid until the next call

 private:
  std::string request_;
  std::size_t number_at_ = 0;  // where the twelve digits are that make the title unique
  std::uint64_t number_ = 0;
};

LoadResult load_writes(std::uint16_t port, unsigned connections, std::chrono::milliseconds duration,
                       EntryRequests& entries, std::uint64_t requests_max = 10'000'000);

}  // namespace jejak::tools
