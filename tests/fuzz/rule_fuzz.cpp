// Any JSON as {"rule","data"} or as a rule over nothing: it is refused with places, or has a value within the
// bounds that is JSON again and as true as holds() says.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "engine/rules/rule.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

bool truthy(const jejak::json::value& value) {
  if (value.is_null()) return false;
  if (value.is_bool()) return value.get_bool();
  if (value.is_number()) return value.to_number<double>() != 0;
  if (value.is_string()) return !value.get_string().empty();
  return !value.is_array() || !value.get_array().empty();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto document = jejak::parse_json(std::string_view(reinterpret_cast<const char*>(data), size), 256);
  if (!document) return 0;
  const auto* object = document->if_object();
  const auto* logic = object == nullptr ? nullptr : object->if_contains("rule");
  const auto* given = object == nullptr ? nullptr : object->if_contains("data");
  const auto rule = jejak::rules::Rule::compile(logic == nullptr ? *document : *logic);
  if (!rule) {
    require(!rule.error().empty() && !rule.error()[0].message.empty());
    return 0;
  }
  (void)rule->paths_read();
  const jejak::json::value nothing;
  const auto value = rule->evaluate(given == nullptr ? nothing : *given);
  const auto holds = rule->holds(given == nullptr ? nothing : *given);
  if (!value) return 0;
  // NaN, infinities and undefined are null in JSON; all of them are false but the infinities.
  if (holds && !value->is_null()) require(*holds == truthy(*value));
  const std::string text = jejak::canonical_json(*value);
  require(jejak::parse_own_json(text).has_value());
  return 0;
}
