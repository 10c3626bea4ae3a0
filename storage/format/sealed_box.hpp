#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/hex.hpp"

namespace jejak {

using BoxKey = std::array<unsigned char, 32>;
using BoxNonce = std::array<unsigned char, 12>;

// The sealed form of a personal field, the same in every store: base64 of nonce || ciphertext || tag (16
// bytes) by AES-256-GCM (NIST SP 800-38D), with the subject as associated data so that a box cannot be passed
// off as another's. Precondition: a nonce is used once per key; the clear text is below 2^31 bytes.
std::string seal_box(const BoxKey& key, const BoxNonce& nonce, std::string_view subject,
                     std::string_view clear);

// The clear text; nothing where the box was not made with this key and subject, or was changed.
std::optional<std::string> open_box(const BoxKey& key, std::string_view subject, std::string_view box);

}  // namespace jejak
