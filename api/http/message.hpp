#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/http/headers.hpp"
#include "api/http/status.hpp"

namespace jejak::http {

class Outflow;
struct CachedAnswer;

enum class Method : std::uint8_t { get, head, post, put, patch, delete_, options, other };

std::string_view method_name(Method method);  // "GET"; "OTHER" for a method that no route can have
Method method_of(std::string_view name);      // exact case, as RFC 9110 has it

struct Parameter {
  std::string name;
  std::string value;
};

// One request, complete: the body is read, the target parsed and percent-decoded. Plain data that any thread
// may read until the reply is given. A handler that replies before it returns must not have given the request
// to another thread.
struct Request {
  Method method = Method::get;
  std::string target;             // as sent: "/v1/proposals?limit=10"; never log what follows the '?'
  std::vector<std::string> path;  // decoded segments: {"v1", "proposals"}; empty for "/"
  std::vector<Parameter> query;   // decoded, each name once, in the order sent
  Headers headers;
  std::string body;
  std::string remote;                 // the peer's IP address
  std::string request_id;             // the client's X-Request-Id where it is acceptable, else a fresh UUID
  std::string_view route_id;          // the matched Route's id; set by the router
  std::vector<Parameter> parameters;  // the {names} of the matched route's pattern; set by the router
  std::string principal;              // who asks, for the access log; set by whoever authenticates
  std::shared_ptr<const void>
      caller;  // whatever the authenticating layer wants to hand to the handler behind it

  // The path as sent, without the query.
  std::string_view path_text() const;
  std::optional<std::string_view> header(std::string_view name) const { return headers.find(name); }
  // The query parameter of that name, or nothing.
  std::optional<std::string_view> query_value(std::string_view name) const;
  // The path parameter of that name. Precondition: the route's pattern has it.
  std::string_view parameter(std::string_view name) const;
  // The token of "Authorization: Bearer <token>"; nothing where there is none or the scheme is another.
  std::optional<std::string_view> bearer_token() const;
};

using RequestPtr = std::shared_ptr<Request>;

struct HeaderLine {
  std::string name;
  std::string value;
};

// One answer. The session adds Date, Content-Length, Connection and X-Request-Id, and drops the body for
// HEAD, 204, 304.
struct Response {
  Status status = Status::ok;
  std::string content_type;         // empty where there is no body
  std::vector<HeaderLine> headers;  // further fields; names and values without CR, LF and NUL
  std::string body;
  std::string etag;  // with its quotes: "\"abc\""; empty for none
  std::shared_ptr<const std::string>
      shared_body;  // sent instead of `body` where set: large bytes that others hold too
  std::shared_ptr<const CachedAnswer>
      cached;                        // sent instead of everything above where set (status picks 200 or 304)
  std::shared_ptr<Outflow> outflow;  // the body is a stream, sent as it is written (server-sent events)

  Response& with(std::string name, std::string value);
  std::string_view body_view() const;  // whichever of the bodies counts; for a test without sockets
  std::optional<std::string_view> header(std::string_view name) const;  // among `headers`, in any case
};

Response json_response(Status status, std::string body);  // application/json
Response empty_response(Status status);                   // 204 and the like

// An answer that many clients poll, built once: its status line and fixed header fields as bytes for 200 and
// for 304. Sending it copies no body and formats no header but Date, Connection and X-Request-Id.
struct CachedAnswer {
  std::string etag;
  std::string head_ok;  // "HTTP/1.1 200 OK\r\n...", each line ended, no empty line at the end
  std::string head_not_modified;
  std::string body;
  Response plain;  // the same answer as a value, its body left out, for tests
};

// Precondition: answer.etag is set and answer.status is ok.
std::shared_ptr<const CachedAnswer> cache_answer(Response answer);
// 304 where the request's If-None-Match has the answer's tag, otherwise 200.
Response answer_from(std::shared_ptr<const CachedAnswer> answer, const Request& request);

// Answers one request. Call it once, from any thread, before or after the handler returned; the copies are
// the same one reply, and later calls do nothing. When the last copy goes uncalled, the client gets a 500
// problem.
class Reply {
 public:
  explicit Reply(std::function<void(Response&&)> deliver);
  void operator()(Response response) const;

 private:
  struct Once;
  std::shared_ptr<Once> once_;
};

// Takes one request and sees to it that `reply` is called. An exception is a bug: it is logged and answered
// with 500.
using Handler = std::function<void(const RequestPtr&, Reply)>;

}  // namespace jejak::http
