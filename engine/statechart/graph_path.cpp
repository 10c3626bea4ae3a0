#include "engine/statechart/graph_path.hpp"

#include <algorithm>
#include <array>

namespace jejak::statechart {

namespace {

struct Unit {
  std::int64_t microseconds;
  std::string_view name;
};
constexpr std::array<Unit, 4> units = {Unit{86'400'000'000, "d"}, Unit{3'600'000'000, "h"},
                                       Unit{60'000'000, "min"}, Unit{1'000'000, "s"}};

std::string duration_text(std::int64_t microseconds) {
  std::string text;
  int shown = 0;
  for (const Unit& unit : units) {
    const std::int64_t count = microseconds / unit.microseconds;
    microseconds %= unit.microseconds;
    if (shown == 0 && count == 0) continue;
    if (count > 0) text += (text.empty() ? "" : " ") + std::to_string(count) + " " + std::string(unit.name);
    if (++shown == 2) break;
  }
  return text.empty() ? "0 s" : text;
}

}  // namespace

std::vector<Passage> passages_of(const Definition& definition, const std::vector<Stay>& stays,
                                 Timestamp now) {
  std::vector<Passage> passages(definition.states.size());
  std::vector<bool> named(definition.states.size());
  std::vector<std::pair<StateIndex, const Stay*>> known;
  for (const Stay& stay : stays) {
    const auto found = std::ranges::find(definition.states, stay.state, &State::path);
    if (found == definition.states.end()) continue;
    known.emplace_back(static_cast<StateIndex>(found - definition.states.begin()), &stay);
    named[known.back().first] = true;
  }
  for (const auto& [state, stay] : known) {
    const std::int64_t end = stay->left_at.value_or(now).microseconds;
    for (StateIndex at = state; at != no_state && at != 0; at = definition.states[at].parent) {
      if (at != state && named[at]) continue;
      Passage& passage = passages[at];
      ++passage.times;
      passage.microseconds += std::max<std::int64_t>(end - stay->entered_at.microseconds, 0);
      passage.here = passage.here || !stay->left_at;
    }
  }
  return passages;
}

std::string text_of(const Passage& passage) {
  if (passage.times == 0) return "";
  return std::to_string(passage.times) + "×, " + duration_text(passage.microseconds);
}

}  // namespace jejak::statechart
