#pragma once
#include <optional>
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

// 415 where the body is in another coding than identity; nothing where it can be read.
std::optional<Response> refuse_coding(const Request& request);

// Whether an answer of this type is what the client asked for (RFC 9110 section 12.5.1). Without Accept, and with
// one that cannot be read, it is.
bool accepts(const Request& request, std::string_view media_type);

// The type of a Content-Type in lower case without its parameters: "application/json"; empty where it is
// malformed.
std::string media_type(std::string_view content_type);

// The Idempotency-Key: 1 to 255 printable ASCII characters, without the quotes where it was sent as a quoted
// string. Empty where the header is absent; a 400 problem where it is malformed or sent twice.
Result<std::string, Response> idempotency_key(const Request& request);

}  // namespace jejak::http
