#include "tools/bench_load.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <memory>
#include <stdexcept>
#include <system_error>

namespace jejak::tools {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds patience_for_last_answers{10};

struct Connection {
  int socket = -1;
  std::string unsent;
  std::string received;
  Clock::time_point sent_at;
  bool waiting = false;
};

// The loop over all connections. One thread and plain epoll: the load shares the machine with what it
// measures.
class Load {
 public:
  explicit Load(const LoadPlan& plan);
  ~Load();
  LoadResult run();

 private:
  void send_next(Connection& connection);
  void send_rest(Connection& connection);
  void receive(Connection& connection);
  void take_answers(Connection& connection);
  void lose(Connection& connection, const std::string& why);
  void watch(Connection& connection, std::uint32_t events, int operation);

  const LoadPlan& plan_;
  int epoll_ = -1;
  std::vector<std::unique_ptr<Connection>> connections_;
  std::array<char, 65536> bytes_{};
  LoadResult result_;
  std::uint64_t sent_ = 0;
  std::size_t open_ = 0;  // connections with an answer outstanding
  Clock::time_point stop_at_;
  Clock::time_point last_answer_;
};

Load::Load(const LoadPlan& plan) : plan_(plan), epoll_(epoll_create1(EPOLL_CLOEXEC)) {
  for (unsigned index = 0; index < plan.connections; ++index) {
    auto connection = std::make_unique<Connection>();
    connection->socket = connect_to_loopback(plan.port);
    fcntl(connection->socket, F_SETFL, O_NONBLOCK);
    watch(*connection, EPOLLIN, EPOLL_CTL_ADD);
    connections_.push_back(std::move(connection));
  }
}

Load::~Load() {
  for (auto& connection : connections_) {
    if (connection->socket >= 0) close(connection->socket);
  }
  close(epoll_);
}

void Load::watch(Connection& connection, std::uint32_t events, int operation) {
  epoll_event event{};
  event.events = events;
  event.data.ptr = &connection;
  epoll_ctl(epoll_, operation, connection.socket, &event);
}

void Load::lose(Connection& connection, const std::string& why) {
  if (connection.waiting) --open_;
  connection.waiting = false;
  ++result_.unexpected;
  if (result_.first_unexpected.empty()) result_.first_unexpected = why;
  close(connection.socket);
  connection.socket = -1;
}

void Load::send_next(Connection& connection) {
  const auto now = Clock::now();
  if (now >= stop_at_ || sent_ >= plan_.requests_max) return;
  ++sent_;
  ++open_;
  connection.waiting = true;
  connection.sent_at = now;
  connection.unsent.assign(plan_.next_request());
  send_rest(connection);
}

void Load::send_rest(Connection& connection) {
  const ssize_t sent =
      send(connection.socket, connection.unsent.data(), connection.unsent.size(), MSG_NOSIGNAL);
  if (sent < 0 && errno != EAGAIN && errno != EINTR) return lose(connection, "send failed");
  connection.unsent.erase(0, sent > 0 ? static_cast<std::size_t>(sent) : 0);
  if (!connection.unsent.empty()) watch(connection, EPOLLIN | EPOLLOUT, EPOLL_CTL_MOD);
}

void Load::receive(Connection& connection) {
  const ssize_t got = recv(connection.socket, bytes_.data(), bytes_.size(), 0);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (got <= 0) return lose(connection, "the server closed the connection");
  connection.received.append(bytes_.data(), static_cast<std::size_t>(got));
  take_answers(connection);
}

void Load::take_answers(Connection& connection) {
  unsigned status = 0;
  const std::size_t size = complete_answer(connection.received, status);
  if (size == 0 || !connection.waiting) return;
  last_answer_ = Clock::now();
  const auto latency =
      std::chrono::duration_cast<std::chrono::microseconds>(last_answer_ - connection.sent_at);
  if (status == plan_.expected_status) {
    ++result_.answered;
    result_.latencies_us.push_back(static_cast<std::uint32_t>(latency.count()));
  } else {
    ++result_.unexpected;
    if (result_.first_unexpected.empty()) result_.first_unexpected = connection.received.substr(0, size);
  }
  connection.received.erase(0, size);
  connection.waiting = false;
  --open_;
  send_next(connection);
}

LoadResult Load::run() {
  const auto started = Clock::now();
  stop_at_ = started + plan_.duration;
  last_answer_ = started;
  for (auto& connection : connections_) send_next(*connection);
  std::array<epoll_event, 256> events{};
  while (open_ > 0 && Clock::now() < stop_at_ + patience_for_last_answers) {
    const int ready = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 100);
    for (int index = 0; index < ready; ++index) {
      const epoll_event& event = events[static_cast<std::size_t>(index)];
      auto& connection = *static_cast<Connection*>(event.data.ptr);
      if (connection.socket >= 0 && (event.events & EPOLLOUT) != 0) {
        watch(connection, EPOLLIN, EPOLL_CTL_MOD);
        send_rest(connection);
      }
      if (connection.socket >= 0 && (event.events & ~EPOLLOUT) != 0) receive(connection);
    }
  }
  result_.unexpected += open_;
  if (open_ > 0 && result_.first_unexpected.empty()) result_.first_unexpected = "no answer";
  result_.seconds = std::chrono::duration<double>(last_answer_ - started).count();
  std::sort(result_.latencies_us.begin(), result_.latencies_us.end());
  return std::move(result_);
}

// The value of Content-Length within `head`; 0 where there is none.
std::size_t content_length(std::string_view head) {
  constexpr std::string_view name = "\r\ncontent-length:";
  for (std::size_t at = head.find("\r\n"); at != std::string_view::npos; at = head.find("\r\n", at + 2)) {
    if (head.size() - at <= name.size() || strncasecmp(head.data() + at, name.data(), name.size()) != 0)
      continue;
    std::size_t begin = at + name.size();
    while (begin < head.size() && head[begin] == ' ') ++begin;
    std::size_t length = 0;
    std::from_chars(head.data() + begin, head.data() + head.size(), length);
    return length;
  }
  return 0;
}

}  // namespace

std::uint32_t LoadResult::percentile_us(double fraction) const {
  if (latencies_us.empty()) return 0;
  const auto rank = static_cast<std::size_t>(std::ceil(fraction * static_cast<double>(latencies_us.size())));
  return latencies_us[std::clamp<std::size_t>(rank, 1, latencies_us.size()) - 1];
}

LoadResult run_load(const LoadPlan& plan) { return Load(plan).run(); }

std::size_t complete_answer(std::string_view bytes, unsigned& status) {
  const std::size_t head_end = bytes.find("\r\n\r\n");
  if (head_end == std::string_view::npos || head_end < 12) return 0;
  const std::string_view head = bytes.substr(0, head_end + 2);
  std::from_chars(head.data() + 9, head.data() + 12, status);
  const bool bodiless = status == 304 || status == 204;
  const std::size_t size = head_end + 4 + (bodiless ? 0 : content_length(head));
  return bytes.size() < size ? 0 : size;
}

int connect_to_loopback(std::uint16_t port) {
  const int socket_made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(socket_made, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    const int error = errno;
    close(socket_made);
    throw std::runtime_error("127.0.0.1:" + std::to_string(port) + ": " +
                             std::generic_category().message(error));
  }
  const int on = 1;
  setsockopt(socket_made, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return socket_made;
}

}  // namespace jejak::tools
