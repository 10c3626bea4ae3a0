#include "workflows/competition/state.hpp"

#include "workflows/field.hpp"

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
  } else if (event.type == "WindowExtended") {
    const auto closes = parse_rfc3339(text_of(data, "closes"));
    if (closes) competition.extended[std::string(text_of(data, "window"))] = *closes;
  }
}

void evolve(Register& state, const Event& event) {
  if (event.type != "ProposalRegistered") return;
  const auto& data = members_of(event.data);
  state.proposals.emplace_back(text_of(data, "proposal"));
  state.titles.emplace(text_of(data, "title_key"));
  ++state.per_entrant[std::string(text_of(data, "entrant"))];
}

void evolve(PinnedRulebook& pinned, const Event& event) {
  if (event.type != "RulebookRecorded") return;
  const json::value* document = members_of(event.data).if_contains("document");
  if (document == nullptr) return;
  if (auto parsed = parse_rulebook(*document)) pinned.rulebook = *parsed;
}

void evolve(PinnedDefinition& pinned, const Event& event) {
  if (event.type != "DefinitionRecorded") return;
  const json::value* document = members_of(event.data).if_contains("document");
  if (document == nullptr || !document->is_object()) return;
  auto compiled = statechart::compile(*document);
  if (!compiled) return;
  pinned.definition = *compiled;
  for (const auto& [type, form] : object_of(document->get_object(), "forms")) {
    if (auto schema = Schema::compile(form)) pinned.forms.insert_or_assign(std::string(type), *schema);
  }
}

std::string title_key(std::string_view title) {
  std::string key;
  for (const char c : title) {
    const auto byte = static_cast<unsigned char>(c);
    if (c >= 'A' && c <= 'Z') {
      key.push_back(static_cast<char>(c - 'A' + 'a'));
    } else if (byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      key.push_back(c);
    }
  }
  return key.empty() ? std::string(title) : key;
}

}  // namespace jejak::workflows
