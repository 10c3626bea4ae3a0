#include <algorithm>
#include <charconv>

#include "api/http/problem.hpp"
#include "api/http/query.hpp"
#include "api/routes/context.hpp"
#include "api/routes/functions.hpp"
#include "engine/core/event_json.hpp"

namespace jejak::routes {
namespace {

using http::Response;
using http::Status;

constexpr std::size_t page_bytes_max = 8 * 1024 * 1024;

struct EventQuery {
  Position from = 1;
  std::size_t limit = 0;
  std::string stream;
  bool salt = false;
};

// A key that is bound to one organizer has no business in a log that is everybody's.
std::optional<Response> refuse_bound(const workflows::Caller& caller) {
  if (caller.organizer.empty()) return std::nullopt;
  return http::problem(Status::forbidden, "bound_key",
                       "The log holds every organizer's events; this API key is bound to one organizer.");
}

// {"items":[...],"next_from":<where the next page begins, or null at the end of the log>}
Response page_of(const Context& context, const EventQuery& query) {
  std::string body = R"({"items":[)";
  std::size_t count = 0;
  std::uint64_t next = 0;
  const bool by_stream = !query.stream.empty();
  const auto visit = [&](const StoredEvent& event) {
    if (count == query.limit || body.size() > page_bytes_max) {
      next = by_stream ? event.stream_version : event.position;
      return false;
    }
    if (count++ > 0) body += ',';
    append_event_json(body, event, query.salt);
    return true;
  };
  EventLog& log = context.ports.log;
  const auto failure = by_stream ? log.read_stream(query.stream, query.from, query.limit + 1, visit)
                                 : log.read(query.from, query.limit + 1, visit);
  if (failure) return problem_of(*failure);
  body += R"(],"next_from":)" + (next > 0 ? std::to_string(next) : std::string("null")) + '}';
  Response response = http::json_response(Status::ok, std::move(body));
  set_position(response, log.head().size);
  return response.with("Cache-Control", "no-store");
}

Response one_event(const Context& context, Position position, bool salt) {
  std::string body;
  const auto failure = context.ports.log.read(position, 1, [&](const StoredEvent& event) {
    append_event_json(body, event, salt);
    return false;
  });
  if (failure) return problem_of(*failure);
  if (body.empty()) return not_found();
  Response response = http::json_response(Status::ok, std::move(body));
  set_position(response, position);
  return response.with("Cache-Control", "private, max-age=31536000, immutable");  // an event never changes
}

// The position after which a stream begins: an EventSource that comes back sends Last-Event-ID with its old address, so
// that wins. Without either the stream begins with the next event.
Result<Position, Response> stream_start(const Context& context, const Call& call) {
  http::QueryReader reader(*call.request);
  const Position size = context.ports.log.head().size;
  const auto from = reader.number("from", 1, size + 1);
  if (auto bad = reader.problem()) return *std::move(bad);
  const auto last = call.request->header("Last-Event-ID");
  if (!last || last->empty()) return from ? *from - 1 : size;
  std::uint64_t position = 0;
  const auto parsed = std::from_chars(last->data(), last->data() + last->size(), position);
  if (parsed.ec == std::errc{} && parsed.ptr == last->data() + last->size() && position <= size) return position;
  return http::problem(Status::bad_request, "unknown_event_id",
                       "Last-Event-ID is not a position of this log: it is the id of the last event that arrived.");
}

std::optional<Position> position_in(std::string_view text) {
  constexpr std::size_t digits_max = 16;
  const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (text.empty() || !digits || text.size() > digits_max || text.front() == '0') return std::nullopt;
  return std::stoull(std::string(text));
}

}  // namespace

void list_events(const Context& context, const Call& call) {
  if (auto refusal = refuse_bound(*call.caller)) return call.reply(*std::move(refusal));
  http::QueryReader reader(*call.request);
  EventQuery query;
  query.from = reader.number("from", 1).value_or(1);
  query.limit = reader.limit();
  query.stream = reader.text("stream", 200).value_or("");
  query.salt = reader.flag("salt").value_or(false);
  if (auto bad = reader.problem()) return call.reply(*std::move(bad));
  on_worker(context, call.reply, [&context, call, query] { call.reply(page_of(context, query)); });
}

void stream_events(const Context& context, const Call& call) {
  if (auto refusal = refuse_bound(*call.caller)) return call.reply(*std::move(refusal));
  const auto last = stream_start(context, call);
  if (!last) return call.reply(last.error());
  Response response;
  response.content_type = "text/event-stream";
  response.with("Cache-Control", "no-store");
  if (call.request->method != http::Method::head) {
    response.outflow = context.streams.open(*last, std::string(call.request->bearer_token().value_or("")));
    if (!response.outflow) {
      return call.reply(http::unavailable("too_many_streams", "Too many streams of events are open; try again later.", 10));
    }
  }
  call.reply(std::move(response));
}

void get_event(const Context& context, const Call& call) {
  if (auto refusal = refuse_bound(*call.caller)) return call.reply(*std::move(refusal));
  http::QueryReader reader(*call.request);
  const bool salt = reader.flag("salt").value_or(false);
  if (auto bad = reader.problem()) return call.reply(*std::move(bad));
  const auto position = position_in(call.request->parameter("position"));
  if (!position) return call.reply(not_found());
  on_worker(context, call.reply,
            [&context, call, salt, at = *position] { call.reply(one_event(context, at, salt)); });
}

}  // namespace jejak::routes
