#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/rules/rule.hpp"

namespace jejak::rules {

// At most so many reasons, and so many bytes of any one value in a sentence.
inline constexpr std::size_t reasons_max = 16;
inline constexpr std::size_t reason_value_bytes_max = 80;

// One condition that stands in the way of a rule: what it asks for and what it saw, as one sentence in each language.
struct Reason {
  std::string pointer;  // of the condition within the rule; "" is the rule itself
  std::string en;
  std::string id;
};

// Why `rule` does not hold over `data`, in the order of the rule; empty where it holds. `and`, `or`, `!`, `!!` and `if` are
// looked into; of an `or` it is enough that one of its conditions is met, which its sentence says. Texts and numbers are
// shown as they were seen; lists, objects and whatever is sealed as what they are, never with what is in them. Pure.
std::vector<Reason> explain(const json::value& rule, std::span<const Binding> data);

}  // namespace jejak::rules
