#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace jejak {

using Bytes = std::span<const unsigned char>;
using Hash = std::array<unsigned char, 32>;  // a SHA-256
using Salt = std::array<unsigned char, 32>;

std::string to_hex(Bytes bytes);  // lower case
void append_hex(std::string& out, Bytes bytes);
std::optional<std::string> from_hex(std::string_view text);  // raw bytes; nothing on odd length or a non-digit
std::optional<Hash> hash_from_hex(std::string_view text);    // exactly 64 digits

std::string to_base64(Bytes bytes);                              // RFC 4648 section 4, padded
std::optional<std::string> from_base64(std::string_view text);   // strict, padded
std::string to_base64url(Bytes bytes);                           // RFC 4648 section 5, unpadded
std::optional<std::string> from_base64url(std::string_view text);

inline Bytes bytes_of(std::string_view text) {
  return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

}  // namespace jejak
