#include "api/http/log_sink.hpp"

#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <string_view>
#include <utility>

namespace jejak::http {
namespace {

constexpr std::size_t waiting_bytes_max = 8 * 1024 * 1024;
constexpr std::chrono::milliseconds between_blocks{20};

void write_to_stderr(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return;  // there is nobody to tell
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

StderrSink::StderrSink() : writer_([this] { write_regularly(); }) {}

StderrSink::~StderrSink() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  changed_.notify_one();
  writer_.join();
}

void StderrSink::sink_it_(const spdlog::details::log_msg& message) {
  bool is_first = false;
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() > waiting_bytes_max) {
      ++dropped_;
      return;
    }
    is_first = waiting_.empty();
    waiting_.append(message.payload.data(), message.payload.size()).push_back('\n');
  }
  if (is_first) changed_.notify_one();
}

void StderrSink::write_regularly() {
  std::string block;
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return is_ending_ || !waiting_.empty(); });
    block.clear();
    block.swap(waiting_);
    const std::size_t dropped = std::exchange(dropped_, 0);
    const bool is_last = is_ending_;
    lock.unlock();
    if (dropped > 0)
      block += "{\"level\":\"error\",\"message\":\"log lines dropped\",\"count\":" + std::to_string(dropped) +
               "}\n";
    write_to_stderr(block);
    lock.lock();
    if (is_last) return;
    changed_.wait_for(lock, between_blocks, [this] { return is_ending_; });
  }
}

}  // namespace jejak::http
