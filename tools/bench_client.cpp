#include "tools/bench_client.hpp"

#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>

#include "tools/bench_load.hpp"

namespace jejak::tools {

std::string HttpAnswer::header(std::string_view name) const {
  for (std::size_t at = head.find("\r\n"); at != std::string::npos; at = head.find("\r\n", at + 2)) {
    const std::size_t begin = at + 2;
    if (head.size() <= begin + name.size() || head[begin + name.size()] != ':') continue;
    if (strncasecmp(head.data() + begin, name.data(), name.size()) != 0) continue;
    const std::size_t value = head.find_first_not_of(' ', begin + name.size() + 1);
    return head.substr(value, head.find("\r\n", value) - value);
  }
  return {};
}

std::string http_request(std::string_view method, std::string_view target, std::string_view body,
                         const HttpFields& fields) {
  std::string request(method);
  request.append(" ").append(target).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
  for (const auto& [name, value] : fields) request.append(name).append(": ").append(value).append("\r\n");
  if (!body.empty()) {
    request.append("Content-Type: application/json\r\nContent-Length: ");
    request.append(std::to_string(body.size())).append("\r\n");
  }
  return request.append("\r\n").append(body);
}

HttpClient::HttpClient(std::uint16_t port, unsigned patience_seconds) : socket_(connect_to_loopback(port)) {
  timeval patience{};
  patience.tv_sec = patience_seconds;
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
}

HttpClient::~HttpClient() { close(socket_); }

bool HttpClient::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::optional<HttpAnswer> HttpClient::read() {
  std::array<char, 16384> bytes{};
  HttpAnswer answer;
  std::size_t size = 0;
  while ((size = complete_answer(received_, answer.status)) == 0) {
    const ssize_t got = recv(socket_, bytes.data(), bytes.size(), 0);
    if (got <= 0) return std::nullopt;
    received_.append(bytes.data(), static_cast<std::size_t>(got));
  }
  const std::size_t head_end = received_.find("\r\n\r\n") + 2;
  answer.head = received_.substr(0, head_end);
  answer.body = received_.substr(head_end + 2, size - head_end - 2);
  received_.erase(0, size);
  return answer;
}

std::optional<HttpAnswer> HttpClient::send(std::string_view request) {
  if (!write(request)) return std::nullopt;
  return read();
}

bool HttpClient::at_end() {
  std::array<char, 256> bytes{};
  ssize_t got = 0;
  while ((got = recv(socket_, bytes.data(), bytes.size(), 0)) > 0) continue;
  return got == 0;
}

}  // namespace jejak::tools
