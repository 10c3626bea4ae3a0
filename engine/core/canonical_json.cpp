// RFC 8785: the one way to write a JSON value as bytes.
#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/core/json.hpp"

namespace jejak {
namespace {

// 0: the byte stands for itself; 'u': \u00xx; else the letter after the backslash.
constexpr std::array<char, 256> escapes = [] {
  std::array<char, 256> table{};
  for (std::size_t c = 0; c < 0x20; ++c) table[c] = 'u';
  table['\b'] = 'b';
  table['\t'] = 't';
  table['\n'] = 'n';
  table['\f'] = 'f';
  table['\r'] = 'r';
  table['"'] = '"';
  table['\\'] = '\\';
  return table;
}();

// UTF-16 code unit order on UTF-8 bytes. It differs from byte order in one place only: a surrogate pair (lead
// byte F0 and up) comes before U+E000..U+FFFF (lead bytes EE and EF).
bool key_less(std::string_view left, std::string_view right) {
  const std::size_t common = std::min(left.size(), right.size());
  for (std::size_t at = 0; at < common; ++at) {
    const auto a = static_cast<unsigned char>(left[at]);
    const auto b = static_cast<unsigned char>(right[at]);
    if (a == b) continue;
    if (a >= 0xEE && b >= 0xEE && (a >= 0xF0) != (b >= 0xF0)) return a >= 0xF0;
    return a < b;
  }
  return left.size() < right.size();
}

void append_integer(std::string& out, std::int64_t number) {
  char text[24];
  out.append(text, std::to_chars(text, text + sizeof text, number).ptr);
}

// Number::toString of ECMA-262: the shortest digits that read back as the same number, the nearest of those.
void append_double(std::string& out, double number) {
  assert(std::isfinite(number));
  if (number == 0) {
    out += '0';  // minus zero, too
    return;
  }
  if (std::signbit(number)) out += '-';
  char text[40];
  const char* end =
      std::to_chars(text, text + sizeof text, std::abs(number), std::chars_format::scientific).ptr;
  const char* mark = std::find(static_cast<const char*>(text), end, 'e');
  int exponent = 0;
  std::from_chars(mark + (mark[1] == '+' ? 2 : 1), end, exponent);
  std::string digits(1, text[0]);
  if (mark > text + 2) digits.append(static_cast<const char*>(text) + 2, mark);

  const int count = static_cast<int>(digits.size());
  const int point = exponent + 1;  // where the decimal point stands, counted from before the first digit
  if (count <= point && point <= 21) {
    out.append(digits).append(static_cast<std::size_t>(point - count), '0');
  } else if (0 < point && point <= 21) {
    const auto split = static_cast<std::size_t>(point);
    out.append(digits, 0, split).append(1, '.').append(digits, split, std::string::npos);
  } else if (-6 < point && point <= 0) {
    out.append("0.").append(static_cast<std::size_t>(-point), '0').append(digits);
  } else {
    out += digits[0];
    if (count > 1) out.append(1, '.').append(digits, 1, std::string::npos);
    out.append(exponent < 0 ? "e-" : "e+");
    append_integer(out, std::abs(exponent));
  }
}

void append_member(std::string& out, const json::key_value_pair& member) {
  append_canonical_string(out, member.key());
  out += ':';
  append_canonical(out, member.value());
}

void append_object(std::string& out, const json::object& object) {
  const auto less = [](const auto& a, const auto& b) { return key_less(a.key(), b.key()); };
  char separator = '{';
  if (std::is_sorted(object.begin(), object.end(), less)) {
    for (const auto& member : object) {
      out += std::exchange(separator, ',');
      append_member(out, member);
    }
  } else {
    std::vector<const json::key_value_pair*> members;
    members.reserve(object.size());
    for (const auto& member : object) members.push_back(&member);
    std::sort(members.begin(), members.end(), [&](const auto* a, const auto* b) { return less(*a, *b); });
    for (const auto* member : members) {
      out += std::exchange(separator, ',');
      append_member(out, *member);
    }
  }
  if (object.empty()) out += '{';
  out += '}';
}

void append_array(std::string& out, const json::array& array) {
  char separator = '[';
  for (const auto& item : array) {
    out += std::exchange(separator, ',');
    append_canonical(out, item);
  }
  if (array.empty()) out += '[';
  out += ']';
}

}  // namespace

void append_canonical_string(std::string& out, std::string_view text) {
  constexpr char digits[] = "0123456789abcdef";
  out += '"';
  const char* run = text.data();
  const char* const end = run + text.size();
  for (const char* at = run; at != end; ++at) {
    const auto byte = static_cast<unsigned char>(*at);
    const char escape = escapes[byte];
    if (escape == 0) continue;
    out.append(run, at);
    run = at + 1;
    out += '\\';
    out += escape;
    if (escape == 'u') out.append("00").append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
  }
  out.append(run, end);
  out += '"';
}

void append_canonical(std::string& out, const json::value& value) {
  constexpr std::int64_t exact =
      9007199254740992;  // beyond 2^53 an integer is the number that a double holds
  switch (value.kind()) {
    case json::kind::null:
      out += "null";
      return;
    case json::kind::bool_:
      out += value.get_bool() ? "true" : "false";
      return;
    case json::kind::int64: {
      const std::int64_t number = value.get_int64();
      if (number > exact || number < -exact) return append_double(out, static_cast<double>(number));
      return append_integer(out, number);
    }
    case json::kind::uint64: {
      const std::uint64_t number = value.get_uint64();
      if (number > static_cast<std::uint64_t>(exact)) return append_double(out, static_cast<double>(number));
      return append_integer(out, static_cast<std::int64_t>(number));
    }
    case json::kind::double_:
      return append_double(out, value.get_double());
    case json::kind::string:
      return append_canonical_string(out, value.get_string());
    case json::kind::array:
      return append_array(out, value.get_array());
    case json::kind::object:
      return append_object(out, value.get_object());
  }
}

void append_canonical_object(std::string& out, const json::object& object) { append_object(out, object); }

std::string canonical_json(const json::value& value) {
  std::string out;
  append_canonical(out, value);
  return out;
}

}  // namespace jejak
