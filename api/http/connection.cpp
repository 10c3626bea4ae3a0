#include <algorithm>

#include "api/http/io_thread.hpp"
#include "api/http/outflow.hpp"

namespace jejak::http {
namespace {

constexpr std::size_t input_bytes_first = 4 * 1024;

}  // namespace

Connection::Connection(IoThread& on, Socket from)
    : thread(on),
      socket(std::move(from)),
      reader(on.settings.limits, on.hooks.body_bytes_max),
      input(std::min(input_bytes_first, on.settings.limits.header_bytes_max)) {
  ErrorCode ignored;
  socket.set_option(Tcp::no_delay(true), ignored);
  socket.non_blocking(true, ignored);
  if (const auto peer = socket.remote_endpoint(ignored); !ignored) remote = peer.address().to_string();
  place = thread.connections.insert(thread.connections.end(), this);
}

Connection::~Connection() {
  if (outflow) outflow->detach();
  thread.connections.erase(place);
  thread.counters.connections_open.fetch_sub(1);
  thread.connection_ended();
}

void Connection::start_request() {
  if (!request) request = std::make_shared<Request>();
  reader.start(*request);
  request->remote = remote;
  is_idle = true;
  feed();
}

void Connection::make_room() {
  if (unread_end < input.size()) return;
  if (unread_begin == 0) {
    input.resize(input.size() * 2);
    return;
  }
  std::copy(input.begin() + static_cast<std::ptrdiff_t>(unread_begin),
            input.begin() + static_cast<std::ptrdiff_t>(unread_end), input.begin());
  unread_end -= unread_begin;
  unread_begin = 0;
}

void Connection::received(std::size_t bytes) {
  unread_end += bytes;
  feed();
}

void Connection::feed() {
  if (unread_begin == unread_end) return;
  is_idle = false;
  unread_begin += reader.feed({input.data() + unread_begin, unread_end - unread_begin});
  if (unread_begin == unread_end) unread_begin = unread_end = 0;
}

}  // namespace jejak::http
