#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jejak::tools {

// The header `webhook-signature` of Standard Webhooks 1.0.0: "v1," and the base64 of HMAC-SHA256 over "<id>.<seconds>.<body>" with the
// bytes that follow "whsec_" in the secret, in base64. Nothing where the secret is none.
std::optional<std::string> webhook_signature(std::string_view secret, std::string_view id, std::int64_t seconds, std::string_view body);

}  // namespace jejak::tools
