#pragma once
#include <string_view>

#include "engine/core/rejection.hpp"

namespace jejak::http {

// The one place where HTTP status codes live.
enum class Status : unsigned {
  ok = 200,
  created = 201,
  accepted = 202,
  no_content = 204,
  moved_permanently = 301,
  see_other = 303,
  not_modified = 304,
  bad_request = 400,
  unauthorized = 401,
  forbidden = 403,
  not_found = 404,
  method_not_allowed = 405,
  not_acceptable = 406,
  request_timeout = 408,
  conflict = 409,
  gone = 410,
  precondition_failed = 412,
  content_too_large = 413,
  uri_too_long = 414,
  unsupported_media_type = 415,
  expectation_failed = 417,
  unprocessable_content = 422,
  precondition_required = 428,
  too_many_requests = 429,
  request_header_fields_too_large = 431,
  internal_server_error = 500,
  not_implemented = 501,
  service_unavailable = 503,
  gateway_timeout = 504,
  http_version_not_supported = 505,
  insufficient_storage = 507,
};

constexpr unsigned code_of(Status status) { return static_cast<unsigned>(status); }

std::string_view reason_phrase(Status status);  // "Not Found"; also the default title of a problem

// invalid 422, not_found 404, forbidden 403, conflict 409, stale 412, key_reused 422.
Status status_of(Refusal kind);

// False for 204 and 304, which have no body and no Content-Length of one.
constexpr bool has_body(Status status) {
  return status != Status::no_content && status != Status::not_modified;
}

}  // namespace jejak::http
