#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "api/http/message.hpp"
#include "engine/core/json.hpp"
#include "engine/core/rejection.hpp"
#include "engine/core/result.hpp"

namespace jejak::http {

// RFC 9457 answers, application/problem+json:
//   {"type":"urn:jejak:problem:<code>","title":...,"status":409,"detail":...,"code":"<code>",
//    "detail_id":<Indonesian>,"errors":[{"pointer","detail","detail_id"?}] for bad input, <further
//    members>}
// `code` is stable snake_case, `title` the same for every problem of that status, `detail` one sentence for
// this case. `members` are further members; those named above cannot be overwritten by them.

std::string problem_type(std::string_view code);

Response problem(Status status, std::string_view code, std::string_view detail,
                 const json::object& members = {});

// Status by kind (api/http/status.hpp); `details` become members, so details.errors and details.allowed
// arrive as they are.
Response problem(const Rejection& rejection);

// 422 with one entry of errors[] per fault.
Response problem(const Faults& faults, std::string_view code = "invalid_body",
                 std::string_view detail = "The request breaks its schema; errors lists every fault.");

// 503 with Retry-After: the queue is full, a commit failed, the server is not ready.
Response unavailable(std::string_view code, std::string_view detail, std::uint32_t retry_after_s = 1);

// 401 with WWW-Authenticate: Bearer.
Response unauthenticated(std::string_view detail);

// 500 for a bug: says nothing of what went wrong.
Response internal_problem();

}  // namespace jejak::http
