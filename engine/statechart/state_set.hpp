#pragma once
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace jejak::statechart {

using StateIndex = std::uint16_t;  // place in document order; 0 is the machine itself
inline constexpr StateIndex no_state = 0xFFFF;
inline constexpr std::size_t states_max = 1024;  // of one definition

// A set of states. Walking it visits them in document order.
class StateSet {
 public:
  bool has(StateIndex state) const { return (words_[state / 64] >> (state % 64) & 1) != 0; }
  void add(StateIndex state) { words_[state / 64] |= std::uint64_t{1} << (state % 64); }
  void remove(StateIndex state) { words_[state / 64] &= ~(std::uint64_t{1} << (state % 64)); }
  void add(const StateSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
  }
  bool intersects(const StateSet& other) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if ((words_[i] & other.words_[i]) != 0) return true;
    }
    return false;
  }
  // Whether some state of [first, last] is in the set.
  bool has_any(StateIndex first, StateIndex last) const {
    const StateIndex found = next(first);
    return found != no_state && found <= last;
  }
  // The first state at or after `from`, no_state where there is none.
  StateIndex next(std::size_t from) const {
    for (std::size_t word = from / 64; word < words_.size(); ++word) {
      std::uint64_t bits = words_[word];
      if (word == from / 64) bits &= ~std::uint64_t{0} << (from % 64);
      if (bits != 0)
        return static_cast<StateIndex>(word * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
    }
    return no_state;
  }
  // The last state at or before `from`, no_state where there is none.
  StateIndex previous(std::size_t from) const {
    for (std::size_t word = from / 64 + 1; word-- > 0;) {
      std::uint64_t bits = words_[word];
      if (word == from / 64) bits &= ~std::uint64_t{0} >> (63 - from % 64);
      if (bits != 0)
        return static_cast<StateIndex>(word * 64 + 63 - static_cast<std::size_t>(std::countl_zero(bits)));
    }
    return no_state;
  }
  template <class Visit>
  void for_each(Visit visit) const {
    for (StateIndex state = next(0); state != no_state; state = next(state + 1u)) visit(state);
  }
  template <class Visit>
  void for_each_backwards(Visit visit) const {
    for (StateIndex state = previous(states_max - 1); state != no_state;) {
      visit(state);
      if (state == 0) return;
      state = previous(state - 1u);
    }
  }
  bool operator==(const StateSet&) const = default;

 private:
  std::array<std::uint64_t, states_max / 64> words_{};
};

}  // namespace jejak::statechart
