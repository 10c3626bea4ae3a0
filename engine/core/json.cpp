#include "engine/core/json.hpp"

#include <array>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <charconv>
#include <cmath>
#include <cstring>
#include <set>
#include <utility>
#include <vector>

namespace jejak {
namespace {

constexpr std::int64_t integer_max = 9007199254740991;  // 2^53 - 1, the last integer every JSON reader keeps exactly
constexpr double integer_text_end = 1e21;  // from here on ECMAScript writes a number with an exponent
constexpr std::size_t own_depth_max = 512;

enum class Refused { nothing, nul, number };

// Builds the value like boost::json::parser, with two differences: decimals are read exactly (Boost 1.81 may be off by
// an ulp, and a view must not differ between the live value and its replay), and a strict one enforces I-JSON.
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
  bool text(json::string_view part, json::error_code& error) {
    if constexpr (strict) {
      if (!part.empty() && std::memchr(part.data(), 0, part.size()) != nullptr) return refuse(Refused::nul, error);
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
    // What we would write back as an integer must be one that we accept again.
    const double size = std::abs(number);
    if (strict && size > static_cast<double>(integer_max) && size < integer_text_end) {
      return refuse(Refused::number, error);
    }
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

std::string sentence(const json::error_code& error, std::size_t depth_max) {
  if (error == json::error::incomplete) return "The text ends before the JSON value is complete.";
  if (error == json::error::extra_data) return "There is more text after the JSON value; send one value only.";
  if (error == json::error::too_deep) {
    return "Arrays and objects are nested deeper than " + std::to_string(depth_max) + " levels.";
  }
  if (error == json::error::exponent_overflow) return "The number's exponent is too large.";
  if (error == json::error::expected_hex_digit) return "\\u must be followed by four hexadecimal digits.";
  if (error == json::error::illegal_leading_surrogate || error == json::error::illegal_trailing_surrogate) {
    return "A \\u escape names half of a surrogate pair; send both halves or neither.";
  }
  return "This is not JSON here: a character is out of place, not escaped, or not UTF-8.";
}

// Finds, in a text that the parser has read up to the fault, where a string holds \u0000 or where a key comes twice.
class Finder {
 public:
  explicit Finder(std::string_view text) : text_(text) {}

  std::size_t nul() const {
    for (std::size_t at = text_.find('\\'); at + 1 < text_.size(); at = text_.find('\\', at + 2)) {
      if (text_.substr(at, 6) == "\\u0000") return at;
    }
    return 0;
  }

  JsonFault duplicate() const {
    std::vector<std::set<std::string>> open;  // an array opens an empty set, so that closing needs no look back
    for (std::size_t at = 0; at < text_.size(); ++at) {
      const char c = text_[at];
      if (c == '{' || c == '[') open.emplace_back();
      if (c == '}' || c == ']') open.pop_back();
      if (c != '"') continue;
      const std::size_t start = at;
      at = closing_quote(at);
      const std::size_t next = text_.find_first_not_of(" \t\r\n", at + 1);
      if (next == std::string_view::npos || text_[next] != ':') continue;
      const auto key = parse_own_json(text_.substr(start, at + 1 - start));
      const json::string& name = key->get_string();
      if (!open.back().emplace(name.data(), name.size()).second) {
        return {start, "The key " + shown(text_.substr(start, at + 1 - start)) + " comes twice in one object."};
      }
    }
    return {0, "A key comes twice in one object."};
  }

 private:
  // A client's words in a message, but never more than a line of them.
  static std::string shown(std::string_view quoted) {
    constexpr std::size_t longest = 80;
    return quoted.size() <= longest ? std::string(quoted) : "of " + std::to_string(quoted.size()) + " bytes";
  }

  std::size_t closing_quote(std::size_t opening) const {
    std::size_t at = opening + 1;
    while (text_[at] != '"') at += text_[at] == '\\' ? 2 : 1;
    return at;
  }

  std::string_view text_;
};

JsonFault own_fault(Refused why, std::string_view text, std::size_t end) {
  if (why == Refused::nul) return {Finder(text).nul(), "A string holds the character NUL (\\u0000); leave it out."};
  const std::size_t before = text.substr(0, end).find_last_not_of("+-.0123456789Ee");
  return {before == std::string_view::npos ? 0 : before + 1,
          "The number is outside of what every JSON reader keeps exactly: integers reach from -9007199254740991 to "
          "9007199254740991; send a larger one as a string."};
}

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
Result<json::value, JsonFault> parse(std::string_view text, std::size_t depth_max, json::storage_ptr storage) {
  std::array<unsigned char, 2048> buffer;
  json::parse_options options;
  options.max_depth = depth_max;
  json::basic_parser<Builder<strict>> parser(options, json::storage_ptr(), buffer.data(), buffer.size());
  parser.handler().stack.reset(std::move(storage));
  json::error_code error;
  std::size_t end = parser.write_some(false, text.data(), text.size(), error);
  if (!error && end < text.size()) error = json::error::extra_data;
  if (error) {
    if (parser.handler().refused != Refused::nothing) return own_fault(parser.handler().refused, text, end);
    return JsonFault{end, sentence(error, depth_max)};
  }
  json::value value = parser.handler().stack.release();
  if (strict && count_members(value) != parser.handler().members) return Finder(text).duplicate();
  return value;
}

// The number that an RFC 6901 array index names; size_t(-1) where it is none.
std::size_t array_index(std::string_view segment) {
  constexpr auto none = static_cast<std::size_t>(-1);
  if (segment.empty() || (segment.size() > 1 && segment.front() == '0')) return none;
  std::size_t index = 0;
  const auto [end, problem] = std::from_chars(segment.data(), segment.data() + segment.size(), index);
  return problem == std::errc() && end == segment.data() + segment.size() ? index : none;
}

// Decodes ~0 and ~1 in place; false where a ~ stands alone.
bool unescape_segment(std::string& segment) {
  std::size_t out = 0;
  for (std::size_t in = 0; in < segment.size(); ++in, ++out) {
    segment[out] = segment[in];
    if (segment[in] != '~') continue;
    if (++in == segment.size() || (segment[in] != '0' && segment[in] != '1')) return false;
    segment[out] = segment[in] == '0' ? '~' : '/';
  }
  segment.resize(out);
  return true;
}

const json::value* step(const json::value& value, std::string_view segment) {
  if (const auto* array = value.if_array()) return array->if_contains(array_index(segment));
  const auto* object = value.if_object();
  if (object == nullptr) return nullptr;
  if (segment.find('~') == std::string_view::npos) return object->if_contains(segment);
  std::string key(segment);
  return unescape_segment(key) ? object->if_contains(key) : nullptr;
}

}  // namespace

Result<json::value, JsonFault> parse_json(std::string_view text, std::size_t depth_max) {
  return parse<true>(text, depth_max, {});
}

Result<json::value, JsonFault> parse_own_json(std::string_view text, json::storage_ptr storage) {
  return parse<false>(text, own_depth_max, std::move(storage));
}

const json::value* find_pointer(const json::value& value, std::string_view pointer) {
  const json::value* found = &value;
  while (found != nullptr && !pointer.empty()) {
    if (pointer.front() != '/') return nullptr;
    pointer.remove_prefix(1);
    const std::string_view segment = pointer.substr(0, pointer.find('/'));
    found = step(*found, segment);
    pointer.remove_prefix(segment.size());
  }
  return found;
}

std::string pointer_escape(std::string_view segment) {
  std::string out;
  out.reserve(segment.size());
  for (const char c : segment) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace jejak
