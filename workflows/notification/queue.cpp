#include "workflows/notification/queue.hpp"

#include <algorithm>

#include "workflows/field.hpp"
#include "workflows/notification/state.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

namespace {

// A UUID of version 8 (RFC 9562, 5.8) that follows from the text.
std::string derived_id(const std::string& text) {
  std::string id = bytes_hash(text).substr(0, 32);
  id[12] = '8';
  id[16] = '8';
  for (const std::size_t dash : {8U, 13U, 18U, 23U}) id.insert(dash, "-");
  return id;
}

bool is_held(World& world, const Notice& notice) {
  if (notice.competition.empty()) return false;
  const auto& competition = world.read<Competition>(stream_of("competition", notice.competition));
  if (competition.id.empty()) return false;
  const auto& document = rulebook_of(world, text_of(competition.rulebook, "hash")).rulebook->document;
  const auto& hold = array_of(object_of(document, "notifications"), "hold");
  return std::ranges::find(hold, json::value(notice.kind)) != hold.end();
}

}  // namespace

std::vector<NewEvent> queue(World& world, const About& about, const std::vector<Notice>& notices) {
  std::vector<NewEvent> events;
  std::size_t place = 0;
  for (const Notice& notice : notices) {
    ++place;
    for (const auto& [webhook, asks] : world.read<Webhooks>("webhooks").by_id) {
      const bool hears = (asks.organizer.empty() || asks.organizer == notice.organizer || asks.organizer == notice.local_organizer) && asks.kinds.contains(notice.kind) && asks.since < about.position;
      if (!hears) continue;
      const std::string id = derived_id(about.key + "/" + std::to_string(place) + "/" + webhook);
      const std::string stream = stream_of("notification", id);
      if (world.version(stream) > 0) continue;
      events.push_back({stream,
                        "NotificationQueued",
                        {{"id", id},
                         {"webhook", webhook},
                         {"kind", notice.kind},
                         {"organizer", notice.organizer},
                         {"competition", notice.competition},
                         {"proposal", notice.proposal},
                         {"to", notice.to},
                         {"to_id", notice.to_id},
                         {"about", {{"position", about.position}, {"type", about.type}}},
                         {"text", {{"id", notice.text.id}, {"en", notice.text.en}}},
                         {"held", is_held(world, notice)}}});
    }
  }
  return events;
}

}  // namespace jejak::workflows
