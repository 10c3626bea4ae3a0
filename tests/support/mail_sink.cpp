#include "tests/support/mail_sink.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <optional>
#include <stdexcept>

namespace jejak::support {
namespace {

// Lines out of a connection, one by one; nothing once the other side is gone.
class Lines {
 public:
  explicit Lines(int connection) : connection_(connection) {}
  std::optional<std::string> next() {
    std::size_t end = 0;
    while ((end = bytes_.find("\r\n")) == std::string::npos) {
      char buffer[4096];
      const ssize_t got = ::recv(connection_, buffer, sizeof buffer, 0);
      if (got <= 0) return std::nullopt;
      bytes_.append(buffer, static_cast<std::size_t>(got));
    }
    std::string line = bytes_.substr(0, end);
    bytes_.erase(0, end + 2);
    return line;
  }

 private:
  int connection_;
  std::string bytes_;
};

std::string within(const std::string& line) {
  const auto open = line.find('<'), close = line.find('>');
  return line.substr(open + 1, close - open - 1);
}

void say(int connection, const std::string& line) { ::send(connection, (line + "\r\n").data(), line.size() + 2, MSG_NOSIGNAL); }

}  // namespace

MailSink::MailSink(std::vector<int> answers) : answers_(std::move(answers)), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
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

MailSink::~MailSink() {
  stopping_ = true;
  ::shutdown(listener_, SHUT_RDWR);
  thread_.join();
  ::close(listener_);
}

std::vector<Letter> MailSink::letters() const {
  const std::lock_guard lock(mutex_);
  return letters_;
}

void MailSink::run() {
  while (!stopping_) {
    const int connection = ::accept(listener_, nullptr, nullptr);
    if (connection < 0) continue;
    serve(connection);
    ::close(connection);
  }
}

void MailSink::serve(int connection) {
  Lines lines(connection);
  Letter letter;
  say(connection, "220 relay");
  while (const auto line = lines.next()) {
    if (line->starts_with("MAIL FROM:")) {
      letter = {within(*line), {}, {}};
      say(connection, "250 ok");
    } else if (line->starts_with("RCPT TO:")) {
      letter.to = within(*line);
      say(connection, std::to_string(answers_[std::min(asked_++, answers_.size() - 1)]) + " so it is");
    } else if (*line == "DATA") {
      say(connection, "354 go on");
      for (auto text = lines.next(); text && *text != "."; text = lines.next()) letter.message += text->substr(text->starts_with('.') ? 1 : 0) + "\r\n";
      const std::lock_guard lock(mutex_);
      letters_.push_back(letter);
      say(connection, "250 taken");
    } else if (*line == "QUIT") {
      say(connection, "221 bye");
      return;
    } else {
      say(connection, "250 ok");
    }
  }
}

}  // namespace jejak::support
