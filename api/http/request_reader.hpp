#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "api/http/limits.hpp"
#include "api/http/message.hpp"

namespace jejak::http {

// Turns bytes into requests, without I/O: start() a request, feed() it bytes as they come, act on state().
// Bounded by Limits; what HTTP/1.1 leaves to smuggling (two lengths, a length beside chunks, an unknown
// transfer coding, no or two Hosts) is refused.
class RequestReader {
 public:
  enum class State { reading, complete, refused };
  using BodyLimit =
      std::function<std::size_t(const Request&)>;  // may be empty; 0 means Limits::body_bytes_max

  RequestReader(const Limits& limits, const BodyLimit& body_bytes_max);  // both outlive the reader
  ~RequestReader();

  void start(Request& request);  // forgets the message before; `request` outlives this one
  std::size_t feed(
      std::string_view bytes);  // how many were consumed; give the rest again, with more behind it
  State state() const;

  bool has_begun() const;   // a byte of this message was consumed
  bool takes_continue();    // true once where the client waits for 100 Continue before it sends the body
  bool keep_alive() const;  // precondition: complete
  bool is_http_1_0() const;
  Response refusal() const;  // precondition: refused; the connection cannot be read any further

 private:
  struct Parser;
  const Limits& limits_;
  const BodyLimit& body_bytes_max_;
  std::unique_ptr<Parser> parser_;
};

}  // namespace jejak::http
