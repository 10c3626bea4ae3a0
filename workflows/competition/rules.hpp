#pragma once
#include "engine/core/rejection.hpp"
#include "workflows/competition/state.hpp"

namespace jejak::workflows {

// The rules a new competition is to run under, checked by themselves and against each other.
struct Rules {
  RulebookPtr rulebook;
  json::value definition;        // the document
  std::string definition_version;
  std::string rulebook_hash;
  std::string definition_hash;
  std::vector<std::string> road;  // of the definition, see road.hpp
};

// From the body of OpenCompetition: `rulebook` or `rulebook_document`, and `definition_document` or the shipped one.
Result<Rules, Rejection> choose_rules(const json::object& body);

}  // namespace jejak::workflows
