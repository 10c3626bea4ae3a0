// Any text: the small parsers of the core refuse it or read it, and what they read is written in one form that they read
// back as the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "engine/core/decimal.hpp"
#include "engine/core/hex.hpp"
#include "engine/core/json.hpp"
#include "engine/core/time.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto time = jejak::parse_rfc3339(text)) {
    require(jejak::parse_rfc3339(jejak::format_rfc3339(*time)) == time);
  }
  if (const auto duration = jejak::parse_duration(text)) require(*duration >= 0);
  if (const auto number = jejak::Decimal::parse(text)) {
    require(jejak::Decimal::parse(number->to_string()) == number);
    require(jejak::Rational(*number).to_decimal(9, jejak::Rounding::down) == number);
  }
  if (const auto bytes = jejak::from_base64(text)) require(jejak::to_base64(jejak::bytes_of(*bytes)) == text);
  if (const auto bytes = jejak::from_base64url(text)) require(jejak::to_base64url(jejak::bytes_of(*bytes)) == text);
  if (const auto bytes = jejak::from_hex(text)) require(2 * bytes->size() == size);
  const jejak::json::value document = jejak::json::object{{"a", jejak::json::array{1, 2}}, {"", "b"}};
  jejak::find_pointer(document, text);
  require(jejak::from_base64(jejak::to_base64(jejak::bytes_of(text))) == text);
  return 0;
}
