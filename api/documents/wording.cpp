#include "api/documents/wording.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace jejak::documents {

namespace {

struct Word {
  std::string_view name, indonesian;
};

constexpr std::array elements = {Word{"academic", "akademisi"}, Word{"ngo", "LSM"}, Word{"bureaucracy", "birokrasi"}, Word{"practitioner", "praktisi"},
                                 Word{"media", "media"}};
constexpr std::array sheets = {Word{"not_assessed", "ditugasi, tidak menilai"}, Word{"abstained", "abstain"}, Word{"recused", "mundur karena benturan kepentingan"},
                               Word{"no_score", "tidak ada yang dapat dinilai"}, Word{"voided", "dikeluarkan dari hitungan"}};
constexpr std::array methods = {Word{"none", "tanpa penyetaraan"}, Word{"z_score", "skor-z per juri"}, Word{"rank", "peringkat per juri"},
                                Word{"mean", "rata-rata"}, Word{"median", "median"}, Word{"trimmed_mean", "rata-rata terpangkas"}};
constexpr std::array ties = {Word{"in", "yang seri pada batas semuanya masuk"}, Word{"out", "yang seri pada batas semuanya tidak masuk"},
                             Word{"stop", "keputusan berhenti sampai tidak ada yang seri pada batas"}, Word{"lot", "diundi, dengan undian yang ditetapkan sebelum penilaian"}};
constexpr std::array outcomes = {Word{"in", "lolos"}, Word{"out", "tidak lolos"}};
constexpr std::array statuses = {Word{"open", "belum disahkan"}, Word{"confirmed", "disahkan"}, Word{"rejected", "ditolak"}};

std::string word(std::span<const Word> words, std::string_view name) {
  const auto found = std::ranges::find(words, name, &Word::name);
  return std::string(found == words.end() ? name : found->indonesian);
}

}  // namespace

std::string element_in_indonesian(std::string_view element) { return word(elements, element); }
std::string sheet_in_indonesian(std::string_view outcome) { return word(sheets, outcome); }
std::string method_in_indonesian(std::string_view method) { return word(methods, method); }
std::string tie_in_indonesian(std::string_view then) { return word(ties, then); }
std::string outcome_in_indonesian(std::string_view outcome) { return word(outcomes, outcome); }
std::string status_in_indonesian(std::string_view status) { return word(statuses, status); }

std::string with_comma(std::string_view decimal) {
  std::string text(decimal);
  std::ranges::replace(text, '.', ',');
  return text;
}

}  // namespace jejak::documents
