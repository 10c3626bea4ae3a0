#pragma once
#include <string>
#include <vector>

#include "workflows/rulebook.hpp"

namespace jejak::workflows {

// What is doubtful in a rulebook that is accepted: it can be meant so, but seldom is. A warning, never a refusal, so that rules that
// were pinned once stay readable.
struct Doubt {
  std::string code;  // "unknown_value"
  std::string pointer;
  std::string en, id;
};
std::vector<Doubt> lint(const Rulebook& rulebook);

}  // namespace jejak::workflows
