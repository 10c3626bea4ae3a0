#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace jejak::tools {

// One kind of load: so many keep-alive connections to loopback, each sending its next request as soon as the
// answer to the one before has come.
struct LoadPlan {
  std::uint16_t port = 0;
  unsigned connections = 1;
  std::chrono::milliseconds duration{1000};
  std::uint64_t requests_max = 10'000'000;
  unsigned expected_status = 200;
  // The whole next request as bytes; valid until the next call.
  std::function<std::string_view()> next_request;
};

struct LoadResult {
  std::uint64_t answered = 0;               // with the expected status
  std::uint64_t unexpected = 0;             // with another one, or not at all
  double seconds = 0;                       // from the first request to the last answer
  std::vector<std::uint32_t> latencies_us;  // of the answered ones, ascending
  std::string first_unexpected;  // an answer with another status, or what went wrong with a connection

  double per_second() const { return seconds > 0 ? static_cast<double>(answered) / seconds : 0; }
  std::uint32_t percentile_us(double fraction) const;  // exact: nearest rank; 0 without samples
};

// Runs the plan on the calling thread. Throws std::runtime_error when the connections cannot be made.
LoadResult run_load(const LoadPlan& plan);

// The length of the first complete HTTP/1.1 answer in `bytes` (with Content-Length, or 304 or 204), 0 where
// there is none yet; `status` is its code. Trusts the server to be ours.
std::size_t complete_answer(std::string_view bytes, unsigned& status);

// A socket connected to a port of loopback, TCP_NODELAY. Throws std::runtime_error.
int connect_to_loopback(std::uint16_t port);

}  // namespace jejak::tools
