#include "engine/core/json.hpp"

#include <array>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <charconv>
#include <cmath>
#include <cstring>
#include <utility>

#include "engine/core/json_fault.hpp"

namespace jejak {
namespace {

constexpr std::int64_t integer_max =
    9007199254740991;                      // 2^53 - 1, the last integer every JSON reader keeps exactly
constexpr double integer_text_end = 1e21;  // from here on ECMAScript writes a number with an exponent
constexpr std::size_t own_depth_max = 512;

// Builds the value like boost::json::parser, with two differences: decimals are read exactly (Boost 1.81 may
// be off by an ulp, and a view must not differ between the live value and its replay), and a strict one
// enforces I-JSON.
template <bool strict>
struct Builder {
  static constexpr std::size_t max_object_size = json::object::max_size();
  static constexpr std::size_t max_array_size = json::array::max_size();
  static constexpr std::size_t max_key_size = json::string::max_size();
  static constexpr std::size_t max_string_size = json::string::max_size();

  explicit Builder(json::storage_ptr storage, unsigned char* buffer, std::size_t size)
      : stack(std::move(storage), buffer, size) {}

  json::value_stack stack;
  std::size_t members = 0;  // keys read; more than the value holds means that a key came twice
  Refused refused = Refused::nothing;

  bool refuse(Refused why, json::error_code& error) {
    refused = why;
    error = json::error::syntax;
    return false;
  }
  // An integer too large, also one spelt with an exponent where we would write it back as digits.
  static bool beyond_integers(double number, json::string_view token) {
    const double size = std::abs(number);
    return size > static_cast<double>(integer_max) &&
           (size < integer_text_end || token.find_first_of(".eE") == json::string_view::npos);
  }
  bool text(json::string_view part, json::error_code& error) {
    if constexpr (strict) {
      if (!part.empty() && std::memchr(part.data(), 0, part.size()) != nullptr)
        return refuse(Refused::nul, error);
    }
    return true;
  }

  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) { return true; }
  bool on_object_begin(json::error_code&) { return true; }
  bool on_object_end(std::size_t count, json::error_code&) {
    members += count;
    stack.push_object(count);
    return true;
  }
  bool on_array_begin(json::error_code&) { return true; }
  bool on_array_end(std::size_t count, json::error_code&) {
    stack.push_array(count);
    return true;
  }
  bool on_key_part(json::string_view part, std::size_t, json::error_code& error) {
    stack.push_chars(part);
    return text(part, error);
  }
  bool on_key(json::string_view part, std::size_t, json::error_code& error) {
    stack.push_key(part);
    return text(part, error);
  }
  bool on_string_part(json::string_view part, std::size_t, json::error_code& error) {
    stack.push_chars(part);
    return text(part, error);
  }
  bool on_string(json::string_view part, std::size_t, json::error_code& error) {
    stack.push_string(part);
    return text(part, error);
  }
  bool on_number_part(json::string_view, json::error_code&) { return true; }
  bool on_int64(std::int64_t number, json::string_view, json::error_code& error) {
    if (strict && (number > integer_max || number < -integer_max)) return refuse(Refused::number, error);
    stack.push_int64(number);
    return true;
  }
  bool on_uint64(std::uint64_t number, json::string_view, json::error_code& error) {
    if (strict) return refuse(Refused::number, error);
    stack.push_uint64(number);
    return true;
  }
  bool on_double(double estimate, json::string_view token, json::error_code& error) {
    double number = 0;
    const auto [end, problem] = std::from_chars(token.data(), token.data() + token.size(), number);
    if (problem == std::errc::result_out_of_range) {
      if (std::abs(estimate) > 1) return refuse(Refused::number, error);
      number = 0;  // too small to tell from nothing
    } else if (problem != std::errc() || end != token.data() + token.size()) {
      return refuse(Refused::number, error);
    }
    if (strict && beyond_integers(number, token)) return refuse(Refused::number, error);
    stack.push_double(number);
    return true;
  }
  bool on_bool(bool truth, json::error_code&) {
    stack.push_bool(truth);
    return true;
  }
  bool on_null(json::error_code&) {
    stack.push_null();
    return true;
  }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }
};

std::size_t count_members(const json::value& value) {
  std::size_t count = 0;
  if (const auto* object = value.if_object()) {
    count = object->size();
    for (const auto& member : *object) {
      if (member.value().is_structured()) count += count_members(member.value());
    }
  } else if (const auto* array = value.if_array()) {
    for (const auto& item : *array) {
      if (item.is_structured()) count += count_members(item);
    }
  }
  return count;
}

template <bool strict>
Result<json::value, JsonFault> parse(std::string_view text, std::size_t depth_max,
                                     json::storage_ptr storage) {
  std::array<unsigned char, 2048> buffer;
  json::parse_options options;
  options.max_depth = depth_max;
  json::basic_parser<Builder<strict>> parser(options, json::storage_ptr(), buffer.data(), buffer.size());
  parser.handler().stack.reset(std::move(storage));
  json::error_code error;
  std::size_t end = parser.write_some(false, text.data(), text.size(), error);
  if (!error && end < text.size()) error = json::error::extra_data;
  if (error) {
    if (parser.handler().refused != Refused::nothing)
      return refused_fault(parser.handler().refused, text, end);
    return syntax_fault(error, end, depth_max);
  }
  json::value value = parser.handler().stack.release();
  if (strict && count_members(value) != parser.handler().members) return duplicate_fault(text);
  return value;
}

}  // namespace

Result<json::value, JsonFault> parse_json(std::string_view text, std::size_t depth_max) {
  return parse<true>(text, depth_max, {});
}

Result<json::value, JsonFault> parse_own_json(std::string_view text, json::storage_ptr storage) {
  return parse<false>(text, own_depth_max, std::move(storage));
}

}  // namespace jejak
