#include "workflows/replication/region.hpp"

#include <algorithm>
#include <array>

namespace jejak::workflows {

namespace {

struct Spelling {
  std::string_view written;
  std::string_view meant;
};
constexpr std::array spellings = {Spelling{"kab", "kabupaten"}, Spelling{"kodya", "kota"}, Spelling{"kotamadya", "kota"}, Spelling{"prov", "provinsi"},
                                  Spelling{"prop", "provinsi"}, Spelling{"propinsi", "provinsi"}};

// A letter or digit; bytes of letters beyond ASCII stand as they are.
bool is_of_word(unsigned char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte >= 0x80;
}

void add(std::string& key, std::string& word) {
  if (word.empty()) return;
  const auto known = std::ranges::find(spellings, std::string_view(word), &Spelling::written);
  if (!key.empty()) key += ' ';
  key += known == spellings.end() ? std::string_view(word) : known->meant;
  word.clear();
}

}  // namespace

std::string region_key(std::string_view region) {
  std::string key, word;
  for (const char byte : region) {
    if (!is_of_word(static_cast<unsigned char>(byte))) add(key, word);
    else word += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
  }
  add(key, word);
  return key;
}

}  // namespace jejak::workflows
