#include "api/documents/decided_stage.hpp"

#include <algorithm>

#include "workflows/field.hpp"

namespace jejak::documents {

using workflows::array_of;
using workflows::members_of;
using workflows::object_of;
using workflows::text_of;

namespace {

std::string title_or(const json::object& titled, std::string_view key) {
  const std::string_view title = text_of(object_of(titled, "title"), "id");
  return std::string(title.empty() ? key : title);
}

}  // namespace

const json::object& rules_of(const DecidedStage& stage) {
  static const json::object none;
  for (const json::value& value : array_of(stage.rulebook, "stages"))
    if (text_of(members_of(value), "name") == text_of(stage.decision, "stage")) return members_of(value);
  return none;
}

std::string title_of_stage(const DecidedStage& stage) { return title_or(rules_of(stage), text_of(stage.decision, "stage")); }

std::string title_of_category(const json::object& competition, std::string_view key) {
  for (const json::value& value : array_of(competition, "categories"))
    if (text_of(members_of(value), "key") == key) return title_or(members_of(value), key);
  return std::string(key);
}

const DecidedStage::Juror& juror_of(const DecidedStage& stage, std::string_view id) {
  static const DecidedStage::Juror nobody;
  const auto found = std::ranges::find(stage.jury, id, &DecidedStage::Juror::id);
  return found == stage.jury.end() ? nobody : *found;
}

std::string called(const DecidedStage::Juror& juror) { return juror.name.empty() ? "Juri " + std::to_string(juror.number) : juror.name; }

std::string title_of_proposal(const DecidedStage& stage, std::string_view proposal) {
  for (const json::value& value : array_of(stage.decision, "results"))
    if (text_of(members_of(value), "proposal") == proposal) return std::string(text_of(members_of(value), "title"));
  return std::string(proposal);
}

std::string entrant_of(const DecidedStage& stage, std::string_view proposal) {
  const auto found = stage.entrants.find(proposal);
  return found == stage.entrants.end() ? std::string() : found->second;
}

std::string who(const DecidedStage& stage, std::string_view actor) {
  const auto found = stage.labels.find(actor);
  return found == stage.labels.end() || found->second.empty() ? stage.organizer : found->second;
}

std::vector<Line> lines_of(const DecidedStage& stage) {
  std::vector<Line> lines;
  const auto add = [&](const json::object& line) {
    const std::string_view key = text_of(line, "key");
    lines.push_back({std::string(key), title_or(line, key), std::string(text_of(line, "weight"))});
  };
  for (const json::value& value : array_of(rules_of(stage), "criteria")) {
    const json::array& parts = array_of(members_of(value), "parts");
    if (parts.empty()) add(members_of(value));
    for (const json::value& part : parts) add(members_of(part));
  }
  return lines;
}

std::string title_of_line(const DecidedStage& stage, std::string_view key) {
  for (const json::value& value : array_of(rules_of(stage), "criteria"))
    if (text_of(members_of(value), "key") == key) return title_or(members_of(value), key);
  for (const Line& line : lines_of(stage))
    if (line.key == key) return line.title;
  return std::string(key);
}

}  // namespace jejak::documents
