#pragma once
#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace jejak::tools {

// A program that this one starts, watches and ends, by its process id alone. Its stdout is a pipe to us; its
// stderr goes to `stderr_path`, or to /dev/null where that is empty. It is killed when the object goes.
class Child {
 public:
  // argv[0] is the program's path. Throws std::runtime_error when it cannot be started.
  explicit Child(const std::vector<std::string>& argv, const std::string& stderr_path = {});
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  pid_t pid() const { return pid_; }
  // The next line of its stdout without the newline; nothing after the end of it or after `patience`.
  std::optional<std::string> read_line(std::chrono::milliseconds patience);
  std::string read_all(std::chrono::milliseconds patience);  // the rest of stdout, until its end
  void signal(int number);
  // Waits for its end: the exit code, or 128 + the signal that ended it; nothing after `patience`.
  std::optional<int> wait(std::chrono::milliseconds patience);
  std::uint64_t resident_bytes() const;  // from /proc; 0 once it has ended

 private:
  bool fill(std::chrono::steady_clock::time_point deadline);  // false at the end or the deadline

  pid_t pid_ = -1;
  int out_ = -1;
  std::string buffer_;
  std::optional<int> ended_;
};

// The path of the program that is running now.
std::string own_program();

// The port of a server that prints "listening on http://127.0.0.1:PORT"; other lines before it are passed
// over. Throws std::runtime_error with what was printed when it does not come within `patience`.
std::uint16_t wait_until_listening(Child& server, std::chrono::milliseconds patience);

}  // namespace jejak::tools
