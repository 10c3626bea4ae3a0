#include "tests/support/sink.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>

namespace jejak::support {

std::string Received::header(const std::string& name) const {
  std::size_t at = 0;
  while ((at = head.find("\r\n", at)) != std::string::npos) {
    at += 2;
    const std::size_t colon = head.find(':', at);
    if (colon == std::string::npos) break;
    std::string key = head.substr(at, colon - at);
    std::ranges::transform(key, key.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    const std::size_t end = head.find("\r\n", at);
    if (key == name) return head.substr(colon + 2, end - colon - 2);
  }
  return {};
}

Sink::Sink(std::vector<int> answers) : answers_(std::move(answers)), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* plain = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener_, plain, size) != 0 || ::listen(listener_, 16) != 0 || ::getsockname(listener_, plain, &size) != 0)
    throw std::runtime_error("no port to listen on");
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { run(); });
}

Sink::~Sink() {
  stopping_ = true;
  ::shutdown(listener_, SHUT_RDWR);
  thread_.join();
  ::close(listener_);
}

std::vector<Received> Sink::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

void Sink::run() {
  while (!stopping_) {
    const int connection = ::accept(listener_, nullptr, nullptr);
    if (connection < 0) continue;
    serve(connection);
    ::close(connection);
  }
}

void Sink::serve(int connection) {
  std::string bytes;
  char buffer[4096];
  std::size_t head = std::string::npos, length = 0;
  while (head == std::string::npos || bytes.size() < head + 4 + length) {
    const ssize_t got = ::recv(connection, buffer, sizeof buffer, 0);
    if (got <= 0) return;
    bytes.append(buffer, static_cast<std::size_t>(got));
    head = bytes.find("\r\n\r\n");
    if (head == std::string::npos) continue;
    const std::string stated = Received{bytes.substr(0, head + 2), {}}.header("content-length");
    length = stated.empty() ? 0 : std::stoul(stated);
  }
  int status = 0;
  {
    const std::lock_guard lock(mutex_);
    status = answers_[std::min(requests_.size(), answers_.size() - 1)];
    requests_.push_back({bytes.substr(0, head + 2), bytes.substr(head + 4, length)});
  }
  const std::string answer = "HTTP/1.1 " + std::to_string(status) + " X\r\nLocation: " + url() + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
  ::send(connection, answer.data(), answer.size(), MSG_NOSIGNAL);
}

}  // namespace jejak::support
