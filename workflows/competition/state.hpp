#pragma once
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/core/event.hpp"
#include "engine/statechart/statechart.hpp"
#include "workflows/rulebook.hpp"
#include "workflows/schema.hpp"
#include "workflows/sentence.hpp"

namespace jejak::workflows {

// Stream `competition-<id>`: CompetitionOpened {id, organizer, title, year, rulebook {id, version, hash}, definition
// {id, version, hash}, windows, categories, groups, stages, questions, road?},
// AmendmentProposed {competition, organizer, rulebook {id, version, hash}, changed [pointer], reason}, AmendmentRejected {competition,
// organizer, reason, proposed_by}, RulebookAmended {competition, organizer, rulebook, was {id, version, hash}, changed, reason, proposed_by,
// zone, windows, categories, groups, stages, questions} (amendment.hpp),
// WindowExtended {competition, window, opens, closes, reason}, LateEntryAdmitted {competition, organizer, entrant, entrant_name, window, closes,
// reason, entries?}, CompetitionMigrated (migration/state.hpp).
struct Competition {
  std::string id;  // empty: there is none
  std::string organizer;
  std::string title;
  std::int64_t year = 0;
  json::object rulebook;    // {id, version, hash}
  json::object definition;  // {id, version, hash}
  std::map<std::string, Timestamp, std::less<>> extended;  // the windows that close later than the rulebook says
  // Entrants for whom alone a window closes later: by "<window>/<entrant>".
  struct Admission {
    Timestamp closes, admitted_at;
    std::int64_t entries = 0;  // how many proposals, where the window governs ENTER; 0: any number (of before 2026-11-28)
  };
  std::map<std::string, Admission, std::less<>> admitted;
  struct Amendment {
    std::string proposed_by;  // the actor
    std::string hash;         // of the rulebook
    std::string reason;
  };
  std::optional<Amendment> amendment;  // proposed and not settled
};
void evolve(Competition& competition, const Event& event);

// Stream `register-<competition>`: ProposalRegistered {competition, proposal, number, title, title_key, entrant, group?,
// local_organizer?}; the last two where the rulebook has a quota per agency. RegistrationCorrected {competition, proposal, was {title,
// title_key, group?}, title, title_key, group?, local_organizer?}.
struct Register {
  using Proposals = std::vector<std::string>;
  Proposals proposals;  // in order of their numbers, from 1
  std::unordered_map<std::string, Timestamp> entered_at;  // by proposal
  std::unordered_map<std::string, std::string> titles;    // by title_key: the last proposal of that title
  std::unordered_map<std::string, std::string> by_words;  // by title_words: the last proposal with those words
  std::unordered_map<std::string, Proposals> per_entrant;  // withdrawn ones too
  std::unordered_map<std::string, Proposals> per_agency;   // by "<local organizer>/<group>"; withdrawn ones too
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
  std::map<std::string, Sentence, std::less<>> state_titles;  // by dotted path: what the machine's `meta.title` {id, en} says
};
void evolve(PinnedDefinition& pinned, const Event& event);

// Titles are unique without regard to case, punctuation, spaces, accents, forms of width and letters that look like Latin ones (character.hpp).
std::string title_key(std::string_view title);

// The title's words as title_key spells them, in order of the alphabet: "Go Data!" and "DATA go" have the same.
std::string title_words(std::string_view title);

// The keys of Competition::admitted and Register::per_agency.
std::string late_key(std::string_view window, std::string_view entrant);
std::string agency_key(std::string_view local_organizer, std::string_view group);

}  // namespace jejak::workflows
