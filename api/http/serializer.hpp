#pragma once
#include <string>
#include <string_view>

#include "api/http/message.hpp"

namespace jejak::http {

// What the session knows of the connection that an answer goes to.
struct AnswerContext {
  bool keep_alive = true;
  bool http_1_0 = false;
  Method method = Method::get;
  std::string_view date;  // IMF-fixdate
  std::string_view request_id;
};

// Appends status line and header fields to `head`, the empty line included, and returns the body to send
// after it (a view into the response). A stream has "Transfer-Encoding: chunked" (HTTP/1.0: ends with the
// connection).
std::string_view serialise(std::string& head, const Response& response, const AnswerContext& context);

// The lines that do not depend on the connection: status line, Content-Type, ETag, further fields,
// Content-Length. Line ends within a field value become spaces, so that no value can forge a line.
void append_fixed_lines(std::string& head, const Response& response);

// One HTTP/1.1 chunk. Precondition: `text` is not empty (an empty one would end the body; last_chunk does
// that).
void append_chunk(std::string& out, std::string_view text);
inline constexpr std::string_view last_chunk = "0\r\n\r\n";

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 section 5.6.7) of seconds since 1970 in UTC.
std::string imf_fixdate(std::int64_t unix_seconds);

}  // namespace jejak::http
