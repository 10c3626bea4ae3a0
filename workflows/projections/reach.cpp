#include <set>

#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"
#include "workflows/replication/region.hpp"

namespace jejak::workflows::views {

namespace {

// How many distinct regions have it in that way; however a name is spelt it is one region.
// What the innovation's own side reports for an organizer that is not registered is not counted as established.
void recount(json::object& document) {
  std::set<std::string> regions, established;
  std::int64_t stopped = 0;
  for (const auto& [id, value] : inner_object(document, "replications")) {
    const json::object& replication = members_of(value);
    const std::string_view status = text_of(replication, "status");
    if (status == "abandoned") {
      ++stopped;
      continue;
    }
    const std::string region = region_key(text_of(replication, "region"));
    regions.insert(region);
    if (status == "established" && !replication.contains("reported_by")) established.insert(region);
  }
  set_integer(document, "regions", static_cast<std::int64_t>(regions.size()));
  set_integer(document, "established_regions", static_cast<std::int64_t>(established.size()));
  set_integer(document, "stopped", stopped);
}

// How far an innovation has come: counted over its replications each time, so that no count can drift.
void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const bool requested = type == "ReplicationRequested";
  if (!requested && type != "ReplicationAdvanced") return;
  const auto& data = members_of(event.data);
  json::object& document = documents.edit(text_of(data, "innovation"));
  if (document.empty()) {
    if (!requested) throw CannotApply{"there is no replication of " + std::string(text_of(data, "innovation"))};
    lay_out(document, {"competition", "established_regions", "innovation", "organizer", "regions", "replications", "stopped", "title", "updated_at"});
    take(data, {"competition", "innovation", "organizer", "title"}, document);
  }
  json::object& replication = inner_object(inner_object(document, "replications"), text_of(data, "id"));
  if (requested) take(data, {"region"}, replication);
  if (data.contains("reported_by")) take(data, {"reported_by"}, replication);
  set_text(replication, "status", requested ? "requested" : text_of(data, "to"));
  recount(document);
  set_time(document, "updated_at", event.time);
}

}  // namespace

Projection reach() { return {{"reach", 2, {field("organizer", "f"), field("competition", "f"), field("regions", "s")}}, apply}; }

}  // namespace jejak::workflows::views
