#include "workflows/proposal/departure.hpp"

#include <algorithm>

#include "workflows/field.hpp"
#include "workflows/proposal/path.hpp"

namespace jejak::workflows {

namespace {

// The last tick-lists' words, kept until the stage is left: a later list corrects an earlier one tick by tick.
void note_ticks(std::vector<std::string>& failed, const json::object& ticks) {
  for (const auto& [key, given] : ticks) {
    if (!given.is_bool()) continue;
    std::erase(failed, std::string_view(key));
    if (!given.get_bool()) failed.emplace_back(key);
  }
}

std::string what_was_done(std::string_view event) {
  if (event == "ANSWER_OBJECTION") return "objection";
  if (event.starts_with("FAIL_")) event.remove_prefix(5);
  std::string word(event);
  std::ranges::transform(word, word.begin(), [](char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; });
  return word;
}

}  // namespace

std::vector<std::string> why_left(const json::object& step) {
  const json::object& data = object_of(step, "data");
  if (data.contains("rank")) return {std::string(text_of(data, "reason"))};
  std::vector<std::string> why;
  for (const json::value& tick : array_of(step, "failed")) why.push_back("failed:" + std::string(tick.get_string()));
  if (why.empty()) why.push_back(what_was_done(text_of(step, "event")));
  return why;
}

void follow(Standing& standing, const json::object& step, Timestamp time) {
  const std::string_view from = text_of(step, "from"), to = text_of(step, "to");
  note_ticks(standing.failed, object_of(object_of(step, "data"), "ticks"));
  if (from == to) return;
  standing.since = time;
  if (first_segment(from) == first_segment(to)) return;
  standing.failed.clear();
  standing.left = first_segment(from);
  standing.why = why_left(step);
}

void complete(json::object& step, const Standing& standing, const std::function<bool(std::string_view)>& is_out) {
  // Copies: a member that is added may move the others.
  const std::string from(text_of(step, "from")), to(text_of(step, "to"));
  if (from.empty() || from == to) return;
  const std::string_view left = first_segment(from), entered = first_segment(to);
  if (left == "submission" && standing.since.microseconds != 0) step["since"] = format_rfc3339(standing.since);
  if (left == entered) return;
  if (is_out(left)) {
    if (!standing.left.empty()) step["left"] = json::object{{"stage", standing.left}, {"why", json::array(standing.why.begin(), standing.why.end())}};
    return;
  }
  if (object_of(step, "data").contains("rank") || !is_out(entered)) return;
  std::vector<std::string> failed = standing.failed;
  note_ticks(failed, object_of(object_of(step, "data"), "ticks"));
  if (!failed.empty()) step["failed"] = json::array(failed.begin(), failed.end());
}

}  // namespace jejak::workflows
