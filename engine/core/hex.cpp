#include "engine/core/hex.hpp"

#include <algorithm>

namespace jejak {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view base64_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view base64url_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

using Values = std::array<signed char, 256>;

constexpr Values values_of(std::string_view digits) {
  Values table{};
  for (auto& value : table) value = -1;
  for (std::size_t at = 0; at < digits.size(); ++at) {
    table[static_cast<unsigned char>(digits[at])] = static_cast<signed char>(at);
  }
  return table;
}

constexpr Values hex_values = [] {
  Values table = values_of(hex_digits);
  for (std::size_t at = 0; at < 6; ++at) table['A' + at] = static_cast<signed char>(10 + at);
  return table;
}();
constexpr Values base64_values = values_of(base64_digits);
constexpr Values base64url_values = values_of(base64url_digits);

int value_of(const Values& table, char digit) { return table[static_cast<unsigned char>(digit)]; }

std::string encode64(Bytes bytes, std::string_view digits) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  unsigned pending = 0;
  int bits = 0;
  for (const unsigned char byte : bytes) {
    pending = (pending << 8 | byte) & 0xFFFF;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      out += digits[pending >> bits & 63];
    }
  }
  if (bits > 0) out += digits[pending << (6 - bits) & 63];
  return out;
}

// Unpadded digits. Refuses a lone digit and unused bits that are not zero, so that bytes have one spelling
// only.
std::optional<std::string> decode64(std::string_view text, const Values& table) {
  if (text.size() % 4 == 1) return std::nullopt;
  std::string out;
  out.reserve(text.size() / 4 * 3 + 2);
  unsigned pending = 0;
  int bits = 0;
  for (const char digit : text) {
    const int value = value_of(table, digit);
    if (value < 0) return std::nullopt;
    pending = (pending << 6 | static_cast<unsigned>(value)) & 0xFFFF;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out += static_cast<char>(pending >> bits & 0xFF);
    }
  }
  if ((pending & ((1U << bits) - 1)) != 0) return std::nullopt;
  return out;
}

}  // namespace

void append_hex(std::string& out, Bytes bytes) {
  const std::size_t start = out.size();
  out.resize(start + 2 * bytes.size());
  char* at = out.data() + start;
  for (const unsigned char byte : bytes) {
    *at++ = hex_digits[byte >> 4];
    *at++ = hex_digits[byte & 15];
  }
}

std::string to_hex(Bytes bytes) {
  std::string out;
  append_hex(out, bytes);
  return out;
}

std::optional<std::string> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string out(text.size() / 2, '\0');
  for (std::size_t at = 0; at < out.size(); ++at) {
    const int high = value_of(hex_values, text[2 * at]);
    const int low = value_of(hex_values, text[2 * at + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out[at] = static_cast<char>(high << 4 | low);
  }
  return out;
}

std::optional<Hash> hash_from_hex(std::string_view text) {
  Hash hash{};
  if (text.size() != 2 * hash.size()) return std::nullopt;
  const auto bytes = from_hex(text);
  if (!bytes) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), reinterpret_cast<char*>(hash.data()));
  return hash;
}

std::string to_base64(Bytes bytes) {
  std::string out = encode64(bytes, base64_digits);
  out.append((4 - out.size() % 4) % 4, '=');
  return out;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.remove_suffix(1);
  return decode64(text, base64_values);
}

std::string to_base64url(Bytes bytes) { return encode64(bytes, base64url_digits); }

std::optional<std::string> from_base64url(std::string_view text) { return decode64(text, base64url_values); }

}  // namespace jejak
