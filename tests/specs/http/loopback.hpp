#pragma once
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "api/http/problem.hpp"
#include "api/http/router.hpp"
#include "api/http/server.hpp"

namespace jejak::http {

inline constexpr int patience_ms = 20'000;  // a test that waits this long has failed

// Whether somebody may listen there: only a refusal says that nobody does, not a want of file descriptors or ports.
inline bool connects(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool connected = ::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  const bool refused = !connected && errno == ECONNREFUSED;
  ::close(socket);
  return !refused;
}

// A client that says exactly the bytes it is told to.
class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  }
  Client(const Client&) = delete;
  ~Client() { ::close(socket_); }

  // False when the server has closed its end.
  bool say(std::string_view text) {
    while (!text.empty()) {
      const ssize_t sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  void get(std::string_view target, std::string_view header = "") {
    say("GET " + std::string(target) + " HTTP/1.1\r\nHost: h\r\n" + std::string(header) + "\r\n");
  }

  // The next answer, headers and body; "" when the connection ends before it.
  std::string answer(bool has_body = true) {
    std::size_t head = 0;
    while ((head = heard_.find("\r\n\r\n")) == std::string::npos) {
      if (!hear()) return take(heard_.size());
    }
    head += 4;
    const auto length = heard_.find("Content-Length: ");
    const std::size_t body = has_body && length < head ? std::stoul(heard_.substr(length + 16)) : 0;
    while (heard_.size() < head + body) {
      if (!hear()) break;
    }
    return take(head + body);
  }

  // Everything up to the end of the connection.
  std::string rest() {
    while (hear()) {
    }
    return take(heard_.size());
  }

  // Up to and including `text`.
  std::string until(std::string_view text) {
    while (heard_.find(text) == std::string::npos) {
      if (!hear()) return take(heard_.size());
    }
    return take(heard_.find(text) + text.size());
  }

 private:
  bool hear() {
    pollfd ready{socket_, POLLIN, 0};
    if (::poll(&ready, 1, patience_ms) != 1) {
      ADD_FAILURE() << "the server neither answered nor closed the connection";
      return false;
    }
    char bytes[16 * 1024];
    const ssize_t size = ::recv(socket_, bytes, sizeof bytes, 0);
    if (size > 0) heard_.append(bytes, static_cast<std::size_t>(size));
    return size > 0;
  }

  std::string take(std::size_t size) {
    std::string text = heard_.substr(0, size);
    heard_.erase(0, size);
    return text;
  }

  int socket_;
  std::string heard_;
};

// A server on a free port, in threads of its own, with routes to provoke it.
class Loopback {
 public:
  explicit Loopback(Limits limits = {}, unsigned io_threads = 1) {
    ServerSettings settings;
    settings.listen.port = 0;
    settings.limits = limits;
    settings.io_threads = io_threads;
    ServerHooks hooks;
    hooks.dispatch = [this](const RequestPtr& request, Reply reply) { serve(request, std::move(reply)); };
    hooks.on_answer = [this](const AccessEntry& entry) {
      const std::lock_guard lock(mutex_);
      statuses_.push_back(entry.status);
    };
    hooks.on_bug = [this](std::string_view what, std::string_view) {
      const std::lock_guard lock(mutex_);
      bugs_.emplace_back(what);
    };
    auto opened = Server::open(settings, hooks);
    EXPECT_TRUE(opened) << opened.error();
    server = std::move(*opened);
    running_ = std::thread([this] { server->run(); });
  }
  Loopback(const Loopback&) = delete;
  ~Loopback() { finish(); }

  std::uint16_t port() const { return server->port(); }

  // Stops and waits until run() has returned.
  void finish() {
    if (!running_.joinable()) return;
    server->stop();
    running_.join();
  }

  // The reply to the next request for /later, once it has arrived.
  Reply later() {
    auto reply = arrived_.get_future().get();
    arrived_ = {};
    return reply;
  }

  std::vector<unsigned> statuses() {
    const std::lock_guard lock(mutex_);
    return statuses_;
  }

  std::vector<std::string> bugs() {
    const std::lock_guard lock(mutex_);
    return bugs_;
  }

  std::unique_ptr<Server> server;
  std::shared_ptr<Outflow> flow;  // of the last /stream
  std::promise<void> streaming;   // kept when /stream was asked for

 private:
  void serve(const RequestPtr& request, Reply reply);

  std::mutex mutex_;
  std::vector<unsigned> statuses_;
  std::vector<std::string> bugs_;
  std::promise<Reply> arrived_;
  std::thread running_;
};

}  // namespace jejak::http
