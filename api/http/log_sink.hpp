#pragma once
// Internal to api/http.
#include <spdlog/details/null_mutex.h>
#include <spdlog/sinks/base_sink.h>

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace jejak::http {

// Writes lines to stderr from a thread of its own: a line costs its caller a copy, and a slow reader of
// stderr costs nobody a request. Lines that come while it writes go out together in the next block; when more
// than a bound wait, further ones are dropped and counted in a line of their own. (spdlog's own asynchronous
// logger wakes a thread and makes a system call for each line, which at 100,000 requests per second takes a
// third of them.)
class StderrSink final : public spdlog::sinks::base_sink<spdlog::details::null_mutex> {
 public:
  StderrSink();
  ~StderrSink() override;  // writes what waits

 private:
  void sink_it_(const spdlog::details::log_msg& message) override;
  void flush_() override {}
  void write_regularly();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::string waiting_;
  std::size_t dropped_ = 0;
  bool is_ending_ = false;
  std::thread writer_;
};

}  // namespace jejak::http
