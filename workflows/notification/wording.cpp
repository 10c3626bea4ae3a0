#include "workflows/notification/wording.hpp"

#include "workflows/field.hpp"
#include "workflows/local_time.hpp"

namespace jejak::workflows {

namespace {

Sentence itself(std::string_view key) { return {std::string(key), std::string(key)}; }

const Rulebook* rules_of(World& world, std::string_view id) {
  const auto& competition = world.read<Competition>(stream_of("competition", id));
  return competition.id.empty() ? nullptr : rulebook_of(world, text_of(competition.rulebook, "hash")).rulebook.get();
}

// The title of what has that name in one of the rulebook's lists.
Sentence titled(World& world, std::string_view competition, std::string_view list, std::string_view name) {
  const Rulebook* rules = rules_of(world, competition);
  if (rules == nullptr) return itself(name);
  for (const json::value& value : array_of(rules->document, list)) {
    if (text_of(members_of(value), "name") != name) continue;
    const json::object& title = object_of(members_of(value), "title");
    if (!title.empty()) return {std::string(text_of(title, "en")), std::string(text_of(title, "id"))};
  }
  return itself(name);
}

}  // namespace

Sentence state_words(World& world, const Proposal& proposal, std::string_view path) {
  const auto& titles = definition_of(world, proposal.definition_hash).state_titles;
  // A state without a title is called as the one around it.
  for (std::string_view each = path; !each.empty(); each = each.substr(0, each.rfind('.') == each.npos ? 0 : each.rfind('.'))) {
    if (const auto found = titles.find(each); found != titles.end()) return found->second;
  }
  return itself(path);
}

Sentence stage_words(World& world, std::string_view competition, std::string_view stage) { return titled(world, competition, "stages", stage); }
Sentence window_words(World& world, std::string_view competition, std::string_view window) { return titled(world, competition, "windows", window); }

Sentence instant_words(World& world, std::string_view competition, std::string_view instant) {
  const auto time = parse_rfc3339(instant);
  const Rulebook* rules = rules_of(world, competition);
  return time ? told_time(*time, rules == nullptr ? std::string_view() : std::string_view(rules->zone)) : itself(instant);
}

std::string competition_words(World& world, std::string_view competition) {
  const auto& known = world.read<Competition>(stream_of("competition", competition));
  return known.title.empty() ? std::string(competition) : known.title;
}

}  // namespace jejak::workflows
