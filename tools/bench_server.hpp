#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "engine/core/json.hpp"
#include "tools/bench_child.hpp"
#include "tools/bench_client.hpp"

namespace jejak::tools {

// `jejak serve` as a process of its own, the way anyone runs it, on a free port.
class ServerProcess {
 public:
  explicit ServerProcess(const std::filesystem::path& folder);

  std::uint16_t port() const { return port_; }
  double seconds_to_ready() const {
    return seconds_to_ready_;
  }  // from the start of the process to /readyz's 200
  std::uint64_t resident_bytes() const { return child_.resident_bytes(); }
  void stop();  // SIGTERM; throws std::runtime_error unless it ends well
  void kill();  // SIGKILL

 private:
  Child child_;
  std::uint16_t port_ = 0;
  double seconds_to_ready_ = 0;
};

// The probe server as a process of its own.
class ProbeProcess {
 public:
  // `sample_log` may be empty: then it only answers GET.
  ProbeProcess(const std::filesystem::path& folder, const std::filesystem::path& sample_log,
               unsigned rows_per_write, const std::string& write_answer, const std::string& view_answer);
  std::uint16_t port() const { return port_; }

 private:
  std::unique_ptr<Child> child_;
  std::uint16_t port_ = 0;
};

// A body that must come with a 2xx; throws std::runtime_error with the answer otherwise.
json::value call(HttpClient& client, std::string_view method, std::string_view target, std::string_view key,
                 std::string_view body = {});

// An API key made on the console while no server runs.
std::string make_key(const std::filesystem::path& folder, const std::string& role);

}  // namespace jejak::tools
