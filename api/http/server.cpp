#include "api/http/server.hpp"

#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <charconv>
#include <csignal>
#include <thread>
#include <utility>
#include <vector>

#include "api/http/io_thread.hpp"
#include "api/http/problem.hpp"
#include "api/http/serializer.hpp"

namespace jejak::http {
namespace {

constexpr auto accept_pause = std::chrono::milliseconds(100);  // when the process is out of file descriptors

std::string listen_text(const ListenAddress& address) {
  const bool is_v6 = address.host.find(':') != std::string::npos;
  return (is_v6 ? '[' + address.host + ']' : address.host) + ':' + std::to_string(address.port);
}

}  // namespace

Result<ListenAddress, std::string> parse_listen_address(std::string_view text) {
  const Result<ListenAddress, std::string> wanted{
      boost::system::in_place_error,
      "'" + std::string(text) + "' is not an address to listen on, such as 127.0.0.1:8080 or [::1]:8080"};
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return wanted;
  ListenAddress address;
  std::string_view host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  address.host = host.empty() ? "0.0.0.0" : std::string(host);
  const std::string_view port = text.substr(colon + 1);
  const auto parsed = std::from_chars(port.data(), port.data() + port.size(), address.port);
  if (parsed.ec != std::errc{} || parsed.ptr != port.data() + port.size()) return wanted;
  ErrorCode error;
  asio::ip::make_address(address.host, error);
  if (error && address.host != "localhost") return wanted;
  return address;
}

struct Server::Inner {
  Inner(ServerSettings with, ServerHooks calls) : settings(std::move(with)), hooks(std::move(calls)) {
    for (unsigned index = 0; index < std::max(1u, settings.io_threads); ++index) {
      threads.push_back(std::make_unique<IoThread>(settings, hooks, counters));
      threads.back()->on_drained = [this] { note_drained(); };
    }
    acceptor.emplace(threads.front()->context->get_executor());
    accept_timer.emplace(threads.front()->context->get_executor());
    signals.emplace(threads.front()->context->get_executor());
  }

  ErrorCode listen() {
    ErrorCode error;
    const std::string host = settings.listen.host == "localhost" ? "127.0.0.1" : settings.listen.host;
    const auto address = asio::ip::make_address(host, error);
    const Tcp::endpoint endpoint(address, settings.listen.port);
    if (!error) acceptor->open(endpoint.protocol(), error);
    if (!error) acceptor->set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor->bind(endpoint, error);
    if (!error) acceptor->listen(asio::socket_base::max_listen_connections, error);
    if (!error) acceptor->non_blocking(true, error);
    if (!error) bound_port = acceptor->local_endpoint(error).port();
    return error;
  }

  Awaitable<void> accept_all() {
    while (!is_stopping) {
      IoThread& thread = next_thread();
      ErrorCode error;
      Socket socket = co_await acceptor->async_accept(thread.context->get_executor(),
                                                      asio::redirect_error(use_awaitable, error));
      if (is_stopping && error) break;
      if (!error) {
        deal(thread, std::move(socket));
      } else if (error != asio::error::connection_aborted) {
        accept_timer->expires_after(accept_pause);
        co_await accept_timer->async_wait(asio::redirect_error(use_awaitable, error));
      }
    }
  }

  IoThread& next_thread() { return *threads[turn++ % threads.size()]; }

  void deal(IoThread& thread, Socket socket) {
    counters.connections_total.fetch_add(1, std::memory_order_relaxed);
    if (counters.connections_open.load() >= settings.limits.connections_max) return refuse(std::move(socket));
    counters.connections_open.fetch_add(1);
    auto adopt = [&thread, socket = std::move(socket)]() mutable { thread.adopt(std::move(socket)); };
    asio::post(thread.context->get_executor(), std::move(adopt));
  }

  // Says so as far as that goes without waiting.
  void refuse(Socket socket) {
    counters.connections_refused_total.fetch_add(1, std::memory_order_relaxed);
    const Response response =
        unavailable("too_many_connections", "The server has as many connections as it takes.");
    std::string head;
    const std::string_view body =
        serialise(head, response, {false, false, Method::get, threads.front()->date(), "none"});
    std::array<char, 4096>
        unread;  // a close with unread bytes would reset the connection before the answer arrives
    ErrorCode ignored;
    socket.non_blocking(true, ignored);
    socket.read_some(asio::buffer(unread), ignored);
    head.append(body);
    socket.write_some(asio::buffer(head), ignored);
    socket.shutdown(Socket::shutdown_send, ignored);
  }

  // On the first thread. Who is already in the accept queue is served, but not who keeps coming; then every thread
  // drains, in this order.
  void begin_drain() {
    if (std::exchange(is_stopping, true)) return;
    ErrorCode error;
    for (int left = asio::socket_base::max_listen_connections; left > 0 && !error; --left) {
      IoThread& thread = next_thread();
      Socket socket = acceptor->accept(thread.context->get_executor(), error);
      if (!error) deal(thread, std::move(socket));
    }
    for (const auto& thread : threads) {
      asio::post(thread->context->get_executor(), [each = thread.get()] { each->drain(); });
    }
    // After the first thread's own drain, so that whoever is refused from now on knows that draining has begun: what a
    // thread posts to itself stands behind what others posted meanwhile.
    asio::post(threads.front()->context->get_executor(), [this] {
      ErrorCode ignored;
      acceptor->close(ignored);
      accept_timer->cancel();
    });
  }

  // From each thread, once. The wait for a second signal must not keep the first thread when there is nothing
  // to cut.
  void note_drained() {
    if (++threads_drained < threads.size()) return;
    asio::post(threads.front()->context->get_executor(), [this] { signals->cancel(); });
  }

  void wait_for_signal() {
    signals->async_wait([this](ErrorCode error, int) {
      if (error) return;
      if (!is_stopping) {
        begin_drain();
        wait_for_signal();
        return;
      }
      for (const auto& thread : threads) {
        asio::post(thread->context->get_executor(), [each = thread.get()] { each->cut(); });
      }
    });
  }

  ServerSettings settings;
  ServerHooks hooks;
  AtomicCounters counters;
  std::vector<std::unique_ptr<IoThread>> threads;
  std::size_t turn = 0;
  std::uint16_t bound_port = 0;
  std::atomic<std::size_t> threads_drained = 0;
  bool is_stopping = false;  // touched by the first thread alone
  std::optional<Acceptor> acceptor;
  std::optional<Timer> accept_timer;
  std::optional<asio::basic_signal_set<Executor>> signals;
};

Server::Server(std::shared_ptr<Inner> inner) : inner_(std::move(inner)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>, std::string> Server::open(ServerSettings settings, ServerHooks hooks) {
  auto inner = std::make_shared<Inner>(std::move(settings), std::move(hooks));
  if (const ErrorCode error = inner->listen())
    return listen_text(inner->settings.listen) + ": " + error.message();
  return std::unique_ptr<Server>(new Server(std::move(inner)));
}

std::uint16_t Server::port() const { return inner_->bound_port; }

void Server::run() {
  Inner& inner = *inner_;
  IoThread& first = *inner.threads.front();
  asio::co_spawn(first.context->get_executor(), inner.accept_all(), asio::detached);
  if (inner.settings.stop_on_signals) {
    inner.signals->add(SIGINT);
    inner.signals->add(SIGTERM);
    inner.wait_for_signal();
  }
  std::vector<std::thread> others;
  for (const auto& thread : inner.threads) {
    thread->sweep_regularly();
    if (thread.get() != &first) others.emplace_back([context = thread->context] { context->run(); });
  }
  first.context->run();
  for (std::thread& other : others) other.join();
}

void Server::stop() {
  asio::post(inner_->threads.front()->context->get_executor(),
             [inner = inner_.get()] { inner->begin_drain(); });
}

ServerCounters Server::counters() const {
  const AtomicCounters& counts = inner_->counters;
  return {counts.connections_open, counts.connections_total, counts.connections_refused_total,
          counts.requests_total,   counts.timeouts_total,    counts.bad_requests_total};
}

}  // namespace jejak::http
