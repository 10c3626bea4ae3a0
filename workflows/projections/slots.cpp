#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

void schedule(const json::object& data, Documents& documents) {
  for (const json::value& value : array_of(data, "slots")) {
    const json::object& slot = members_of(value);
    json::object& document = begin_document(documents, joined(text_of(data, "competition"), text_of(data, "stage"), text_of(slot, "proposal")));
    lay_out(document, {"attended", "competition", "ends", "entrant", "head_attended", "moved_because", "note", "organizer", "proposal", "room", "stage",
                       "starts", "title"});
    take(data, {"competition", "organizer", "stage"}, document);
    take(slot, {"ends", "entrant", "proposal", "room", "starts", "title"}, document);
  }
}

// A proposal has a slot only where the stage has it.
void correct(const json::object& data, Documents& documents) {
  const json::value* title = data.if_contains("title");
  if (title == nullptr) return;
  for (const json::value& each : array_of(data, "sheets")) {
    const auto key = joined(text_of(data, "competition"), text_of(members_of(each), "stage"), text_of(data, "id"));
    if (documents.find(key) != nullptr) set_value(documents.edit(key), "title", *title);
  }
}

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "SlotsScheduled") return schedule(data, documents);
  if (type == "ProposalCorrected") return correct(data, documents);
  if (type == "SlotCancelled") {
    documents.erase(joined(text_of(data, "competition"), text_of(data, "stage"), text_of(data, "proposal")));
    return;
  }
  const bool moved = type == "SlotMoved";
  if (!moved && type != "AttendanceRecorded") return;
  json::object& document = known_document(documents, joined(text_of(data, "competition"), text_of(data, "stage"), text_of(data, "proposal")));
  if (!moved) return take(data, {"attended", "head_attended", "note"}, document);
  take(data, {"ends", "room", "starts"}, document);
  set_text(document, "moved_because", text_of(data, "reason"));
}

}  // namespace

Projection slots() {
  return {{"slots",
           1,
           {field("competition", "fk"), field("organizer", "f"), field("stage", "f"), field("entrant", "f"), field("proposal", "f"), field("room", "f"),
            field("starts", "s")}},
          apply};
}

}  // namespace jejak::workflows::views
