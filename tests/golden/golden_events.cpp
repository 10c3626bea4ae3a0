#include "tests/golden/golden_events.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace jejak::golden {
namespace {

std::string text_at(const json::object& object, std::string_view key) {
  const json::value& value = object.at(key);
  return value.is_null() ? std::string() : std::string(value.as_string());
}

Event event_of(const json::object& object) {
  Event event;
  event.position = object.at("position").to_number<Position>();
  event.stream = text_at(object, "stream");
  event.stream_version = object.at("stream_version").to_number<StreamVersion>();
  event.id = text_at(object, "id");
  event.type = text_at(object, "type");
  event.schema_version = object.at("schema_version").to_number<std::uint32_t>();
  event.time = parse_rfc3339(text_at(object, "time")).value();
  event.actor = text_at(object, "actor");
  event.correlation_id = text_at(object, "correlation_id");
  event.causation_id = text_at(object, "causation_id");
  event.data = object.at("data");
  return event;
}

}  // namespace

std::filesystem::path folder() { return std::filesystem::path(JEJAK_SOURCE_DIR) / "tests" / "golden"; }

std::string read_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::filesystem::path views_file(const GoldenEvent& golden) {
  return folder() / (golden.file.stem().string() + ".views.json");
}

std::vector<GoldenEvent> read_golden_events() {
  std::vector<GoldenEvent> all;
  for (const auto& entry : std::filesystem::directory_iterator(folder())) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".json") || name.ends_with(".views.json")) continue;
    auto parsed = parse_json(read_text(entry.path()));
    if (!parsed) {
      ADD_FAILURE() << name << ": " << parsed.error().message << " at byte " << parsed.error().offset;
      continue;
    }
    all.push_back({entry.path(), event_of(parsed->as_object())});
  }
  std::sort(all.begin(), all.end(),
            [](const auto& a, const auto& b) { return a.event.position < b.event.position; });
  return all;
}

}  // namespace jejak::golden
