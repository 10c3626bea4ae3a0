#pragma once
// Internal to api/http.
#include <spdlog/sinks/base_sink.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <mutex>
#include <string>
#include <string_view>

namespace jejak::http {

// Writes lines to stderr: one by one while they are rare, in blocks while they are many. spdlog's own sink makes a
// system call of each line, which at 50,000 requests per second costs more than the requests.
class StderrSink final : public spdlog::sinks::base_sink<std::mutex> {
 public:
  ~StderrSink() override { write_out(); }

 private:
  static constexpr std::size_t block_bytes = 32 * 1024;
  static constexpr std::chrono::milliseconds quiet{100};

  void sink_it_(const spdlog::details::log_msg& message) override {
    waiting_.append(message.payload.data(), message.payload.size()).push_back('\n');
    if (waiting_.size() >= block_bytes || message.time - last_write_ >= quiet) {
      last_write_ = message.time;
      write_out();
    }
  }

  void flush_() override { write_out(); }

  void write_out() {
    std::string_view rest = waiting_;
    while (!rest.empty()) {
      const ssize_t written = ::write(STDERR_FILENO, rest.data(), rest.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) break;  // nobody to tell
      rest.remove_prefix(static_cast<std::size_t>(written));
    }
    waiting_.clear();
  }

  std::string waiting_;
  std::chrono::system_clock::time_point last_write_{};
};

}  // namespace jejak::http
