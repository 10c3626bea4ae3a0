#include "workflows/text_rule.hpp"

#include <array>
#include <cstdint>
#include <cstdio>
#include <string>

#include "workflows/character.hpp"

namespace jejak::workflows {

namespace {

using Range = CharacterRange;

constexpr std::array turning = {Range{0x202A, 0x202E}, Range{0x2066, 0x2069}};

// Unicode's White_Space and Default_Ignorable_Code_Point, and the blank Braille pattern.
constexpr std::array without_shape = {
    Range{0x0000, 0x0020},   Range{0x007F, 0x00A0},   Range{0x00AD, 0x00AD},   Range{0x034F, 0x034F},
    Range{0x061C, 0x061C},   Range{0x115F, 0x1160},   Range{0x1680, 0x1680},   Range{0x17B4, 0x17B5},
    Range{0x180B, 0x180F},   Range{0x2000, 0x200F},   Range{0x2028, 0x202F},   Range{0x205F, 0x206F},
    Range{0x2800, 0x2800},   Range{0x3000, 0x3000},   Range{0x3164, 0x3164},   Range{0xFE00, 0xFE0F},
    Range{0xFEFF, 0xFEFF},   Range{0xFFA0, 0xFFA0},   Range{0xFFF0, 0xFFF8},   Range{0x1BCA0, 0x1BCA3},
    Range{0x1D173, 0x1D17A}, Range{0xE0000, 0xE0FFF}};

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c <= 0x9F); }

std::string code_point(char32_t c) {
  std::array<char, 16> text{};
  const int size = std::snprintf(text.data(), text.size(), "U+%04X", static_cast<unsigned>(c));
  return {text.data(), static_cast<std::size_t>(size)};
}

Sentence control_sentence(char32_t c, TextKind kind) {
  if (kind == TextKind::passage)
    return {"must not contain control characters but line breaks and tabs; " + code_point(c) + " is one",
            "tidak boleh memuat karakter kendali selain ganti baris dan tab; " + code_point(c) + " salah satunya"};
  return {"must be one line without control characters; " + code_point(c) + " is one",
          "harus satu baris tanpa karakter kendali; " + code_point(c) + " salah satunya"};
}

}  // namespace

std::optional<Sentence> forbidden_character(std::string_view text, TextKind kind) {
  while (!text.empty()) {
    const char32_t c = take_character(text);
    if (c >= 0x20 && c < 0x7F) continue;
    if (kind == TextKind::passage && (c == '\n' || c == '\t')) continue;
    if (is_control(c)) return control_sentence(c, kind);
    if (is_in(turning, c))
      return Sentence{"must not contain characters that turn the direction of writing; " + code_point(c) + " is one",
                      "tidak boleh memuat karakter yang membalik arah tulisan; " + code_point(c) + " salah satunya"};
  }
  return std::nullopt;
}

bool is_blank(std::string_view text) {
  while (!text.empty()) {
    if (!is_in(without_shape, take_character(text))) return false;
  }
  return true;
}

}  // namespace jejak::workflows
