#include "engine/core/json_fault.hpp"

#include <set>
#include <string>
#include <vector>

namespace jejak {
namespace {

std::string sentence(const json::error_code& error, std::size_t depth_max) {
  if (error == json::error::incomplete) return "The text ends before the JSON value is complete.";
  if (error == json::error::extra_data)
    return "There is more text after the JSON value; send one value only.";
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

// Finds, in a text that the parser has read up to the fault, where a string holds \u0000 or where a key comes
// twice.
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
    std::vector<std::set<std::string>>
        open;  // an array opens an empty set, so that closing needs no look back
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
        return {start,
                "The key " + shown(text_.substr(start, at + 1 - start)) + " comes twice in one object."};
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

}  // namespace

JsonFault syntax_fault(const json::error_code& error, std::size_t end, std::size_t depth_max) {
  return {end, sentence(error, depth_max)};
}

JsonFault refused_fault(Refused why, std::string_view text, std::size_t end) {
  if (why == Refused::nul)
    return {Finder(text).nul(), "A string holds the character NUL (\\u0000); leave it out."};
  const std::size_t before = text.substr(0, end).find_last_not_of("+-.0123456789Ee");
  return {before == std::string_view::npos ? 0 : before + 1,
          "The number is outside of what every JSON reader keeps exactly: integers reach from "
          "-9007199254740991 to "
          "9007199254740991; send a larger one as a string."};
}

JsonFault duplicate_fault(std::string_view text) { return Finder(text).duplicate(); }

}  // namespace jejak
