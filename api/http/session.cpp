#include <algorithm>
#include <array>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/write.hpp>
#include <exception>

#include "api/http/io_thread.hpp"
#include "api/http/outflow.hpp"
#include "api/http/problem.hpp"
#include "api/http/serializer.hpp"

namespace jejak::http {
namespace {

using std::chrono::milliseconds;
constexpr auto no_deadline = SteadyClock::time_point::max();

bool is_acceptable_id(std::string_view id) {
  const auto allowed = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("-_.:/+=@").find(c) != std::string_view::npos;
  };
  return !id.empty() && id.size() <= request_id_bytes_max && std::all_of(id.begin(), id.end(), allowed);
}

void name_request(Connection& connection) {
  const auto sent = connection.request->headers.find("X-Request-Id");
  connection.request->request_id =
      sent && is_acceptable_id(*sent) ? std::string(*sent) : connection.thread.fresh_request_id();
}

void report_bug(const Connection& connection, std::string_view what) {
  const auto& on_bug = connection.thread.hooks.on_bug;
  if (on_bug)
    on_bug(what, connection.request ? std::string_view(connection.request->request_id) : std::string_view{});
}

// Sets until when the read that starts now may take: for a request's first byte, or from then for all of its
// rest.
void arm_read(Connection& connection) {
  const Limits& limits = connection.thread.settings.limits;
  if (connection.is_idle) {
    auto wait = connection.requests_served == 0 ? limits.first_byte_ms_max : limits.idle_ms_max;
    if (connection.thread.is_draining) wait = std::min(wait, limits.drain_idle_ms_max);
    connection.deadline = SteadyClock::now() + milliseconds(wait);
  } else if (connection.deadline == no_deadline) {
    connection.deadline = SteadyClock::now() + milliseconds(limits.read_ms_max);
  }
}

Awaitable<bool> write_all(Connection& connection, std::string_view head, std::string_view body) {
  std::array<asio::const_buffer, 2> buffers = {asio::buffer(head), asio::buffer(body)};
  ErrorCode error;
  std::size_t sent = connection.socket.write_some(buffers, error);  // usually all of it, without waiting
  if (error && error != asio::error::would_block) co_return false;
  if (sent == head.size() + body.size()) co_return true;
  for (auto& buffer : buffers) {
    const std::size_t skipped = std::min(sent, buffer.size());
    buffer += skipped;
    sent -= skipped;
  }
  connection.deadline = SteadyClock::now() + milliseconds(connection.thread.settings.limits.write_ms_max);
  co_await asio::async_write(connection.socket, buffers, asio::redirect_error(use_awaitable, error));
  connection.deadline = no_deadline;
  co_return !error;
}

// How many bytes came; 0 when the connection is over.
Awaitable<std::size_t> read_some(Connection& connection) {
  connection.make_room();
  const auto room = asio::buffer(connection.input.data() + connection.unread_end,
                                 connection.input.size() - connection.unread_end);
  ErrorCode error;
  co_return co_await connection.socket.async_read_some(room, asio::redirect_error(use_awaitable, error));
}

// Whether the connection goes on after this answer. While draining it ends with the last request that has
// already come.
bool goes_on(Connection& connection) {
  if (!connection.reader.keep_alive()) return false;
  if (++connection.requests_served >= connection.thread.settings.limits.requests_per_connection_max) return false;
  return !connection.thread.is_draining || connection.unread_begin != connection.unread_end;
}

// Reads until the request is complete, refused or late; false when the connection is over instead.
Awaitable<bool> read_request(Connection& connection) {
  connection.start_request();
  while (connection.reader.state() == RequestReader::State::reading) {
    const bool was_idle = connection.is_idle;
    arm_read(connection);
    const std::size_t bytes = co_await read_some(connection);
    if (bytes == 0) co_return connection.is_expired && !connection.is_idle && !connection.is_cut;
    if (was_idle) connection.deadline = no_deadline;
    connection.received(bytes);
    if (connection.reader.takes_continue() &&
        !co_await write_all(connection, "HTTP/1.1 100 Continue\r\n\r\n", {})) {
      co_return false;
    }
  }
  connection.deadline = no_deadline;
  co_return true;
}

// Calls the handler; the slot has the reply, or will have it.
std::shared_ptr<ReplySlot> dispatch(Connection& connection) {
  auto slot = std::make_shared<ReplySlot>(connection.thread.context);
  const Reply reply([slot](Response&& response) { slot->deliver(std::move(response)); });
  try {
    connection.thread.hooks.dispatch(connection.request, reply);
  } catch (const std::exception& bug) {
    report_bug(connection, bug.what());
    reply(internal_problem());
  }
  return slot;
}

// The handler's answer; nothing when the connection was cut meanwhile.
Awaitable<std::optional<Response>> answer_of_handler(Connection& connection) {
  connection.slot = dispatch(connection);
  connection.replied_at_once = connection.slot->gate.is_open();
  if (!connection.replied_at_once) co_await connection.slot->gate.wait();
  std::optional<Response> response;
  if (!connection.is_cut) response = std::move(connection.slot->response);
  connection.slot.reset();
  co_return response;
}

Response refusal_of(const Connection& connection) {
  if (connection.reader.state() == RequestReader::State::refused) return connection.reader.refusal();
  return problem(Status::request_timeout, "request_timeout", "The request did not arrive in time.");
}

// Sends what the route writes into the response's outflow, until its end; false when the connection is over.
Awaitable<bool> send_stream(Connection& connection, std::shared_ptr<Outflow> outflow, bool chunked) {
  const auto gate = std::make_shared<Gate>(connection.thread.context);
  connection.stream_gate = gate;
  connection.outflow = outflow;
  outflow->attach([gate] { gate->open(); });
  if (connection.thread.is_draining) outflow->close();
  std::string text, chunk;
  bool fine = true;
  for (bool more = true; more && fine;) {
    more = outflow->take(text);
    if (text.empty() && more) {
      co_await gate->wait();
    } else if (!text.empty()) {
      chunk.clear();
      if (chunked) append_chunk(chunk, text);
      fine = co_await write_all(connection, chunked ? chunk : text, {});
    }
    fine = fine && !connection.is_cut;
  }
  fine = fine && !outflow->is_cut();
  if (fine && chunked) fine = co_await write_all(connection, last_chunk, {});
  outflow->detach();
  connection.outflow.reset();
  connection.stream_gate.reset();
  co_return fine;
}

void tell(const Connection& connection, const Response& response, std::size_t bytes,
          SteadyClock::time_point begun) {
  connection.thread.counters.requests_total.fetch_add(1, std::memory_order_relaxed);
  const auto& on_answer = connection.thread.hooks.on_answer;
  if (!on_answer) return;
  const Request& request = *connection.request;
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(SteadyClock::now() - begun);
  on_answer({request.method, request.path_text(), request.route_id, code_of(response.status), bytes,
             static_cast<std::uint64_t>(took.count()), request.request_id, request.principal,
             request.remote});
}

// Sends the answer; false when the connection cannot go on.
Awaitable<bool> send_answer(Connection& connection, Response response, bool keep_alive,
                            SteadyClock::time_point begun) {
  const bool http_1_0 = connection.reader.is_http_1_0();
  if (response.outflow && http_1_0) keep_alive = false;
  connection.output.clear();
  const std::string_view body = serialise(connection.output, response,
                                          {keep_alive, http_1_0, connection.request->method,
                                           connection.thread.date(), connection.request->request_id});
  bool fine = co_await write_all(connection, connection.output, body);
  if (response.outflow && fine && connection.request->method != Method::head) {
    fine = co_await send_stream(connection, response.outflow, !http_1_0);
  } else if (response.outflow) {
    response.outflow->detach();
  }
  tell(connection, response, body.size(), begun);
  co_return fine&& keep_alive;
}

// A connection that is closed while the client still sends is reset, and a reset can overtake the last
// answer: so stop sending, and swallow what comes for a while.
Awaitable<void> linger(Connection& connection) {
  ErrorCode error;
  connection.socket.shutdown(Socket::shutdown_send, error);
  connection.deadline = SteadyClock::now() + milliseconds(connection.thread.settings.limits.linger_ms_max);
  while (!error && !connection.is_expired && !connection.is_cut) {
    co_await connection.socket.async_read_some(asio::buffer(connection.input),
                                               asio::redirect_error(use_awaitable, error));
  }
}

// The request's memory serves for the next one, unless the handler kept a share of it or gave it to another
// thread.
void release_request(Connection& connection) {
  if (!connection.replied_at_once || connection.request.use_count() > 1) connection.request.reset();
}

Awaitable<void> serve_requests(Connection& connection) {
  for (bool go_on = true; go_on;) {
    if (!co_await read_request(connection)) co_return;
    name_request(connection);
    const auto begun = SteadyClock::now();
    if (connection.reader.state() != RequestReader::State::complete) {
      connection.thread.counters.bad_requests_total.fetch_add(1, std::memory_order_relaxed);
      connection.is_expired = false;
      co_await send_answer(connection, refusal_of(connection), false, begun);
      break;
    }
    auto response = co_await answer_of_handler(connection);
    if (!response) co_return;
    go_on = co_await send_answer(connection, *std::move(response), goes_on(connection), begun);
    if (!connection.socket.is_open() || connection.is_expired) co_return;
    release_request(connection);
  }
  co_await linger(connection);
}

}  // namespace

Awaitable<void> serve(std::unique_ptr<Connection> connection) {
  try {
    co_await serve_requests(*connection);
  } catch (const std::exception& bug) {
    report_bug(*connection, bug.what());
  }
}

}  // namespace jejak::http
