#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/event.hpp"

namespace jejak::golden {

// One golden file: an event as it was written once and must be foldable for ever.
struct GoldenEvent {
  std::filesystem::path file;  // <EventType>.v<schema version>[-<variant>].json
  Event event;
};

std::filesystem::path folder();

// Every golden event in order of position; together they are one log.
std::vector<GoldenEvent> read_golden_events();

// The documents that belong to it: <the same name>.views.json.
std::filesystem::path views_file(const GoldenEvent& golden);

std::string read_text(const std::filesystem::path& file);

}  // namespace jejak::golden
