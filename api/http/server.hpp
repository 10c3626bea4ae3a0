#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "api/http/access.hpp"
#include "api/http/limits.hpp"
#include "api/http/message.hpp"
#include "engine/core/result.hpp"

namespace jejak::http {

struct ListenAddress {
  std::string host = "127.0.0.1";  // an IP address, or "localhost"
  std::uint16_t port = 8080;       // 0 takes a free one
};

// "127.0.0.1:8080", "[::1]:8080", "localhost:0", ":8080" (every interface). The error is one sentence.
Result<ListenAddress, std::string> parse_listen_address(std::string_view text);

struct ServerSettings {
  ListenAddress listen;
  unsigned io_threads = 1;
  Limits limits;
  bool stop_on_signals = false;  // SIGINT and SIGTERM call stop(); a second one cuts what is still open
};

// What the server calls. dispatch runs on an I/O thread and must not block it.
struct ServerHooks {
  Handler dispatch;
  std::function<std::size_t(const Request&)> body_bytes_max;  // by headers alone; may be empty; 0 is Limits'
  std::function<void(const AccessEntry&)> on_answer;  // may be empty; called on I/O threads, after the answer
  std::function<void(std::string_view what, std::string_view request_id)>
      on_bug;  // an exception from a handler
};

struct ServerCounters {
  std::uint64_t connections_open = 0;
  std::uint64_t connections_total = 0;
  std::uint64_t connections_refused_total = 0;  // over connections_max
  std::uint64_t requests_total = 0;
  std::uint64_t timeouts_total = 0;
  std::uint64_t bad_requests_total = 0;  // refused by the parser, so never dispatched
};

// HTTP/1.1 over TCP: keep-alive, pipelined requests answered in order, Content-Length on every answer but a
// stream.
class Server {
 public:
  // Opens the port. The error is one clear line: "127.0.0.1:8080: Address already in use".
  static Result<std::unique_ptr<Server>, std::string> open(ServerSettings settings, ServerHooks hooks);
  ~Server();  // precondition: run() has returned or was never called

  std::uint16_t port() const;  // the bound one
  void run();  // serves until stop() and the drain after it; the calling thread is an I/O thread
  // From any thread, at once: no new connection, idle ones closed, requests in flight are finished and
  // answered with Connection: close; at most Limits::drain_ms_max, then the rest is cut and run() returns.
  void stop();
  ServerCounters counters() const;  // from any thread

 private:
  struct Inner;
  explicit Server(std::shared_ptr<Inner> inner);
  std::shared_ptr<Inner> inner_;
};

}  // namespace jejak::http
