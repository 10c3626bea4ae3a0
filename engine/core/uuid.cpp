#include "engine/core/uuid.hpp"

#include <algorithm>
#include <cstdint>

#include "engine/core/hex.hpp"

namespace jejak {
namespace {

constexpr bool dash_at(std::size_t at) { return at == 8 || at == 13 || at == 18 || at == 23; }

}  // namespace

std::string uuid_v7(Timestamp time, const std::array<unsigned char, 10>& random) {
  const auto milliseconds = static_cast<std::uint64_t>(time.microseconds / 1000);
  std::array<unsigned char, 16> bytes{};
  for (std::size_t at = 0; at < 6; ++at)
    bytes[at] = static_cast<unsigned char>(milliseconds >> (40 - 8 * at));
  std::copy(random.begin(), random.end(), bytes.begin() + 6);
  bytes[6] = static_cast<unsigned char>(0x70 | (bytes[6] & 0x0F));
  bytes[8] = static_cast<unsigned char>(0x80 | (bytes[8] & 0x3F));
  const std::string hex = to_hex(bytes);
  std::string out;
  out.reserve(36);
  for (const char digit : hex) {
    if (dash_at(out.size())) out += '-';
    out += digit;
  }
  return out;
}

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    if (dash_at(at) ? c != '-' : !digit) return false;
  }
  return true;
}

}  // namespace jejak
