#pragma once
#include <string>

#include "engine/core/json.hpp"

namespace jejak::documents {

// An award with the names that a paper or a page gives it. Documents are those of the views `awards` and `competitions`.
struct AwardFacts {
  json::object award;
  json::object competition;
  std::string organizer;  // its name
  std::string zone;       // of the competition
};
std::string edition_of(const AwardFacts& facts);  // the competition's title, with the year where it does not say it

}  // namespace jejak::documents
