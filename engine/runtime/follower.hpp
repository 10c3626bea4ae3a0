#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "engine/core/event.hpp"

namespace jejak {

// A thread that keeps something up with the log, one bounded step at a time.
class Follower {
 public:
  enum class Step {
    reached,  // the target is reached: rest until there is a new one
    more,     // on the way to it
    failed    // nothing moved: try again after a while
  };
  struct Pace {
    std::chrono::milliseconds pause{0};          // between reaching a target and going for the next: lets events gather
    std::chrono::milliseconds retry_after{1000};  // after a failed step
  };
  explicit Follower(std::function<Step(Position target)> step, Pace pace);
  ~Follower();  // stop()
  Follower(const Follower&) = delete;
  Follower& operator=(const Follower&) = delete;

  void start();
  void notify(Position target);  // from any thread; a lower target than before is ignored
  void hurry();                  // from any thread: ends the rest after a target was reached
  void stop();                   // after the running step

 private:
  void loop();

  std::function<Step(Position)> step_;
  Pace pace_;
  std::mutex mutex_;
  std::condition_variable wake_;
  Position target_ = 0;
  Position reached_ = 0;
  bool hurried_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace jejak
