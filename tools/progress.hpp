#pragma once
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <string>

namespace jejak::tools {

// How far long work has come, on stderr: a bar that is redrawn on a terminal, a plain line per tenth elsewhere.
class Progress {
 public:
  Progress(std::string what, std::uint64_t total) : what_(std::move(what)), total_(total), bar_(isatty(2) == 1) {}
  ~Progress() {
    if (bar_ && shown_ >= 0) std::fputc('\n', stderr);
  }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void at(std::uint64_t done) {
    const int percent = total_ == 0 ? 100 : static_cast<int>(done * 100 / total_);
    if (percent == shown_ || (!bar_ && percent / 10 == shown_ / 10 && shown_ >= 0)) return;
    shown_ = percent;
    if (bar_) {
      const std::string filled(static_cast<std::size_t>(percent) * 40 / 100, '#');
      std::fprintf(stderr, "\r%s [%-40s] %3d%%", what_.c_str(), filled.c_str(), percent);
    } else {
      std::fprintf(stderr, "%s %d%% (%llu of %llu)\n", what_.c_str(), percent,
                   static_cast<unsigned long long>(done), static_cast<unsigned long long>(total_));
    }
  }

 private:
  std::string what_;
  std::uint64_t total_;
  bool bar_;
  int shown_ = -1;
};

}  // namespace jejak::tools
