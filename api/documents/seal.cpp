#include "api/documents/seal.hpp"

#include <string_view>

namespace jejak::documents {

namespace {

constexpr std::string_view consonants = "bdfghjklmnprstvz";
constexpr std::string_view vowels = "aiou";

// Sixteen bits as consonant, vowel, consonant, vowel, consonant of 4, 2, 4, 2 and 4 bits.
void append_proquint(std::string& text, unsigned value) {
  text += consonants[value >> 12U & 15U];
  text += vowels[value >> 10U & 3U];
  text += consonants[value >> 6U & 15U];
  text += vowels[value >> 4U & 3U];
  text += consonants[value & 15U];
}

}  // namespace

std::string in_words(const Hash& hash) {
  std::string text;
  for (std::size_t i = 0; i + 1 < hash.size(); i += 2) {
    if (!text.empty()) text += ' ';
    append_proquint(text, static_cast<unsigned>(hash[i]) << 8U | static_cast<unsigned>(hash[i + 1]));
  }
  return text;
}

}  // namespace jejak::documents
