#pragma once
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace jejak::statechart {

using StateIndex = std::uint16_t;  // place in document order; 0 is the machine itself
inline constexpr StateIndex no_state = 0xFFFF;
inline constexpr std::size_t states_max = 1024;  // of one definition

// A set of states. Walking it visits them in document order. It knows which of its words hold anything, so that a small
// machine pays for one word and not for sixteen.
class StateSet {
 public:
  bool has(StateIndex state) const { return (words_[state / 64] >> (state % 64) & 1) != 0; }
  void add(StateIndex state) { add_word(state / 64, bit(state)); }
  void remove(StateIndex state) {
    const std::size_t word = state / 64u;
    words_[word] &= ~bit(state);
    if (words_[word] == 0) used_ &= ~(1u << word);
  }
  void clear() {
    for_each_word(used_, [&](std::size_t word) { words_[word] = 0; });
    used_ = 0;
  }
  bool empty() const { return used_ == 0; }
  void add(const StateSet& other) {
    for_each_word(other.used_, [&](std::size_t word) { words_[word] |= other.words_[word]; });
    used_ |= other.used_;
  }
  // Adds the states of `other` that lie in [first, last].
  void add_between(const StateSet& other, StateIndex first, StateIndex last) {
    for_each_word(other.used_, [&](std::size_t word) {
      std::uint64_t bits = other.words_[word];
      if (word < first / 64u || word > last / 64u) return;
      if (word == first / 64u) bits &= from_bit(first);
      if (word == last / 64u) bits &= to_bit(last);
      if (bits != 0) add_word(word, bits);
    });
  }
  bool intersects(const StateSet& other) const {
    bool common = false;
    for_each_word(used_ & other.used_,
                  [&](std::size_t word) { common = common || (words_[word] & other.words_[word]) != 0; });
    return common;
  }
  // Whether some state of [first, last] is in the set.
  bool has_any(StateIndex first, StateIndex last) const {
    const StateIndex found = next(first);
    return found != no_state && found <= last;
  }
  // The first state at or after `from`, no_state where there is none.
  StateIndex next(std::size_t from) const {
    if (from >= states_max) return no_state;
    const std::size_t word = from / 64;
    const std::uint64_t here = words_[word] & from_bit(from);
    if (here != 0) return place(word, static_cast<std::size_t>(std::countr_zero(here)));
    const std::uint32_t later = used_ & ~((2u << word) - 1);
    if (later == 0) return no_state;
    const auto found = static_cast<std::size_t>(std::countr_zero(later));
    return place(found, static_cast<std::size_t>(std::countr_zero(words_[found])));
  }
  // The last state at or before `from`, no_state where there is none.
  StateIndex previous(std::size_t from) const {
    const std::size_t word = from / 64;
    const std::uint64_t here = words_[word] & to_bit(from);
    if (here != 0) return last_of(word, here);
    const std::uint32_t earlier = used_ & ((1u << word) - 1);
    if (earlier == 0) return no_state;
    const auto found = static_cast<std::size_t>(31 - std::countl_zero(earlier));
    return last_of(found, words_[found]);
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
  bool operator==(const StateSet& other) const {
    if (used_ != other.used_) return false;
    bool same = true;
    for_each_word(used_, [&](std::size_t word) { same = same && words_[word] == other.words_[word]; });
    return same;
  }

 private:
  static constexpr std::size_t words_max = states_max / 64;
  static std::uint64_t bit(std::size_t state) { return std::uint64_t{1} << (state % 64); }
  static std::uint64_t from_bit(std::size_t state) { return ~std::uint64_t{0} << (state % 64); }
  static std::uint64_t to_bit(std::size_t state) { return ~std::uint64_t{0} >> (63 - state % 64); }
  static StateIndex place(std::size_t word, std::size_t in_word) {
    return static_cast<StateIndex>(word * 64 + in_word);
  }
  static StateIndex last_of(std::size_t word, std::uint64_t bits) {
    return place(word, static_cast<std::size_t>(63 - std::countl_zero(bits)));
  }
  void add_word(std::size_t word, std::uint64_t bits) {
    words_[word] |= bits;
    used_ |= 1u << word;
  }
  template <class Visit>
  static void for_each_word(std::uint32_t used, Visit visit) {
    for (; used != 0; used &= used - 1) visit(static_cast<std::size_t>(std::countr_zero(used)));
  }

  std::uint32_t used_ = 0;  // which words are not 0
  std::array<std::uint64_t, words_max> words_{};
};

}  // namespace jejak::statechart
