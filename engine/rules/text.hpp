#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jejak::rules {

// JavaScript counts text in UTF-16 code units; ours is UTF-8. Precondition everywhere: valid UTF-8.

std::size_t utf16_length(std::string_view text);

// The code units [begin, begin + count) of `text`. Half of a surrogate pair that the cut leaves over becomes
// U+FFFD, because a lone surrogate has no UTF-8.
std::string utf16_slice(std::string_view text, std::size_t begin, std::size_t count);

// Whether `left` comes before `right` in order of UTF-16 code units, JavaScript's order of strings.
bool utf16_less(std::string_view left, std::string_view right);

// `text` without JavaScript's white space and line terminators at both ends.
std::string_view trim(std::string_view text);

// ECMAScript's Number(text): "" is 0, " 12 " is 12, "0x1f" is 31, "12px" is NaN.
double number_of_text(std::string_view text);

// ECMAScript's parseFloat(text): the longest prefix that is a decimal number, NaN where there is none.
double parse_float(std::string_view text);

// ECMAScript's String(number): "1e+21", "-0.5", "NaN", "0" for -0.
void append_number_text(std::string& out, double number);

// The array index that `key` spells canonically ("0", "17", not "01" or "4294967295"); nothing where it is
// none.
std::optional<std::uint32_t> array_index(std::string_view key);

// Runs of anything but white space.
std::size_t word_count(std::string_view text);

}  // namespace jejak::rules
