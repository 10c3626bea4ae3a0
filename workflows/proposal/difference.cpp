#include "workflows/proposal/difference.hpp"

#include <cstdint>

#include "workflows/field.hpp"

namespace jejak::workflows {

namespace {

using Words = std::vector<std::string_view>;

constexpr std::size_t cells_max = 25'000'000;

Words words_of(std::string_view text) {
  constexpr std::string_view spaces = " \t\r\n";
  Words words;
  for (std::size_t at = text.find_first_not_of(spaces); at != text.npos; at = text.find_first_not_of(spaces, at)) {
    const std::size_t end = std::min(text.find_first_of(spaces, at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

void add(std::vector<Run>& runs, Run::Kind kind, std::string_view word) {
  if (runs.empty() || runs.back().kind != kind) runs.push_back({kind, {}});
  std::string& text = runs.back().text;
  text.append(text.empty() ? "" : " ").append(word);
}

// lengths[i * (m + 1) + j]: the longest common subsequence of what follows place i and place j.
std::vector<std::uint16_t> common_lengths(const Words& before, const Words& after) {
  const std::size_t n = before.size(), m = after.size();
  std::vector<std::uint16_t> lengths((n + 1) * (m + 1), 0);
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t j = m; j-- > 0;) {
      const std::size_t cell = i * (m + 1) + j;
      lengths[cell] = before[i] == after[j] ? static_cast<std::uint16_t>(lengths[cell + m + 2] + 1)
                                            : std::max(lengths[cell + m + 1], lengths[cell + 1]);
    }
  }
  return lengths;
}

void compare(const Words& before, const Words& after, std::vector<Run>& runs) {
  const std::size_t n = before.size(), m = after.size();
  std::size_t i = 0, j = 0;
  if (n != 0 && m != 0 && n <= cells_max / m && n < UINT16_MAX && m < UINT16_MAX) {
    const auto lengths = common_lengths(before, after);
    while (i < n && j < m) {
      const std::size_t cell = i * (m + 1) + j;
      if (before[i] == after[j]) {
        add(runs, Run::Kind::same, before[i]);
        ++i, ++j;
      } else if (lengths[cell + m + 1] >= lengths[cell + 1]) {
        add(runs, Run::Kind::removed, before[i++]);
      } else {
        add(runs, Run::Kind::added, after[j++]);
      }
    }
  }
  while (i < n) add(runs, Run::Kind::removed, before[i++]);
  while (j < m) add(runs, Run::Kind::added, after[j++]);
}

std::string_view name_of(Run::Kind kind) {
  return kind == Run::Kind::same ? "same" : kind == Run::Kind::removed ? "removed" : "added";
}

}  // namespace

std::vector<Run> difference(std::string_view before, std::string_view after) {
  Words old = words_of(before), now = words_of(after);
  std::vector<Run> runs;
  std::size_t head = 0, tail = 0;
  const std::size_t shorter = std::min(old.size(), now.size());
  while (head < shorter && old[head] == now[head]) add(runs, Run::Kind::same, old[head++]);
  while (tail < shorter - head && old[old.size() - 1 - tail] == now[now.size() - 1 - tail]) ++tail;
  const auto middle = [&](const Words& words) {
    return Words(words.begin() + static_cast<std::ptrdiff_t>(head), words.end() - static_cast<std::ptrdiff_t>(tail));
  };
  compare(middle(old), middle(now), runs);
  for (std::size_t i = old.size() - tail; i < old.size(); ++i) add(runs, Run::Kind::same, old[i]);
  return runs;
}

json::object answers_difference(const json::object& before, const json::object& after) {
  json::object questions;
  const auto tell = [&](std::string_view key) {
    const std::string_view old = text_of(before, key), now = text_of(after, key);
    if (old == now || questions.contains(key)) return;
    json::array runs;
    for (Run& run : difference(old, now)) runs.push_back(json::object{{name_of(run.kind), std::move(run.text)}});
    questions[key] = std::move(runs);
  };
  for (const auto& [key, answer] : before) tell(key);
  for (const auto& [key, answer] : after) tell(key);
  return questions;
}

}  // namespace jejak::workflows
