#include "tests/specs/http/loopback.hpp"

#include <stdexcept>

#include "api/http/outflow.hpp"

namespace jejak::http {

void Loopback::serve(const RequestPtr& request, Reply reply) {
  const std::string_view path = request->path_text();
  if (path == "/echo") return reply(json_response(Status::ok, request->body));
  if (path == "/id") return reply(json_response(Status::ok, request->request_id));
  if (path == "/later") return arrived_.set_value(std::move(reply));
  if (path == "/thread") {
    return std::thread([reply, request] { reply(json_response(Status::ok, request->request_id)); }).detach();
  }
  if (path == "/bug") throw std::runtime_error("a bug");
  if (path == "/forget") return;
  if (path == "/huge") return reply(json_response(Status::ok, std::string(64 * 1024 * 1024, 'x')));
  if (path == "/stream") {
    Response response;
    response.content_type = "text/event-stream";
    response.outflow = flow = std::make_shared<Outflow>();
    reply(std::move(response));
    return streaming.set_value();
  }
  reply(problem(Status::not_found, "unknown_route", "There is no such path."));
}

}  // namespace jejak::http
