#pragma once
#include <cstdint>
#include <optional>

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

// New rules are asked everything; rules that were pinned once are taken as they were, whatever has been found wrong with such since.
enum class Origin { fresh, pinned };

// From the body of OpenCompetition: `rulebook` or `rulebook_document`, and `definition_document` or the shipped one.
Result<Rules, Rejection> choose_rules(const json::object& body, Origin origin = Origin::fresh);

// What is doubtful in rules that are accepted, as findings of the checker: {severity, code, pointer, message, message_id, sequence}.
// `year` is that of the competition, where there is one.
json::array warnings_of(const Rulebook& rulebook, std::optional<std::int64_t> year);

// Everything that there is to say of rules before they are opened: {errors [{pointer, message, message_id}], warnings}.
json::object review_rules(const json::object& body);

}  // namespace jejak::workflows
