#include "api/http/message.hpp"

#include <array>
#include <atomic>
#include <stdexcept>

#include "api/http/conditional.hpp"
#include "api/http/problem.hpp"
#include "api/http/serializer.hpp"

namespace jejak::http {
namespace {

constexpr std::array<std::string_view, 8> method_names = {"GET",   "HEAD",   "POST",    "PUT",
                                                          "PATCH", "DELETE", "OPTIONS", "OTHER"};

}  // namespace

std::string_view method_name(Method method) { return method_names[static_cast<std::size_t>(method)]; }

Method method_of(std::string_view name) {
  for (std::size_t index = 0; index + 1 < method_names.size(); ++index) {
    if (method_names[index] == name) return static_cast<Method>(index);
  }
  return Method::other;
}

std::string_view Request::path_text() const {
  const std::string_view whole = target;
  return whole.substr(0, whole.find('?'));
}

std::optional<std::string_view> Request::query_value(std::string_view name) const {
  for (const Parameter& each : query) {
    if (each.name == name) return each.value;
  }
  return std::nullopt;
}

std::string_view Request::parameter(std::string_view name) const {
  for (const Parameter& each : parameters) {
    if (each.name == name) return each.value;
  }
  throw std::logic_error("the route's pattern has no {" + std::string(name) + "}");
}

std::optional<std::string_view> Request::bearer_token() const {
  constexpr std::string_view scheme = "Bearer ";
  const auto value = headers.find("Authorization");
  if (!value || !same_ignoring_case(value->substr(0, scheme.size()), scheme)) return std::nullopt;
  const auto begin = value->find_first_not_of(' ', scheme.size());
  if (begin == std::string_view::npos) return std::nullopt;
  return value->substr(begin);
}

Response& Response::with(std::string name, std::string value) {
  headers.push_back({std::move(name), std::move(value)});
  return *this;
}

std::string_view Response::body_view() const {
  if (cached) return has_body(status) ? std::string_view(cached->body) : std::string_view{};
  return shared_body ? std::string_view(*shared_body) : std::string_view(body);
}

std::optional<std::string_view> Response::header(std::string_view name) const {
  const Response& source = cached ? cached->plain : *this;
  for (const HeaderLine& line : source.headers) {
    if (same_ignoring_case(line.name, name)) return line.value;
  }
  return std::nullopt;
}

Response json_response(Status status, std::string body) {
  Response response;
  response.status = status;
  response.content_type = "application/json";
  response.body = std::move(body);
  return response;
}

Response empty_response(Status status) {
  Response response;
  response.status = status;
  return response;
}

std::shared_ptr<const CachedAnswer> cache_answer(Response answer) {
  auto cached = std::make_shared<CachedAnswer>();
  append_fixed_lines(cached->head_ok, answer);
  answer.status = Status::not_modified;
  append_fixed_lines(cached->head_not_modified, answer);
  answer.status = Status::ok;
  cached->etag = answer.etag;
  cached->body = answer.shared_body ? *answer.shared_body : std::move(answer.body);
  answer.body.clear();
  answer.shared_body.reset();
  cached->plain = std::move(answer);
  return cached;
}

Response answer_from(std::shared_ptr<const CachedAnswer> answer, const Request& request) {
  Response response;
  response.status = not_modified(request, answer->etag) ? Status::not_modified : Status::ok;
  response.cached = std::move(answer);
  return response;
}

struct Reply::Once {
  explicit Once(std::function<void(Response&&)> to) : deliver(std::move(to)) {}
  Once(const Once&) = delete;
  Once& operator=(const Once&) = delete;
  ~Once() {
    if (!given.load()) deliver(internal_problem());
  }

  std::function<void(Response&&)> deliver;
  std::atomic<bool> given = false;
};

Reply::Reply(std::function<void(Response&&)> deliver) : once_(std::make_shared<Once>(std::move(deliver))) {}

void Reply::operator()(Response response) const {
  if (!once_->given.exchange(true)) once_->deliver(std::move(response));
}

}  // namespace jejak::http
