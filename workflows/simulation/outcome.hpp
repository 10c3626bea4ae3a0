#pragma once
#include <map>
#include <string>

#include "engine/core/event.hpp"

namespace jejak::workflows {

// How one competition stands after its events, whichever log they are in.
class Outcome {
 public:
  struct Result {
    std::string outcome;  // "in" or "out"
    std::int64_t rank = 0;
    std::string decimal;  // the score
    bool operator==(const Result&) const = default;
  };
  struct Standing {
    std::string title;
    std::string state;  // dotted path
    bool awarded = false;
    std::map<std::string, Result, std::less<>> results;  // by stage
    bool operator==(const Standing&) const = default;
  };

  explicit Outcome(std::string competition) : competition_(std::move(competition)) {}

  void take(const Event& event);  // in the order of the log; events of others are passed over
  const std::map<std::string, Standing, std::less<>>& proposals() const { return proposals_; }

 private:
  std::string competition_;
  std::map<std::string, Standing, std::less<>> proposals_;
};

}  // namespace jejak::workflows
