// Any bytes: parse_json answers with a fault inside the text, or with a value whose canonical form is read back as the
// same bytes, by the strict parser and by our own.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "engine/core/json.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto own = jejak::parse_own_json(text);
  const auto strict = jejak::parse_json(text);
  if (!strict) {
    require(strict.error().offset <= size && !strict.error().message.empty());
    return 0;
  }
  require(own.has_value());
  const std::string canonical = jejak::canonical_json(*strict);
  require(jejak::canonical_json(*own) == canonical);
  const auto again = jejak::parse_json(canonical);
  require(again.has_value() && jejak::canonical_json(*again) == canonical);
  const auto own_again = jejak::parse_own_json(canonical);
  require(own_again.has_value() && jejak::canonical_json(*own_again) == canonical);
  return 0;
}
