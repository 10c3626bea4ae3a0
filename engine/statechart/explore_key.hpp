#pragma once
#include <set>
#include <string>
#include <vector>

#include "engine/statechart/model.hpp"

namespace jejak::statechart {

// What tells two configurations of a definition apart; see Exploration.
class Distinction {
 public:
  explicit Distinction(const Definition& definition);

  // Equal for configurations that no rule can tell apart.
  std::string key(const Snapshot& snapshot, Timestamp now) const;
  bool timeless() const { return timeless_; }

 private:
  void read_rule(const NamedRule& rule, bool as_guard);
  bool follow_assignments();

  const Definition& definition_;
  std::set<std::string, std::less<>> relevant_;  // context keys that guards, delays or such assigns read
  std::set<std::string, std::less<>>
      exact_;  // those of them whose value matters, not only what guards make of it
  std::vector<const NamedRule*> predicates_;  // guards that read the context alone
  bool whole_ = false;                        // a rule reads the whole context
  bool timeless_ = true;
};

}  // namespace jejak::statechart
