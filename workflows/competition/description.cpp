#include "workflows/competition/description.hpp"

#include <algorithm>

#include "workflows/field.hpp"

namespace jejak::workflows {

namespace {

json::array windows_of(const Rulebook& rulebook, const Extended& extended) {
  json::array windows;
  for (const Window& window : rulebook.windows) {
    json::array governs;
    for (const auto& governed : window.governs) governs.emplace_back(governed);
    const auto later = extended.find(window.name);
    windows.push_back({{"name", window.name},
                       {"opens", format_rfc3339(window.opens)},
                       {"closes", format_rfc3339(later == extended.end() ? window.closes : std::max(window.closes, later->second))},
                       {"governs", std::move(governs)}});
  }
  return windows;
}

json::array stages_of(const Rulebook& rulebook) {
  json::array stages;
  for (const auto& value : array_of(rulebook.document, "stages")) {
    json::object stage;
    for (const std::string_view key : {"name", "title", "judged_in", "score", "criteria", "top", "quorum", "tie"})
      copy_member(value.get_object(), key, stage);
    stages.emplace_back(std::move(stage));
  }
  return stages;
}

}  // namespace

json::object described(const Rulebook& rulebook, const Extended& extended) {
  json::object data{{"zone", rulebook.zone}, {"windows", windows_of(rulebook, extended)}, {"stages", stages_of(rulebook)}};
  for (const std::string_view key : {"categories", "groups", "questions"}) copy_member(rulebook.document, key, data);
  return data;
}

json::object named(const Rulebook& rulebook, std::string_view hash) {
  return {{"id", rulebook.id}, {"version", rulebook.version}, {"hash", hash}, {"illustrative", rulebook.illustrative}};
}

}  // namespace jejak::workflows
