#include "storage/memory/folded_text.hpp"

#include <algorithm>

namespace jejak {
namespace {

// U+00C0 to U+00FF without its diacritic; a letter that has none stays what it is in lower case ('\0').
constexpr std::string_view latin1_base{
    "aaaaaa\0ceeeeiiii\0nooooo\0\0uuuuy\0\0aaaaaa\0ceeeeiiii\0nooooo\0\0uuuuy\0y", 64};

}  // namespace

std::string folded_text(std::string_view text) {
  std::string folded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c >= 'A' && c <= 'Z') {
      folded += static_cast<char>(c - 'A' + 'a');
    } else if (c == '\xc3' && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) >= 0x80 &&
               static_cast<unsigned char>(text[i + 1]) < 0xc0) {
      const char second = text[++i];
      const auto offset = static_cast<unsigned char>(second) - 0x80u;
      const char base = latin1_base[offset];
      const bool upper = offset < 0x20 && offset != 0x17 && offset != 0x1f;
      if (base != '\0') {
        folded += base;
      } else {
        folded += c;
        folded += static_cast<char>(upper ? second + 0x20 : second);
      }
    } else {
      folded += c;
    }
  }
  return folded;
}

bool has_words(const ViewValue& value, const std::vector<std::string>& words) {
  const std::optional<std::string> text = filter_text(value);
  if (!text) return false;
  const std::vector<std::string> own = search_words(folded_text(*text));
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    const std::string prefix = folded_text(word);
    return std::any_of(own.begin(), own.end(),
                       [&](const std::string& one) { return one.starts_with(prefix); });
  });
}

}  // namespace jejak
