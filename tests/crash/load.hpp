#pragma once
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "tests/crash/ledger.hpp"
#include "tools/bench_client.hpp"

namespace jejak::crash {

inline const std::string key_prefix = "crash-";

// What the writes are made for: ids that were set up before.
struct Scene {
  std::string secretariat_key;
  std::string competition;
  std::string entrant;
};

// One write as it is sent, and sent again after a crash: the same bytes under the same key.
struct PlannedWrite {
  std::string key;
  std::string request;
};

// A session, a proposal, or a write that has to be refused, as `random` wills. `key` is idempotency key and
// request id.
PlannedWrite plan_write(const Scene& scene, const std::string& key, std::mt19937_64& random);

// Sends `write` on a connection to `port` and keeps in the ledger what came of it. False when there was no
// answer, or one that leaves open whether it took effect (503).
class Writer {
 public:
  Writer(Ledger& ledger, std::uint16_t port) : ledger_(ledger), port_(port) {}
  bool send(const PlannedWrite& write);

 private:
  Ledger& ledger_;
  std::uint16_t port_;
  std::unique_ptr<tools::HttpClient> client_;
};

// Several clients that write until the server is gone.
class Load {
 public:
  Load(const Scene& scene, Ledger& ledger, std::uint16_t port, unsigned clients, std::uint64_t seed);
  ~Load();

  // Returns when so many writes were answered since the start, or nobody is left who could; false then.
  bool wait_for_answers(std::uint64_t count);
  // Once the server is gone: ends the clients and returns the writes that were left without an answer.
  std::vector<PlannedWrite> end();

 private:
  void run(std::uint64_t seed, unsigned client);

  const Scene& scene_;
  Ledger& ledger_;
  std::uint16_t port_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t answers_ = 0;
  unsigned running_ = 0;
  std::vector<PlannedWrite> unanswered_;
  std::atomic<bool> stop_{false};
  std::vector<std::thread> threads_;
};

}  // namespace jejak::crash
