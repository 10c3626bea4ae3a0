#pragma once
#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace jejak::support {

struct Letter {
  std::string from, to;  // of the envelope
  std::string message;   // without the dots that SMTP adds
};

// A mail relay on loopback (RFC 5321 without extensions): answers RCPT with these codes in turn, then with the last one, and keeps what it takes.
class MailSink {
 public:
  explicit MailSink(std::vector<int> answers = {250});
  ~MailSink();
  MailSink(const MailSink&) = delete;
  std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }
  std::vector<Letter> letters() const;

 private:
  void run();
  void serve(int connection);

  std::vector<int> answers_;
  std::size_t asked_ = 0;
  int listener_ = -1;
  unsigned port_ = 0;
  std::atomic<bool> stopping_ = false;
  mutable std::mutex mutex_;
  std::vector<Letter> letters_;
  std::thread thread_;
};

}  // namespace jejak::support
