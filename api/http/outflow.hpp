#pragma once
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>

#include "api/http/limits.hpp"

namespace jejak::http {

// A body that is written while it is sent: the route keeps one end and writes from any thread, the session
// sends what was written as HTTP chunks. Bounded: a client that does not keep up loses the stream, never the
// server its memory.
//   auto flow = std::make_shared<Outflow>();  Response r; r.content_type = "text/event-stream"; r.outflow =
//   flow; reply(std::move(r));  flow->write("data: 1\n\n");  flow->close();
class Outflow {
 public:
  explicit Outflow(std::size_t bytes_max = outflow_bytes_max) : bytes_max_(bytes_max) {}

  // False when the client is gone or too slow (its stream is then cut): stop writing.
  bool write(std::string_view text);
  void close();          // the body is complete once what was written is sent
  std::size_t pending_bytes() const;  // written and not yet taken
  // Called, from the session's thread, when something was taken: there is room again. Set it before the first write.
  void on_taken(std::function<void()> listener);
  bool is_open() const;  // false after close() and when the client is gone

  // For the session. `wake` is called, from the writer's thread, when there is something to take.
  void attach(std::function<void()> wake);
  // Moves what was written to `out`; false when nothing will follow it.
  bool take(std::string& out);
  bool is_cut() const;  // ended by the bound or by detach, not by close(): the body is incomplete
  void detach();        // the client is gone

 private:
  void end(bool cut);

  mutable std::mutex mutex_;
  std::size_t bytes_max_;
  std::string pending_;
  std::function<void()> wake_;
  std::function<void()> taken_;
  bool closed_ = false;
  bool cut_ = false;
};

}  // namespace jejak::http
