#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "api/documents/seal.hpp"
#include "engine/core/json.hpp"

namespace jejak::documents {

// A decided stage with everything that papers and tables say of it, names instead of keys. Documents are those of the views `decisions` and
// `competitions` and the pinned rulebook.
struct DecidedStage {
  struct Juror {
    std::string id;
    int number = 0;       // "Juri 1": in order of ids
    std::string name;     // empty: erased, or not for the reader
    std::string element;  // of the jury, in Indonesian
    bool took_part = false;  // with a sheet, scored or not, that was not taken out
  };
  struct Signature {
    std::string who;  // a name, or a key's label
    std::string as;   // juror, secretariat
    Timestamp at;
    Position position = 0;
    Hash leaf{};
  };
  json::object decision, competition, rulebook;
  std::string organizer;  // its name
  std::string zone;       // of the competition
  std::vector<Juror> jury;
  std::map<std::string, std::string, std::less<>> entrants;  // names, by proposal
  std::map<std::string, std::string, std::less<>> labels;    // of keys, by actor
  std::map<std::string, std::string, std::less<>> voided;    // why a sheet was taken out, by "proposal/juror"
  std::vector<Signature> signatures;
  Seal seal;  // of the event StageDecided
};

std::string title_of_stage(const DecidedStage& stage);
std::string title_of_category(const json::object& competition, std::string_view key);
const json::object& rules_of(const DecidedStage& stage);  // the rulebook's member for it
const DecidedStage::Juror& juror_of(const DecidedStage& stage, std::string_view id);
std::string called(const DecidedStage::Juror& juror);  // the name, or "Juri 1"
std::string title_of_proposal(const DecidedStage& stage, std::string_view proposal);
std::string entrant_of(const DecidedStage& stage, std::string_view proposal);
// Who an actor is to people: the label of the key, or the organizer.
std::string who(const DecidedStage& stage, std::string_view actor);

// A line of the score sheet: a criterion, or a part that is scored in its place.
struct Line {
  std::string key, title, weight;
};
std::vector<Line> lines_of(const DecidedStage& stage);
std::string title_of_line(const DecidedStage& stage, std::string_view key);  // criteria too

}  // namespace jejak::documents
