#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/json.hpp"

namespace jejak::workflows {

// A run of words that stayed, went or came.
struct Run {
  enum class Kind { same, removed, added };
  Kind kind = Kind::same;
  std::string text;  // words with one space between them
};

// From one text to another, word by word: the longest common subsequence stays (texts whose lengths multiply to more than 25 million
// words are told as removed and added between what they begin and end with alike).
std::vector<Run> difference(std::string_view before, std::string_view after);

// {question: [{"same"|"removed"|"added": text}]}, of the questions whose answers differ. Both are {question: text}.
json::object answers_difference(const json::object& before, const json::object& after);

}  // namespace jejak::workflows
