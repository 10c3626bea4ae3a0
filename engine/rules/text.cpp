#include "engine/rules/text.hpp"

#include <algorithm>

namespace jejak::rules {

namespace {

// Bytes of the UTF-8 sequence that `lead` begins.
std::size_t sequence_length(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  if (byte < 0x80) return 1;
  if (byte < 0xE0) return 2;
  return byte < 0xF0 ? 3 : 4;
}

// Orders the lead bytes as their code units would be: a surrogate (F0-F4) sorts before U+E000-U+FFFF (EE,
// EF).
int code_unit_rank(unsigned char byte) {
  if (byte >= 0xF0) return byte - 0x10;
  if (byte >= 0xEE) return byte + 0x10;
  return byte;
}

// Length in bytes of the white space that `text` begins with, 0 where it begins with something else.
std::size_t leading_space(std::string_view text) {
  static constexpr std::string_view spaces[] = {
      "\t",     "\n",     "\v",     "\f",     "\r",     " ",      "\u00A0", "\u1680", "\u2000",
      "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009",
      "\u200A", "\u2028", "\u2029", "\u202F", "\u205F", "\u3000", "\uFEFF"};
  for (const auto space : spaces) {
    if (text.starts_with(space)) return space.size();
  }
  return 0;
}

std::size_t trailing_space(std::string_view text) {
  for (std::size_t size = 1; size <= 3 && size <= text.size(); ++size) {
    const auto tail = text.substr(text.size() - size);
    if (leading_space(tail) == size) return size;
  }
  return 0;
}

}  // namespace

std::size_t utf16_length(std::string_view text) {
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size(); at += sequence_length(text[at])) {
    units += sequence_length(text[at]) == 4 ? 2 : 1;
  }
  return units;
}

std::string utf16_slice(std::string_view text, std::size_t begin, std::size_t count) {
  std::string out;
  const std::size_t end = count > SIZE_MAX - begin ? SIZE_MAX : begin + count;
  std::size_t unit = 0;
  for (std::size_t at = 0; at < text.size() && unit < end;) {
    const std::size_t bytes = sequence_length(text[at]);
    const std::size_t units = bytes == 4 ? 2 : 1;
    const std::size_t inside = std::min(unit + units, end) - std::min(std::max(unit, begin), unit + units);
    if (unit + units > begin && inside == units) out.append(text.substr(at, bytes));
    if (unit + units > begin && inside < units) out.append("\uFFFD");
    unit += units;
    at += bytes;
  }
  return out;
}

bool utf16_less(std::string_view left, std::string_view right) {
  const auto [l, r] = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
  if (l == left.end() || r == right.end()) return l == left.end() && r != right.end();
  return code_unit_rank(static_cast<unsigned char>(*l)) < code_unit_rank(static_cast<unsigned char>(*r));
}

std::string_view trim(std::string_view text) {
  while (const auto size = leading_space(text)) text.remove_prefix(size);
  while (const auto size = trailing_space(text)) text.remove_suffix(size);
  return text;
}

std::optional<std::uint32_t> array_index(std::string_view key) {
  if (key.empty() || key.size() > 10 || (key.size() > 1 && key[0] == '0')) return std::nullopt;
  std::uint64_t index = 0;
  for (const char digit : key) {
    if (digit < '0' || digit > '9') return std::nullopt;
    index = index * 10 + static_cast<std::uint64_t>(digit - '0');
  }
  if (index >= UINT32_MAX) return std::nullopt;
  return static_cast<std::uint32_t>(index);
}

std::size_t word_count(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  while (!text.empty()) {
    const std::size_t space = leading_space(text);
    if (space == 0 && !inside) ++words;
    inside = space == 0;
    text.remove_prefix(space == 0 ? std::min(sequence_length(text[0]), text.size()) : space);
  }
  return words;
}

}  // namespace jejak::rules
