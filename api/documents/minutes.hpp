#pragma once
#include <string>
#include <vector>

#include "api/documents/seal.hpp"
#include "engine/core/json.hpp"

namespace jejak::documents {

struct Signatory {
  std::string name;     // empty: erased, or not for the reader
  std::string element;  // of the jury
};

// The minutes (berita acara) of a stage's decision: how it was decided, who is in and out and why, changes of the plenary, and lines
// to sign on. Documents are those of the views `decisions` and `competitions`.
struct Minutes {
  const json::object& decision;
  const json::object& competition;
  std::string organizer;  // its name
  std::string zone;       // of the competition
  std::vector<Signatory> jury;
  Seal seal;  // of the event StageDecided
};
std::string minutes_pdf(const Minutes& minutes);

}  // namespace jejak::documents
