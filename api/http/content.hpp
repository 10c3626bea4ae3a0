#pragma once
#include <string>
#include <string_view>

#include "api/http/message.hpp"
#include "engine/core/json.hpp"
#include "engine/core/result.hpp"

namespace jejak::http {

// The request's body as JSON, or the problem to answer: 415 where Content-Type is not application/json (or a
// +json type) in UTF-8, 400 `empty_body`, 400 `malformed_json` with the member `offset` (bytes from 0).
Result<json::value, Response> read_json(const Request& request);
// The same, and 422 unless it is an object.
Result<json::object, Response> read_json_object(const Request& request);

// The type of a Content-Type in lower case without its parameters: "application/json"; empty where it is
// malformed.
std::string media_type(std::string_view content_type);

// The Idempotency-Key: 1 to 255 printable ASCII characters, without the quotes where it was sent as a quoted
// string. Empty where the header is absent; a 400 problem where it is malformed or sent twice.
Result<std::string, Response> idempotency_key(const Request& request);

}  // namespace jejak::http
