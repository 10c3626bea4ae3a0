#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace jejak::workflows {

struct CharacterRange {
  char32_t first;
  char32_t last;
};

template <std::size_t size>
bool is_in(const std::array<CharacterRange, size>& ranges, char32_t c) {
  return std::ranges::any_of(ranges, [c](const CharacterRange& range) { return c >= range.first && c <= range.last; });
}

// The first character of `text`, which loses it. Precondition: valid UTF-8, not empty.
char32_t take_character(std::string_view& text);
void append_character(std::string& text, char32_t c);  // as UTF-8

// White space, also what Unicode has beside ASCII's.
bool is_white_space(char32_t c);

// What words are made of. Everything beyond ASCII counts but known punctuation, symbols, pictures, marks on letters and what has no shape.
bool is_letter_or_digit(char32_t c);

// A letter or digit as it is compared in titles: in lower case, without accents, full-width and mathematical forms as plain ones, and letters
// of Greek and Cyrillic that look like Latin ones as those; 0 for whatever is no letter or digit.
char32_t folded(char32_t c);

}  // namespace jejak::workflows
