#pragma once
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "api/http/outflow.hpp"
#include "api/routes/key_directory.hpp"
#include "engine/ports/event_log.hpp"

namespace jejak::routes {

struct EventStreamLimits {
  std::size_t streams_max = 64;
  std::size_t ahead_bytes_max = 256 * 1024;           // read from the log for a client that has not taken them yet
  std::size_t event_bytes_max = 16 * 1024 * 1024;     // a larger one ends the stream: it is read by GET /v1/events
  std::chrono::milliseconds heartbeat{15'000};        // a comment where nothing else was sent for so long
};

// The log as server-sent events, for many clients and on one thread. Each event is one message: its position as `id`,
// the JSON of GET /v1/events as `data`. A client that takes nothing is not read for; the session drops it when its
// writes stand still. A stream ends when its API key is revoked.
class EventStreams {
 public:
  using OnBug = std::function<void(std::string_view what)>;
  EventStreams(EventLog& log, const KeyDirectory& keys, OnBug on_bug, EventStreamLimits limits = {});
  ~EventStreams();  // stop()

  // A stream of all events after `last`, or null where too many are open. Precondition: `token` is a valid key.
  std::shared_ptr<http::Outflow> open(Position last, std::string token);
  void advanced();  // the log has grown; from any thread
  std::size_t count();

  void start();  // the thread; without it advanced() does the work itself (for specs)
  void stop();   // ends every stream

 private:
  struct Stream {
    std::shared_ptr<http::Outflow> flow;
    Position next;
    std::string token;
    std::chrono::steady_clock::time_point beat;
  };
  // Shared with the flows, which may outlive this: something has changed for the thread to look at.
  struct Bell {
    std::mutex mutex;
    std::condition_variable wake;
    bool rung = false;
    bool stopping = false;
    void ring();
  };
  void loop();
  bool round();                // true while there is more to send at once
  bool go_on(Stream& stream);  // false when the stream is over
  bool has_more(const Stream& stream);

  EventLog& log_;
  const KeyDirectory& keys_;
  OnBug on_bug_;
  EventStreamLimits limits_;
  std::shared_ptr<Bell> bell_ = std::make_shared<Bell>();
  std::mutex mutex_;  // guards streams_
  std::vector<std::shared_ptr<Stream>> streams_;
  std::thread thread_;
};

}  // namespace jejak::routes
