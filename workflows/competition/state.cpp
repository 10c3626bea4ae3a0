#include "workflows/competition/state.hpp"

#include <algorithm>

#include "workflows/character.hpp"
#include "workflows/field.hpp"
#include "workflows/form_schema.hpp"

namespace jejak::workflows {

void evolve(Competition& competition, const Event& event) {
  const auto& data = members_of(event.data);
  if (event.type == "CompetitionOpened") {
    competition.id = text_of(data, "id");
    competition.organizer = text_of(data, "organizer");
    competition.title = text_of(data, "title");
    competition.year = integer_of(data, "year");
    competition.rulebook = object_of(data, "rulebook");
    competition.definition = object_of(data, "definition");
  } else if (event.type == "AmendmentProposed") {
    competition.amendment = Competition::Amendment{event.actor, std::string(text_of(object_of(data, "rulebook"), "hash")), std::string(text_of(data, "reason"))};
  } else if (event.type == "AmendmentRejected") {
    competition.amendment.reset();
  } else if (event.type == "RulebookAmended") {
    competition.amendment.reset();
    competition.rulebook = object_of(data, "rulebook");
  } else if (event.type == "CompetitionMigrated") {
    competition.definition = object_of(data, "definition");
  } else if (event.type == "WindowExtended") {
    const auto closes = parse_rfc3339(text_of(data, "closes"));
    if (closes) competition.extended[std::string(text_of(data, "window"))] = *closes;
  } else if (event.type == "LateEntryAdmitted") {
    const auto closes = parse_rfc3339(text_of(data, "closes"));
    if (closes) competition.admitted[late_key(text_of(data, "window"), text_of(data, "entrant"))] = {*closes, event.time, integer_of(data, "entries")};
  }
}

namespace {

void take_name(Register& state, const json::object& data, const std::string& proposal) {
  state.titles[title_key(text_of(data, "title"))] = proposal;  // not as it was keyed then: old titles bar what looks like them now
  state.by_words[title_words(text_of(data, "title"))] = proposal;
  if (data.contains("local_organizer"))
    state.per_agency[agency_key(text_of(data, "local_organizer"), text_of(data, "group"))].push_back(proposal);
}

void give_up_name(Register& state, const json::object& data, const json::object& was, const std::string& proposal) {
  const auto release = [&](std::unordered_map<std::string, std::string>& names, const std::string& key) {
    const auto found = names.find(key);
    if (found != names.end() && found->second == proposal) names.erase(found);
  };
  release(state.titles, title_key(text_of(was, "title")));
  release(state.by_words, title_words(text_of(was, "title")));
  if (data.contains("local_organizer"))
    std::erase(state.per_agency[agency_key(text_of(data, "local_organizer"), text_of(was, "group"))], proposal);
}

}  // namespace

void evolve(Register& state, const Event& event) {
  const auto& data = members_of(event.data);
  const std::string proposal(text_of(data, "proposal"));
  if (event.type == "RegistrationCorrected") {
    give_up_name(state, data, object_of(data, "was"), proposal);
    take_name(state, data, proposal);
  } else if (event.type == "ProposalRegistered") {
    state.proposals.push_back(proposal);
    state.entered_at[proposal] = event.time;
    state.per_entrant[std::string(text_of(data, "entrant"))].push_back(proposal);
    take_name(state, data, proposal);
  }
}

void evolve(PinnedRulebook& pinned, const Event& event) {
  if (event.type != "RulebookRecorded") return;
  const json::value* document = members_of(event.data).if_contains("document");
  if (document == nullptr) return;
  if (auto parsed = parse_rulebook(*document)) pinned.rulebook = *parsed;
}

namespace {

void take_titles(const json::object& node, const std::string& path, std::map<std::string, Sentence, std::less<>>& titles) {
  const json::object& title = object_of(object_of(node, "meta"), "title");
  if (!title.empty()) titles[path] = {std::string(text_of(title, "en")), std::string(text_of(title, "id"))};
  for (const auto& [name, below] : object_of(node, "states"))
    take_titles(members_of(below), path.empty() ? std::string(name) : path + "." + std::string(name), titles);
}

}  // namespace

void evolve(PinnedDefinition& pinned, const Event& event) {
  if (event.type != "DefinitionRecorded") return;
  const json::value* document = members_of(event.data).if_contains("document");
  if (document == nullptr || !document->is_object()) return;
  auto compiled = statechart::compile(*document);
  if (!compiled) return;
  pinned.definition = *compiled;
  take_titles(object_of(document->get_object(), "machine"), "", pinned.state_titles);
  for (const auto& [type, form] : object_of(document->get_object(), "forms")) {
    if (!form_schema_faults(form).empty()) continue;  // of before 2026-11-28: such an event takes no data
    if (auto schema = Schema::compile(form)) pinned.forms.insert_or_assign(std::string(type), *schema);
  }
}

std::string title_key(std::string_view title) {
  std::string key;
  for (std::string_view rest = title; !rest.empty();)
    if (const char32_t c = folded(take_character(rest)); c != 0) append_character(key, c);
  return key.empty() ? std::string(title) : key;
}

std::string title_words(std::string_view title) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  while (!title.empty()) {
    const char32_t c = take_character(title);
    if (is_white_space(c)) end_word();
    if (const char32_t plain = folded(c); plain != 0) append_character(word, plain);
  }
  end_word();
  std::ranges::sort(words);
  std::string all;
  for (const std::string& each : words) all += each + ' ';
  return all;
}

std::string late_key(std::string_view window, std::string_view entrant) {
  return std::string(window) + '/' + std::string(entrant);
}

std::string agency_key(std::string_view local_organizer, std::string_view group) {
  return std::string(local_organizer) + '/' + std::string(group);
}

}  // namespace jejak::workflows
