#include "workflows/search/stem.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace jejak::workflows {

namespace {

// What begins like a prefix, or ends like a suffix, and has none.
constexpr std::array<std::string_view, 8> no_prefix = {"sekolah", "kelola", "kerja", "berikan", "berita", "terima", "perempuan", "digital"};
constexpr std::array<std::string_view, 4> no_suffix = {"sekolah", "masalah", "istilah", "makalah"};

// Roots with r that per-, ber- and ter- share theirs with: pe(r)awat, be(r)encana.
constexpr std::array<std::string_view, 16> with_r = {"rawat", "rencana", "rumah",  "rangkat", "rekam", "rasa",   "ramal",  "raga",
                                                     "raih",  "rakit",   "rintis", "ragam",   "rupa",  "risiko", "resiko", "rantai"};

// Roots whose end looks like the suffix -an.
constexpr std::array<std::string_view, 14> with_an = {"layan", "jalan", "makan", "tahan", "simpan", "nyimpan", "aman", "ikan", "tekan", "pesan", "lapan", "hutan", "iman", "rekan"};

// Stems that are written in two ways, or that the rules cut in two.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> same = {{{"antri", "antre"},
                                                                                {"ijin", "izin"},
                                                                                {"apoti", "apote"},
                                                                                {"prakte", "prakti"},
                                                                                {"resiko", "risiko"},
                                                                                {"nasehat", "nasihat"},
                                                                                {"ngetahu", "tahu"},
                                                                                {"lajar", "ajar"}}};

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

std::ptrdiff_t vowels(std::string_view text) { return std::ranges::count_if(text, is_vowel); }

bool begins_with_any(std::string_view word, const auto& roots) {
  return std::ranges::any_of(roots, [&](std::string_view root) { return word.starts_with(root); });
}

// Whether what a prefix leaves is still a word: two syllables, without an ending that is a suffix more often than not.
bool stands(std::string_view rest) {
  if (begins_with_any(rest, with_an)) return true;
  return vowels(rest.ends_with("an") ? rest.substr(0, rest.size() - 2) : rest) >= 2;
}

bool take(std::string& word, std::size_t letters) {
  if (letters == 0 || !stands(std::string_view(word).substr(letters))) return false;
  word.erase(0, letters);
  return true;
}

// After me- or pe-: the letters of the nasal that belong to the prefix, as opposed to those that stand for a letter that it swallowed.
std::size_t nasal_of(std::string_view rest) {
  const auto before = [&](std::size_t at, std::string_view letters) { return at < rest.size() && letters.find(rest[at]) != std::string_view::npos; };
  if (rest.starts_with("ng")) return before(2, "aeiou") ? 0 : 2;
  if (rest.starts_with('m') && before(1, "bpfv")) return 1;
  return rest.starts_with('n') && before(1, "dcjtsz") ? 1 : 0;
}

// Whether the letters of a swallowed one, or of none, may follow me-.
bool may_follow_me(std::string_view rest) {
  const std::size_t letters = rest.starts_with("ng") || rest.starts_with("ny") ? 2 : 1;
  return rest.size() > letters && std::string_view("mnlrwy").find(rest.front()) != std::string_view::npos && is_vowel(rest[letters]);
}

// Letters of per-, ber- or ter- at the beginning of the word; be- alone before a syllable with er (bekerja).
std::size_t with_er(std::string_view word) {
  if (std::string_view("pbt").find(word.front()) == std::string_view::npos || word.substr(1, 1) != "e") return 0;
  if (word.substr(2, 1) == "r") return begins_with_any(word.substr(2), with_r) ? 2 : 3;
  if (word.starts_with("belajar")) return 3;
  const bool alone = word.front() == 'b' && word.size() > 5 && !is_vowel(word[2]) && word.substr(3, 2) == "er";
  return alone ? 2 : 0;
}

// Takes one prefix off; false where there is none, or none can follow.
bool take_prefix(std::string& word) {
  const std::string_view all = word;
  if (all.size() < 5 || begins_with_any(all, no_prefix)) return false;
  if (take(word, with_er(all))) return true;
  for (const std::string_view plain : {"di", "ke", "se"}) {
    if (all.starts_with(plain)) return take(word, 2);
  }
  const bool me = all.starts_with("me");
  if (!me && !all.starts_with("pe")) return false;
  const std::string_view rest = all.substr(2);
  if (const std::size_t nasal = nasal_of(rest); nasal > 0) return take(word, 2 + nasal);
  if (me && !may_follow_me(rest)) return false;
  // Behind it stands a root, or the nasal that a root begins with here; pe- itself may stand behind ke-, nothing behind pe-.
  take(word, 2);
  return false;
}

// Takes one suffix off. A k goes with what ended in it: it is half of -kan, and nobody knows which half.
bool take_suffix(std::string& word) {
  const auto is_one_of = [&](const auto& roots) { return std::ranges::find(roots, std::string_view(word)) != roots.end(); };
  if (is_one_of(no_suffix) || is_one_of(with_an)) return false;
  for (const std::string_view suffix : {"lah", "kah", "nya", "ku", "mu", "an", "i", "k"}) {
    if (!word.ends_with(suffix) || vowels(std::string_view(word).substr(0, word.size() - suffix.size())) < 2) continue;
    word.erase(word.size() - suffix.size());
    return true;
  }
  return false;
}

// A first letter that me- and pe- swallow becomes the nasal that stands for it.
std::string nasal_for_first(std::string word) {
  if (word.empty() || (word.size() > 1 && !is_vowel(word.front()) && !is_vowel(word[1]))) return word;
  switch (word.front()) {
    case 'p':
      return "m" + word.substr(1);
    case 't':
      return "n" + word.substr(1);
    case 's':
      return "ny" + word.substr(1);
    case 'k':
      return "ng" + word.substr(1);
    default:
      return is_vowel(word.front()) ? "ng" + word : word;
  }
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_word(char c) { return is_letter(c) || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80; }

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (auto next = text.begin(); (next = std::find_if(next, text.end(), is_word)) != text.end();) {
    const auto end = std::find_if_not(next, text.end(), is_word);
    words.emplace_back(next, end);
    next = end;
  }
  return words;
}

std::string in_lower_case(std::string_view word) {
  std::string lower(word);
  for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return lower;
}

std::string joined_with_spaces(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

}  // namespace

std::string stem(std::string_view word) {
  constexpr int prefixes_most = 3;
  std::string root = in_lower_case(word);
  if (word.size() < 3 || !std::ranges::all_of(word, is_letter)) return root;
  for (int taken = 0; taken < prefixes_most && take_prefix(root); ++taken) continue;
  while (take_suffix(root)) continue;
  for (const auto& [written, meant] : same)
    if (root == written) root = meant;
  return nasal_for_first(std::move(root));
}

std::string searchable_text(std::string_view text) {
  std::vector<std::string> words;
  for (const std::string_view word : words_of(text)) {
    words.push_back(in_lower_case(word));
    words.push_back(stem(word));
  }
  std::ranges::sort(words);
  const auto repeated = std::ranges::unique(words);
  words.erase(repeated.begin(), repeated.end());
  return joined_with_spaces(words);
}

std::string searched_text(std::string_view text) {
  std::vector<std::string> words;
  for (const std::string_view word : words_of(text)) words.push_back(stem(word));
  return joined_with_spaces(words);
}

}  // namespace jejak::workflows
