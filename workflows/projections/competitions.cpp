#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

// What the stage decision is made by; the rest of a stage's rules is in the rulebook.
void set_stages(const json::object& data, json::object& document) {
  json::array& stages = document["stages"].emplace_array();
  for (const json::value& stage : array_of(data, "stages")) {
    take(members_of(stage), {"name", "title", "judged_in", "criteria", "top", "quorum"},
         stages.emplace_back(json::object()).get_object());
  }
}

void open(const Event& event, const json::object& data, Documents& documents) {
  json::object& document = begin_document(documents, text_of(data, "id"));
  take(data,
       {"id", "organizer", "title", "year", "rulebook", "definition", "windows", "categories", "groups",
        "questions"},
       document);
  set_time(document, "opened_at", event.time);
  set_stages(data, document);
  document["decided"].emplace_object();
  document["amendments"].emplace_array();
}

void amend(const Event& event, const json::object& data, json::object& document) {
  take(data, {"rulebook", "windows", "categories", "groups", "questions"}, document);
  set_stages(data, document);
  json::object& line = document["amendments"].get_array().emplace_back(json::object()).get_object();
  take(data, {"changed", "reason", "was"}, line);
  set_time(line, "at", event.time);
}

void extend_window(const json::object& data, Documents& documents) {
  json::object& document = known_document(documents, text_of(data, "competition"));
  const std::string_view name = text_of(data, "window");
  if (json::value* windows = document.if_contains("windows"); windows != nullptr && windows->is_array()) {
    for (json::value& window : windows->get_array()) {
      if (!window.is_object() || text_of(window.get_object(), "name") != name) continue;
      set_text(window.get_object(), "closes", text_of(data, "closes"));
      return;
    }
  }
  throw CannotApply{"the competition has no window " + std::string(name)};
}

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "CompetitionOpened") {
    open(event, data, documents);
  } else if (type == "WindowExtended") {
    extend_window(data, documents);
  } else if (type == "RulebookAmended") {
    amend(event, data, known_document(documents, text_of(data, "competition")));
  } else if (type == "CompetitionMigrated") {
    take(data, {"definition"}, known_document(documents, text_of(data, "competition")));
  } else if (type == "StageDecided") {
    json::object& document = known_document(documents, text_of(data, "competition"));
    set_time(inner_object(document, "decided"), text_of(data, "stage"), event.time);
  } else if (type == "StageReopened") {
    inner_object(known_document(documents, text_of(data, "competition")), "decided").erase(text_of(data, "stage"));
  }
}

}  // namespace

Projection competitions() {
  return {{"competitions",
           2,
           {field("organizer", "f"), field("year", "fs"), field("opened_at", "s"), field("title", "q")}},
          apply};
}

}  // namespace jejak::workflows::views
