#pragma once
#include <vector>

#include "engine/runtime/projector.hpp"
#include "storage/memory/event_log.hpp"
#include "storage/memory/view_store.hpp"

namespace jejak::specs {

// Two small views over Added, Renamed and Removed events: totals by stream, and one summary document. An event whose data
// says "poison" cannot be applied to the totals, which find out only after they have begun to change them.
inline void project_totals(const Event& event, Documents& documents) {
  const json::object& data = event.data.as_object();
  if (event.type == "Removed") return documents.erase(event.stream);
  json::object& document = documents.edit(event.stream);
  json::value& total = document["total"];
  if (total.is_null()) total = 0;
  total = total.as_int64() + (data.contains("by") ? data.at("by").as_int64() : 0);
  document["stream_version"] = static_cast<std::int64_t>(event.stream_version);
  documents.edit("last")["stream"] = event.stream;
  if (data.contains("poison")) throw CannotApply{"it is poisoned"};
  if (event.type == "Renamed") document["name"] = data.at("name");
}

inline void project_summary(const Event& event, Documents& documents) {
  json::object& document = documents.edit("all");
  json::value& count = document[event.type];
  if (count.is_null()) count = 0;
  count = count.as_int64() + 1;
}

inline const std::vector<Projection>& sample_projections() {
  static const std::vector<Projection> projections{{{"totals", 1, {}}, &project_totals},
                                                   {{"summary", 1, {}}, &project_summary}};
  return projections;
}

inline const std::vector<ViewSchema>& sample_schemas() {
  static const std::vector<ViewSchema> schemas{{"totals", 1, {}}, {"summary", 1, {}}};
  return schemas;
}

inline StoredEvent stored_event(std::string stream, std::string type, std::string data) {
  StoredEvent event;
  event.stream = std::move(stream);
  event.type = std::move(type);
  event.data = std::move(data);
  return event;
}

// Every row and dead letter as one text, so that two stores can be compared and shown.
inline std::string text_of(ViewStore& views) {
  std::string text = "position " + std::to_string(views.position()) + "\n";
  views.scan([&](std::string_view view, std::string_view key, std::string_view document) {
    text.append(view).append(" ").append(key).append(" ").append(document).append("\n");
    return true;
  });
  for (const DeadLetter& letter : views.dead_letters()) {
    text += "dead " + letter.view + " " + letter.stream + " " + std::to_string(letter.position) + " " +
            letter.reason + "\n";
  }
  return text;
}

}  // namespace jejak::specs
