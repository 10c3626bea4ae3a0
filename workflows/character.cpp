#include "workflows/character.hpp"

#include <cstdint>
#include <utility>

namespace jejak::workflows {

namespace {

using Range = CharacterRange;

constexpr std::array white = {Range{0x09, 0x0D},     Range{0x20, 0x20},     Range{0x85, 0x85},     Range{0xA0, 0xA0},     Range{0x1680, 0x1680},
                              Range{0x2000, 0x200A}, Range{0x2028, 0x2029}, Range{0x202F, 0x202F}, Range{0x205F, 0x205F}, Range{0x3000, 0x3000}};

// Blocks of Unicode without letters and digits, as far as they come up in texts.
constexpr std::array no_word = {
    Range{0x80, 0xA9},       Range{0xAB, 0xB1},       Range{0xB4, 0xB4},       Range{0xB6, 0xB8},       Range{0xBB, 0xBF},       Range{0xD7, 0xD7},
    Range{0xF7, 0xF7},       Range{0x2C2, 0x2DF},     Range{0x300, 0x36F},     Range{0x37E, 0x37E},     Range{0x387, 0x387},     Range{0x55A, 0x55F},
    Range{0x589, 0x58A},     Range{0x5BE, 0x5C6},     Range{0x5F3, 0x5F4},     Range{0x600, 0x61F},     Range{0x64B, 0x65F},     Range{0x66A, 0x66D},
    Range{0x6D4, 0x6D4},     Range{0x115F, 0x1160},   Range{0x1680, 0x1680},   Range{0x17B4, 0x17B5},   Range{0x180B, 0x180F},   Range{0x1AB0, 0x1AFF},
    Range{0x1DC0, 0x1DFF},   Range{0x2000, 0x206F},   Range{0x207A, 0x207E},   Range{0x208A, 0x208E},   Range{0x20A0, 0x20FF},   Range{0x2190, 0x245F},
    Range{0x2500, 0x2BFF},   Range{0x2E00, 0x2E7F},   Range{0x3000, 0x3004},   Range{0x3008, 0x3020},   Range{0x302A, 0x3030},   Range{0x303D, 0x303F},
    Range{0x3164, 0x3164},   Range{0x30FB, 0x30FB},   Range{0xE000, 0xF8FF},   Range{0xFE00, 0xFE6F},   Range{0xFEFF, 0xFF0F},   Range{0xFF1A, 0xFF20},
    Range{0xFF3B, 0xFF40},   Range{0xFF5B, 0xFF65},   Range{0xFFA0, 0xFFA0},   Range{0xFFE0, 0xFFFF},   Range{0x1BCA0, 0x1BCA3}, Range{0x1D100, 0x1D1FF},
    Range{0x1F000, 0x1FAFF}, Range{0xE0000, 0x10FFFF}};

// U+00C0 to U+017F: the letter without its accent; a point where there is none.
constexpr std::string_view plain_latin =
    "aaaaaaaceeeeiiiidnooooo.ouuuuypsaaaaaaaceeeeiiiidnooooo.ouuuuypy"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

// Letters that look like Latin ones in most typefaces.
constexpr auto look_alikes = std::to_array<std::pair<char32_t, char>>({
    // Greek
    {0x391, 'a'}, {0x392, 'b'}, {0x395, 'e'}, {0x396, 'z'}, {0x397, 'h'}, {0x399, 'i'}, {0x39A, 'k'}, {0x39C, 'm'}, {0x39D, 'n'}, {0x39F, 'o'},
    {0x3A1, 'p'}, {0x3A4, 't'}, {0x3A5, 'y'}, {0x3A7, 'x'}, {0x3B1, 'a'}, {0x3B3, 'y'}, {0x3B5, 'e'}, {0x3B7, 'n'}, {0x3B9, 'i'}, {0x3BA, 'k'},
    {0x3BD, 'v'}, {0x3BF, 'o'}, {0x3C1, 'p'}, {0x3C4, 't'}, {0x3C5, 'u'}, {0x3C7, 'x'}, {0x3C9, 'w'}, {0x3F2, 'c'}, {0x3F3, 'j'}, {0x3F9, 'c'},
    // Cyrillic
    {0x401, 'e'}, {0x405, 's'}, {0x406, 'i'}, {0x407, 'i'}, {0x408, 'j'}, {0x410, 'a'}, {0x412, 'b'}, {0x415, 'e'}, {0x41A, 'k'}, {0x41C, 'm'},
    {0x41D, 'h'}, {0x41E, 'o'}, {0x420, 'p'}, {0x421, 'c'}, {0x422, 't'}, {0x423, 'y'}, {0x425, 'x'}, {0x430, 'a'}, {0x432, 'b'}, {0x433, 'r'},
    {0x435, 'e'}, {0x43A, 'k'}, {0x43C, 'm'}, {0x43D, 'h'}, {0x43E, 'o'}, {0x440, 'p'}, {0x441, 'c'}, {0x442, 't'}, {0x443, 'y'}, {0x445, 'x'},
    {0x451, 'e'}, {0x455, 's'}, {0x456, 'i'}, {0x457, 'i'}, {0x458, 'j'}, {0x4AE, 'y'}, {0x4AF, 'y'}, {0x4BA, 'h'}, {0x4BB, 'h'}, {0x4C0, 'i'},
    {0x4CF, 'i'}, {0x500, 'd'}, {0x501, 'd'}, {0x50C, 'g'}, {0x50D, 'g'}, {0x51A, 'q'}, {0x51B, 'q'}, {0x51C, 'w'}, {0x51D, 'w'}});

char32_t lower(char32_t c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; }

// Full-width, raised, lowered, circled and mathematical forms as plain ASCII; everything else as it is.
char32_t plain_form(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFF01 + 0x21;
  if (c == 0xB9) return '1';
  if (c == 0xB2 || c == 0xB3) return c - 0xB2 + '2';
  if (c == 0x2070 || (c >= 0x2074 && c <= 0x2079)) return c - 0x2070 + '0';
  if (c >= 0x2080 && c <= 0x2089) return c - 0x2080 + '0';
  if (c >= 0x2460 && c <= 0x2468) return c - 0x2460 + '1';
  if (c >= 0x24B6 && c <= 0x24E9) return (c - 0x24B6) % 26 + 'a';
  if (c >= 0x1D400 && c <= 0x1D6A3) return (c - 0x1D400) % 26 + 'a';
  if (c >= 0x1D7CE && c <= 0x1D7FF) return (c - 0x1D7CE) % 10 + '0';
  return c;
}

}  // namespace

char32_t take_character(std::string_view& text) {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t size = std::min<std::size_t>(text.size(), first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4);
  char32_t c = size == 1 ? first : first & (0x7Fu >> size);
  for (const char next : text.substr(1, size - 1)) c = c << 6 | (static_cast<unsigned char>(next) & 0x3Fu);
  text.remove_prefix(size);
  return c;
}

void append_character(std::string& text, char32_t c) {
  if (c < 0x80) {
    text += static_cast<char>(c);
    return;
  }
  const int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  text += static_cast<char>((0xFFu << (6 - more) & 0xFFu) | c >> (6 * more));
  for (int i = more - 1; i >= 0; --i) text += static_cast<char>(0x80u | (c >> (6 * i) & 0x3Fu));
}

bool is_white_space(char32_t c) { return is_in(white, c); }

bool is_letter_or_digit(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z');
  return !is_in(no_word, c);
}

char32_t folded(char32_t c) {
  c = plain_form(c);
  if (c >= 0xC0 && c < 0x180 && plain_latin[c - 0xC0] != '.') return static_cast<char32_t>(plain_latin[c - 0xC0]);
  const auto alike = std::ranges::find(look_alikes, c, &std::pair<char32_t, char>::first);
  if (alike != look_alikes.end()) return static_cast<char32_t>(alike->second);
  return is_letter_or_digit(c) ? lower(c) : 0;
}

}  // namespace jejak::workflows
