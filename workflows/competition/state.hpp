#pragma once
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/core/event.hpp"
#include "engine/statechart/statechart.hpp"
#include "workflows/rulebook.hpp"
#include "workflows/schema.hpp"

namespace jejak::workflows {

// Stream `competition-<id>`: CompetitionOpened {id, organizer, title, year, rulebook {id, version, hash}, definition
// {id, version, hash}, windows, categories, groups, stages, questions},
// WindowExtended {competition, window, opens, closes, reason}.
struct Competition {
  std::string id;  // empty: there is none
  std::string organizer;
  std::string title;
  std::int64_t year = 0;
  json::object rulebook;    // {id, version, hash}
  json::object definition;  // {id, version, hash}
  std::map<std::string, Timestamp, std::less<>> extended;  // the windows that close later than the rulebook says
};
void evolve(Competition& competition, const Event& event);

// Stream `register-<competition>`: ProposalRegistered {competition, proposal, number, title, title_key, entrant}.
struct Register {
  std::vector<std::string> proposals;  // in order of their numbers, from 1
  std::unordered_set<std::string> titles;  // as title_key
  std::unordered_map<std::string, std::int64_t> per_entrant;
};
void evolve(Register& state, const Event& event);

// Stream `rulebook-<hash>`: RulebookRecorded {document}. Parsed once, when it is folded.
struct PinnedRulebook {
  RulebookPtr rulebook;  // null: there is none
};
void evolve(PinnedRulebook& pinned, const Event& event);

// Stream `definition-<hash>`: DefinitionRecorded {document}. Compiled once, when it is folded.
struct PinnedDefinition {
  statechart::DefinitionPtr definition;  // null: there is none
  std::map<std::string, Schema, std::less<>> forms;
};
void evolve(PinnedDefinition& pinned, const Event& event);

// Titles are unique without regard to case, punctuation and spaces.
std::string title_key(std::string_view title);

}  // namespace jejak::workflows
