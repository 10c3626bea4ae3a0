#pragma once
#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace jejak::support {

struct Received {
  std::string head, body;
  std::string header(const std::string& name) const;  // lower case; empty where there is none
};

// Somebody on loopback who takes requests and answers them with these status codes in turn, then with the last one.
class Sink {
 public:
  explicit Sink(std::vector<int> answers = {204});
  ~Sink();
  Sink(const Sink&) = delete;
  unsigned port() const { return port_; }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/kait"; }
  std::vector<Received> requests() const;

 private:
  void run();
  void serve(int connection);

  std::vector<int> answers_;
  int listener_ = -1;
  unsigned port_ = 0;
  std::atomic<bool> stopping_ = false;
  mutable std::mutex mutex_;
  std::vector<Received> requests_;
  std::thread thread_;
};

}  // namespace jejak::support
