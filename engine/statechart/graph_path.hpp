#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/statechart/model.hpp"

namespace jejak::statechart {

// A stay of one instance in a state, named by its dotted path ("screening.desk"); still there where it has no
// end.
struct Stay {
  std::string state;
  Timestamp entered_at;
  std::optional<Timestamp> left_at;
};

// One instance's way through its definition: how often each state was entered and how long it was active
// altogether.
struct Passage {
  std::size_t times = 0;
  std::int64_t microseconds = 0;
  bool here = false;  // still active
};

// Per state of the definition, in document order. Stays still going on count up to `now`; a stay in a state
// that the definition does not have is left out. A stay in a state is one in the states around it as well,
// unless these are named themselves: then their own stays count.
std::vector<Passage> passages_of(const Definition& definition, const std::vector<Stay>& stays, Timestamp now);

// "2×, 5 d 3 h": the two largest units, rounded down; "" where the state was never entered.
std::string text_of(const Passage& passage);

}  // namespace jejak::statechart
