#include "api/routes/answer.hpp"

#include "api/http/conditional.hpp"
#include "api/http/problem.hpp"
#include "api/routes/digest.hpp"
#include "engine/core/json.hpp"

namespace jejak::routes {

void set_position(http::Response& response, Position position) {
  constexpr std::string_view name = "Jejak-Position";
  for (http::HeaderLine& line : response.headers) {
    if (line.name == name) {
      line.value = std::to_string(position);
      return;
    }
  }
  response.with(std::string(name), std::to_string(position));
}

std::string render_page(std::span<const std::string> documents, std::string_view next_cursor) {
  std::size_t size = 64 + next_cursor.size();
  for (const std::string& document : documents) size += document.size() + 1;
  std::string body;
  body.reserve(size);
  body += R"({"items":[)";
  for (const std::string& document : documents) {
    if (body.back() != '[') body += ',';
    body += document;
  }
  body += R"(],"next_cursor":)";
  if (next_cursor.empty()) {
    body += "null";
  } else {
    append_canonical_string(body, next_cursor);
  }
  body += '}';
  return body;
}

void make_revalidated(http::Response& response, bool shared) {
  if (response.etag.empty()) response.etag = http::strong_etag(tag_of(response.body_view()));
  response.with("Cache-Control", shared ? "no-cache" : "private, no-cache");
  response.with("Vary", "Authorization");
}

http::Response conditional(http::Response response, const http::Request& request) {
  if (response.status != http::Status::ok || !http::not_modified(request, response.etag)) return response;
  response.status = http::Status::not_modified;
  response.body.clear();
  response.shared_body.reset();
  return response;
}

http::Response problem_of(const Failure& failure) {
  switch (failure.kind) {
    case Failure::Kind::full:
      return http::problem(
          http::Status::insufficient_storage, "storage_full",
          "The disk is full: nothing was recorded. Reading goes on; writing will when there is room.");
    case Failure::Kind::unavailable:
    case Failure::Kind::not_durable:
      return http::unavailable("storage_unavailable",
                               "The log cannot be read or written just now; try again.", 2);
    case Failure::Kind::corrupt:
    case Failure::Kind::foreign:
    case Failure::Kind::defect:
      break;
  }
  return http::internal_problem();
}

namespace {

void rename(json::object& object, std::string_view from, std::string_view to) {
  json::value* const value = object.if_contains(from);
  if (!value) return;
  json::value kept = std::move(*value);
  object.erase(from);
  object[to] = std::move(kept);
}

}  // namespace

// The API says "detail" where a rejection's own list of faults says "message".
http::Response problem_of(const Rejection& rejection) {
  Rejection told = rejection;
  json::value* errors = told.details.if_contains("errors");
  if (errors && errors->is_array()) {
    for (json::value& each : errors->as_array()) {
      json::object* error = each.if_object();
      if (!error) continue;
      rename(*error, "message", "detail");
      rename(*error, "message_id", "detail_id");
    }
  }
  return http::problem(told);
}

http::Response overloaded() {
  return http::unavailable("overloaded",
                           "Too many requests are queued: nothing was done. Try again shortly.");
}

http::Response not_found() {
  return http::problem(http::Status::not_found, "not_found",
                       "There is nothing under this name, or nothing for you to see.");
}

std::string string_field(std::string_view body, std::string_view field) {
  const auto parsed = parse_own_json(body);
  if (!parsed || !parsed->is_object()) return {};
  const json::value* value = parsed->as_object().if_contains(field);
  return value && value->is_string() ? std::string(value->as_string()) : std::string{};
}

}  // namespace jejak::routes
