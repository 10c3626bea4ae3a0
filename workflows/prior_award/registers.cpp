#include "workflows/prior_award/registers.hpp"

#include <algorithm>
#include <functional>
#include <sstream>

#include "workflows/competition/state.hpp"
#include "workflows/field.hpp"
#include "workflows/organizer/state.hpp"

namespace jejak::workflows {

namespace {

constexpr int tiers_high = 16;  // as in relation.cpp

void each_register(World& world, std::string_view organizer, const std::function<void(const PriorAwards&, bool own)>& visit) {
  std::string id(organizer);
  for (int i = 0; i < tiers_high && !id.empty(); ++i) {
    visit(world.read<PriorAwards>(stream_of("prior-awards", id)), i == 0);
    id = world.read<Organizer>(stream_of("organizer", id)).parent;
  }
}

std::vector<std::string> words_of(std::string_view title) {
  std::istringstream all{title_words(title)};
  std::vector<std::string> words;
  for (std::string word; all >> word;) words.push_back(word);
  return words;
}

}  // namespace

std::vector<const PriorAward*> awards_titled(World& world, const AwardSeeker& seeker, std::string_view title) {
  std::vector<const PriorAward*> found;
  const std::string key = title_key(title);
  each_register(world, seeker.organizer, [&](const PriorAwards& awards, bool own) {
    const auto titled = awards.by_title.find(key);
    if (titled == awards.by_title.end()) return;
    for (const PriorAward& award : titled->second)
      if (own || award.entrant.empty() || award.entrant == seeker.entrant) found.push_back(&award);
  });
  return found;
}

std::vector<const PriorAward*> awards_with_similar_words(World& world, const AwardSeeker& seeker, std::string_view title) {
  std::vector<const PriorAward*> found;
  const auto words = words_of(title);
  const auto alike = [&](const PriorAward& award) {
    const auto theirs = words_of(award.title);
    return !words.empty() && !theirs.empty() && (std::ranges::includes(words, theirs) || std::ranges::includes(theirs, words));
  };
  each_register(world, seeker.organizer, [&](const PriorAwards& awards, bool) {
    for (const auto& [key, titled] : awards.by_title)
      for (const PriorAward& award : titled)
        if (!award.entrant.empty() && award.entrant == seeker.entrant && alike(award)) found.push_back(&award);
  });
  std::ranges::sort(found, {}, [](const PriorAward* award) { return std::pair(award->year, award->id); });  // registers are hashed by title
  return found;
}

}  // namespace jejak::workflows
