#include "api/http/problem.hpp"

#include <boost/json/serialize.hpp>

#include "api/http/problem_text.hpp"

namespace jejak::http {
namespace {

json::object problem_body(Status status, std::string_view code, std::string_view detail) {
  json::object body;
  body["type"] = problem_type(code);
  body["title"] = reason_phrase(status);
  body["status"] = code_of(status);
  body["detail"] = detail;
  body["code"] = code;
  return body;
}

Response respond(Status status, const json::object& body) {
  Response response;
  response.status = status;
  response.content_type = "application/problem+json";
  response.headers.push_back({"Cache-Control", "no-store"});
  response.body = json::serialize(body);
  return response;
}

void add_members(json::object& body, const json::object& members) {
  for (const auto& member : members) {
    if (!body.contains(member.key())) body.emplace(member.key(), member.value());
  }
}

}  // namespace

std::string problem_type(std::string_view code) { return "urn:jejak:problem:" + std::string(code); }

Response problem(Status status, std::string_view code, std::string_view detail, const json::object& members) {
  json::object body = problem_body(status, code, detail);
  add_members(body, members);
  if (const std::string_view text = problem_text_id(code); !text.empty() && !body.contains("detail_id"))
    body["detail_id"] = text;
  return respond(status, body);
}

Response problem(const Rejection& rejection) {
  const Status status = status_of(rejection.kind);
  json::object body = problem_body(status, rejection.code, rejection.message);
  if (!rejection.message_id.empty()) body["detail_id"] = rejection.message_id;
  add_members(body, rejection.details);
  return respond(status, body);
}

Response problem(const Faults& faults, std::string_view code, std::string_view detail) {
  json::array errors;
  for (const Fault& fault : faults) {
    json::object error{{"pointer", fault.pointer}, {"detail", fault.message}};
    if (!fault.message_id.empty()) error["detail_id"] = fault.message_id;
    errors.emplace_back(std::move(error));
  }
  return problem(Status::unprocessable_content, code, detail,
                 {{"detail_id", "Permintaan tidak sesuai dengan skemanya; errors memuat setiap kesalahan."},
                  {"errors", std::move(errors)}});
}

Response unavailable(std::string_view code, std::string_view detail, std::uint32_t retry_after_s) {
  Response response = problem(Status::service_unavailable, code, detail);
  response.with("Retry-After", std::to_string(retry_after_s));
  return response;
}

Response unauthenticated(std::string_view detail) {
  Response response = problem(Status::unauthorized, "unauthenticated", detail);
  response.with("WWW-Authenticate", "Bearer");
  return response;
}

Response internal_problem() {
  return problem(Status::internal_server_error, "internal_error",
                 "The server failed to answer this request; report its X-Request-Id.");
}

}  // namespace jejak::http
