#pragma once
#include "engine/core/rejection.hpp"
#include "workflows/rulebook.hpp"

namespace jejak::workflows {

// Answers measured against the questions of a rulebook.
struct Measured {
  json::object words;   // {question: count}
  json::array missing;  // required questions without an answer
};

// Refuses questions that the rulebook does not have and answers with too many words, each with its pointer.
Result<Measured, Rejection> measure(const Rulebook& rulebook, const json::object& answers);

}  // namespace jejak::workflows
