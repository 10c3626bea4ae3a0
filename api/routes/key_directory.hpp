#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>

#include "engine/core/hex.hpp"
#include "engine/ports/entropy.hpp"
#include "engine/ports/event_log.hpp"
#include "workflows/command.hpp"

namespace jejak::routes {

using CallerPtr = std::shared_ptr<const workflows::Caller>;

// A fresh API key: "jejak_" and 32 random bytes in base64url. 256 bits need no slow hash; the log holds its
// SHA-256.
std::string make_token(Entropy& entropy);
std::string token_hash(std::string_view token);  // 64 hex digits
bool looks_like_token(std::string_view token);

// Who holds which key: the log's stream `keys`, folded. Lookups are safe from any thread and never read the
// log.
class KeyDirectory {
 public:
  explicit KeyDirectory(EventLog& log) : log_(log) {}

  // Reads what the stream has beyond what is known. Called at the start, and after each commit that changed
  // keys before it is answered: a key works once its 201 is there and no more once its revocation is.
  std::optional<Failure> refresh();

  // The same where the keys changed since it last did so: `changed_at` is the position of their last change, as the
  // views know it. Whoever wrote them (a timer, the console, another node), the directory follows.
  std::optional<Failure> follow(Position changed_at);

  CallerPtr find(std::string_view token) const;  // null for an unknown or revoked key
  std::size_t size() const;

 private:
  void apply(const StoredEvent& event);

  EventLog& log_;
  std::mutex refreshing_;
  StreamVersion known_ = 0;  // guarded by refreshing_
  std::optional<Position> followed_;  // by the caller of follow() alone
  mutable std::shared_mutex mutex_;
  std::map<Hash, CallerPtr> by_hash_;
  std::map<std::string, Hash, std::less<>> by_id_;
};

}  // namespace jejak::routes
