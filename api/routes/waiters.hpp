#pragma once
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "engine/core/event.hpp"

namespace jejak::routes {

// Requests that wait until the views reflect a position (?after_position=N). No thread is held by a waiting
// request.
class Waiters {
 public:
  using Instant = std::chrono::steady_clock::time_point;
  using Resume =
      std::function<void(bool reached)>;  // called once: on the projector's thread, or on the expiry thread
  enum class Answer { waiting, reached, full };  // only `waiting` keeps the resume

  explicit Waiters(std::size_t waiting_max = 4096) : waiting_max_(waiting_max) {}
  ~Waiters();  // stop()

  Answer wait(Position position, Instant deadline, Resume resume);
  void advanced(Position reached);  // resumes those whose position has come
  void expire(Instant now);         // resumes those whose deadline has passed, with false

  void start();  // a thread that calls expire when a deadline comes
  void stop();   // resumes all with false

 private:
  struct Waiting {
    Position position;
    Instant deadline;
    Resume resume;
  };
  template <class Over>
  std::vector<Waiting> take_if(Over over);  // precondition: mutex_ is held
  void loop();

  std::size_t waiting_max_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Waiting> waiting_;
  Position reached_ = 0;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace jejak::routes
