#include "storage/memory/vault.hpp"

namespace jejak {

Result<std::string, Failure> MemoryVault::seal(std::string_view subject, std::string_view clear) {
  const std::lock_guard lock(mutex_);
  auto held = keys_.find(subject);
  if (held == keys_.end()) {
    BoxKey key{};
    entropy_.fill(key);
    held = keys_.emplace(std::string(subject), key).first;
  }
  if (!held->second) return Failure{Failure::Kind::corrupt, "the key of this subject was destroyed"};
  BoxNonce nonce{};
  entropy_.fill(nonce);
  return seal_box(*held->second, nonce, subject, clear);
}

std::optional<std::string> MemoryVault::open(std::string_view subject, std::string_view box) {
  const std::lock_guard lock(mutex_);
  const auto held = keys_.find(subject);
  if (held == keys_.end() || !held->second) return std::nullopt;
  return open_box(*held->second, subject, box);
}

std::optional<Failure> MemoryVault::destroy(std::string_view subject) {
  const std::lock_guard lock(mutex_);
  keys_[std::string(subject)] = std::nullopt;
  return std::nullopt;
}

bool MemoryVault::destroyed(std::string_view subject) {
  const std::lock_guard lock(mutex_);
  const auto held = keys_.find(subject);
  return held != keys_.end() && !held->second;
}

}  // namespace jejak
