#pragma once
#include <span>
#include <string>
#include <string_view>

#include "api/http/message.hpp"
#include "engine/core/event.hpp"
#include "engine/core/rejection.hpp"
#include "engine/ports/failure.hpp"

namespace jejak::routes {

// Sets the header Jejak-Position: the position that the answer reflects, or that its write was given.
void set_position(http::Response& response, Position position);

// {"items":[<documents as they are>],"next_cursor":<string or null>}
std::string render_page(std::span<const std::string> documents, std::string_view next_cursor);

// The body's own hash as a strong ETag, and Cache-Control: every use asks again; `shared` allows proxies to
// keep it.
void make_revalidated(http::Response& response, bool shared);

// 304 without a body where If-None-Match has the response's ETag; otherwise the response as it is.
http::Response conditional(http::Response response, const http::Request& request);

// 503, 507 or 500 by the failure's kind; the cause is not told.
http::Response problem_of(const Failure& failure);
http::Response problem_of(const Rejection& rejection);

http::Response overloaded();  // 503: too much is queued; nothing was done
http::Response not_found();   // 404: there is nothing of that name, or nothing that the caller may know of

// The `field` of a body that we rendered ourselves, or empty.
std::string string_field(std::string_view body, std::string_view field);

}  // namespace jejak::routes
