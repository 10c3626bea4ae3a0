#include "workflows/proposal/words.hpp"

#include "workflows/character.hpp"

namespace jejak::workflows {

namespace {

using Range = CharacterRange;

// Beside , ; / |: the Arabic and full-width ones, the ideographic comma, the dashes from the figure dash to the horizontal bar, the two- and the
// three-em dash, and the slashes of fractions and division.
constexpr std::array parting = {Range{',', ','},       Range{'/', '/'},       Range{';', ';'},       Range{'|', '|'},       Range{0x060C, 0x060C},
                                Range{0x061B, 0x061B}, Range{0x2012, 0x2015}, Range{0x2044, 0x2044}, Range{0x2215, 0x2215}, Range{0x2E3A, 0x2E3B},
                                Range{0x3001, 0x3001}, Range{0xFF0C, 0xFF0C}, Range{0xFF0F, 0xFF0F}, Range{0xFF1B, 0xFF1B}, Range{0xFF5C, 0xFF5C}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::size_t words_in(std::string_view answer) {
  std::size_t words = 0;
  bool inside = false;  // of a run that was counted
  char before = ' ';    // the byte before, whatever it belongs to
  while (!answer.empty()) {
    const char first = answer.front();
    const char32_t c = take_character(answer);
    const bool in_number = (c == ',' || c == '/') && is_digit(before) && !answer.empty() && is_digit(answer.front());
    before = first;
    if (!in_number && (is_white_space(c) || is_in(parting, c))) {
      inside = false;
    } else if (!inside && is_letter_or_digit(c)) {
      inside = true;
      ++words;
    }
  }
  return words;
}

}  // namespace jejak::workflows
