#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace jejak::crash {

// What the client knows of one write: that it was sent, and how it was answered, if it was.
struct Write {
  enum class Answer { none, acknowledged, refused };
  std::string body_hash;  // hex SHA-256 of the request as it was sent
  Answer answer = Answer::none;
  struct Receipt {
    std::uint64_t position = 0;
    std::string leaf_hash;  // hex
    bool operator==(const Receipt&) const = default;
  };
  std::vector<Receipt> receipts;  // every event of an acknowledged write, ascending
};

// By the key that the client made for each write: idempotency key and request id in one.
using Writes = std::map<std::string, Write, std::less<>>;

// The client's own memory, outside of the system under test: one line per thing that happened, on disk before
// the client goes on. Lines: "sent KEY HASH", "acknowledged KEY POSITION:LEAF ...", "refused KEY STATUS".
class Ledger {
 public:
  explicit Ledger(const std::filesystem::path& file);
  ~Ledger();
  Ledger(const Ledger&) = delete;
  Ledger& operator=(const Ledger&) = delete;

  void sent(std::string_view key, std::string_view body_hash);
  void acknowledged(std::string_view key, const std::vector<Write::Receipt>& receipts);
  void refused(std::string_view key, unsigned status);

 private:
  void keep(std::string line);  // returns when the line is on disk; from any thread

  std::mutex mutex_;
  int file_ = -1;
};

// What the ledger says, read back from its file. A line that is not one throws std::runtime_error.
Writes read_ledger(const std::filesystem::path& file);

}  // namespace jejak::crash
