#include "api/routes/key_directory.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "api/routes/digest.hpp"
#include "engine/core/json.hpp"

namespace jejak::routes {
namespace {

constexpr std::string_view prefix = "jejak_";
constexpr std::size_t secret_size = 43;  // 32 bytes in base64url without padding

std::string text_of(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value && value->is_string() ? std::string(value->as_string()) : std::string{};
}

}  // namespace

std::string make_token(Entropy& entropy) {
  std::array<unsigned char, 32> secret{};
  entropy.fill(secret);
  return std::string(prefix) + to_base64url(secret);
}

std::string token_hash(std::string_view token) { return to_hex(digest(token)); }

bool looks_like_token(std::string_view token) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  return token.size() == prefix.size() + secret_size && token.starts_with(prefix) &&
         std::all_of(token.begin(), token.end(), allowed);
}

std::optional<Failure> KeyDirectory::refresh() {
  const std::lock_guard one_at_a_time(refreshing_);
  return log_.read_stream("keys", known_ + 1, std::numeric_limits<std::uint64_t>::max(),
                          [this](const StoredEvent& event) {
                            apply(event);
                            known_ = event.stream_version;
                            return true;
                          });
}

std::optional<Failure> KeyDirectory::follow(Position changed_at) {
  if (followed_ == changed_at) return std::nullopt;
  auto failure = refresh();
  if (!failure) followed_ = changed_at;
  return failure;
}

void KeyDirectory::apply(const StoredEvent& event) {
  const auto data = parse_own_json(event.data);
  if (!data || !data->is_object()) return;
  const json::object& fields = data->as_object();
  const std::string id = text_of(fields, "id");
  const std::lock_guard lock(mutex_);
  if (event.type == "KeyIssued") {
    const auto hash = hash_from_hex(text_of(fields, "hash"));
    const auto role = workflows::role_named(text_of(fields, "role"));
    if (!hash || !role) return;
    by_hash_[*hash] = std::make_shared<const workflows::Caller>(
        workflows::Caller{"key-" + id, *role, text_of(fields, "organizer"), text_of(fields, "entrant"),
                          text_of(fields, "juror")});
    by_id_[id] = *hash;
  } else if (event.type == "KeyRevoked") {
    const auto found = by_id_.find(id);
    if (found == by_id_.end()) return;
    by_hash_.erase(found->second);
    by_id_.erase(found);
  }
}

CallerPtr KeyDirectory::find(std::string_view token) const {
  if (!looks_like_token(token)) return nullptr;
  const Hash hash = digest(token);
  const std::shared_lock lock(mutex_);
  const auto found = by_hash_.find(hash);
  return found == by_hash_.end() ? nullptr : found->second;
}

std::size_t KeyDirectory::size() const {
  const std::shared_lock lock(mutex_);
  return by_hash_.size();
}

}  // namespace jejak::routes
