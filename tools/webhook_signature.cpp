#include "tools/webhook_signature.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "engine/core/hex.hpp"

namespace jejak::tools {

std::optional<std::string> webhook_signature(std::string_view secret, std::string_view id, std::int64_t seconds, std::string_view body) {
  constexpr std::string_view prefix = "whsec_";
  if (!secret.starts_with(prefix)) return std::nullopt;
  const auto key = from_base64(secret.substr(prefix.size()));
  if (!key) return std::nullopt;
  const std::string text = std::string(id) + "." + std::to_string(seconds) + "." + std::string(body);
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  if (HMAC(EVP_sha256(), key->data(), static_cast<int>(key->size()), reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest, &size) == nullptr)
    return std::nullopt;
  return "v1," + to_base64(Bytes(digest, size));
}

}  // namespace jejak::tools
