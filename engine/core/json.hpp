#pragma once
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>
#include <cstddef>
#include <string>
#include <string_view>

#include "engine/core/result.hpp"

namespace jejak {

namespace json = boost::json;

// Where and why a text is not JSON that we accept. `offset` counts bytes from 0.
struct JsonFault {
  std::size_t offset = 0;
  std::string message;
};

inline constexpr std::size_t json_depth_max = 64;

// Strict RFC 8259 and I-JSON (RFC 7493): refuses duplicate keys, invalid UTF-8, lone surrogates, NUL characters
// (raw or \u0000), nesting over `depth_max`, trailing bytes, integers beyond +-(2^53-1) and non-finite numbers.
Result<json::value, JsonFault> parse_json(std::string_view text, std::size_t depth_max = json_depth_max);

// Trusting parse for bytes that we wrote ourselves (the log, the views); `storage` owns the result's memory.
// A corrupt text is a JsonFault.
Result<json::value, JsonFault> parse_own_json(std::string_view text, json::storage_ptr storage = {});

// RFC 8785 (JSON Canonicalization Scheme): UTF-16 key order, ECMAScript number formatting, minimal escapes.
// Appends to `out`. Precondition: numbers are finite.
void append_canonical(std::string& out, const json::value& value);
void append_canonical_object(std::string& out, const json::object& object);  // without making it a value first
void append_canonical_string(std::string& out, std::string_view text);  // one quoted JSON string
std::string canonical_json(const json::value& value);

// The value at an RFC 6901 pointer, or null where there is none.
const json::value* find_pointer(const json::value& value, std::string_view pointer);

// `segment` escaped for use in a JSON Pointer (~ is ~0, / is ~1).
std::string pointer_escape(std::string_view segment);

}  // namespace jejak
