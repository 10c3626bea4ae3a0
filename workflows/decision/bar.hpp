#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "workflows/decision/policy.hpp"
#include "workflows/decision/whole_numbers.hpp"

namespace jejak::workflows {

// How good one must be to be among those chosen, the others being as they are. To be better never takes a place away, so
// there is one line at the most.
struct Bar {
  enum class Kind {
    none,     // wherever it stands in the order of merit, it is in
    other,    // in exactly where it stands before that other
    closed,   // wherever it stands, it is out
    unknown   // the constraints are too entangled: neither found nor excluded within the steps that one decision may take
  };
  Kind kind = Kind::unknown;
  std::size_t other = 0;  // the other's place in the order of merit
};

// The bars of those who compete for the same places. `alike` are their masks of shortlist constraints (shortlist.hpp) in order of
// merit, `in` who of them is chosen.
//
// One who moves past another changes which are the first `places`, at one line alone; on either side of it the best choice with the one
// and the best without are what they are, and the one is in where the former is the better. So there are at most four choices to
// compare, most of them known or decided by how many of the first places they can keep; and those outside who are alike and on
// the same side mostly share them: ask from the last to the first.
class Bars {
 public:
  Bars(const std::vector<ShortlistRule>& rules, std::vector<std::uint64_t> alike, std::vector<bool> in, std::size_t places);
  Bar of(std::size_t candidate);
  Bar of_newcomer(std::uint64_t mask);  // one who is not among them now

 private:
  enum class Home { within, below, none };
  enum class Side { within, below };
  struct Seat {
    std::size_t index;  // as great as there are candidates: none of them
    std::size_t mask;   // which one of masks_
    Home home;
    bool in;
  };
  struct Shared {
    std::size_t of;
    Bar bar;
    std::vector<bool> touched;  // who was taken by a choice that it rests on
  };
  using Numbers = std::vector<std::int64_t>;
  struct Kept {
    std::int64_t kept = -1;  // how many of the first places, -1: there is no choice
    Numbers numbers;
  };
  // The best choice with the one, or without, as far as it is known.
  struct Walk {
    Side side;
    Seat seat;
    bool with;
    std::int64_t kept;
    Numbers numbers;            // a valid choice that begins so
    std::vector<Range> ranges;  // at least those taken; at most those not refused
    std::size_t first;          // before it: the first places
  };

  Bar seek(const Seat& seat, std::vector<bool>& touched);
  Bar on(Side side, const Seat& seat, std::vector<bool>& touched);
  Bar compare(Side side, const Seat& seat, std::vector<bool>& touched);
  bool pure_holds(Side side, const Seat& seat, const std::vector<Range>& others) const;
  std::vector<Range> others_of(Side side, const Seat& seat) const;
  std::size_t first_of(Side side, const Seat& seat) const;
  const Kept& kept_of(Side side, const Seat& seat, bool with);
  std::int64_t count_kept(Side side, bool with, const Numbers& numbers) const;
  const std::optional<Numbers>& numbers(Side side, const Seat& seat, bool with, std::int64_t kept, const std::vector<Range>& ranges);
  std::optional<Numbers> solve(Side side, const Seat& seat, bool with, std::int64_t kept, const std::vector<Range>& ranges);
  Walk walk(Side side, const Seat& seat, bool with);
  bool takes(Walk& walk, std::size_t candidate);
  std::size_t mask_number(std::uint64_t mask);
  bool counts(std::size_t mask, std::size_t rule) const { return (masks_[mask] >> rule & 1U) != 0; }

  const std::vector<ShortlistRule>& rules_;
  std::vector<bool> in_;
  std::size_t places_;
  std::vector<std::uint64_t> masks_;    // the different ones
  std::vector<std::size_t> mask_of_;    // of each candidate
  std::int64_t kept_ = 0;               // of the first places, by the choice as it is
  std::int64_t steps_;
  bool gave_up_ = false;
  std::map<Numbers, std::optional<Numbers>> solved_;
  std::map<std::tuple<std::size_t, Home, Side, bool>, Kept> keeps_;
  std::map<std::pair<std::size_t, Home>, Shared> shared_;
};

}  // namespace jejak::workflows
