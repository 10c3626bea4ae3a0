#include "api/documents/award_facts.hpp"

#include "workflows/field.hpp"

namespace jejak::documents {

// Titles mostly say the year themselves.
std::string edition_of(const AwardFacts& facts) {
  const std::string title(workflows::text_of(facts.competition, "title"));
  const std::string year = std::to_string(workflows::integer_of(facts.award, "year"));
  return title.find(year) == std::string::npos ? title + ", " + year : title;
}

}  // namespace jejak::documents
