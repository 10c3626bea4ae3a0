// Any JSON as a definition: it is refused with places inside the document, or it can be checked, drawn and
// stepped, and every state it comes to is legal (restore accepts it) and reads back as it was.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "engine/statechart/check.hpp"
#include "engine/statechart/graph.hpp"

namespace {

namespace statechart = jejak::statechart;

void require(bool holds) {
  if (!holds) std::abort();
}

void require_round_trip(const statechart::Definition& definition, const statechart::Snapshot& snapshot) {
  const auto restored = statechart::restore(definition, statechart::to_json(definition, snapshot));
  require(restored.has_value());
  require(*restored == snapshot);
}

// Sends what the states name, and lets a few seconds pass in between.
void drive(const statechart::Definition& definition, statechart::Snapshot snapshot) {
  jejak::Timestamp now{1'640'995'200'000'000};
  const jejak::json::value number = 3;
  for (int round = 0; round < 4; ++round) {
    auto events = statechart::mentioned_events(definition, snapshot);
    events.emplace_back("UNKNOWN");
    for (const auto& event : events) {
      auto outcome = statechart::send(definition, snapshot,
                                      statechart::Sent{event, round % 2 == 0 ? nullptr : &number}, now);
      if (!outcome) return;
      require_round_trip(definition, outcome->snapshot);
      if (outcome->changed) snapshot = std::move(outcome->snapshot);
    }
    now.microseconds += 3'000'000;
    for (int fired = 0; fired < 5; ++fired) {
      const auto timer = statechart::due_timer(snapshot, now);
      if (!timer) break;
      auto outcome = statechart::fire(definition, snapshot, *timer);
      if (!outcome) return;
      snapshot = std::move(outcome->snapshot);
      require_round_trip(definition, snapshot);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto document = jejak::parse_json(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!document) return 0;
  const auto definition = statechart::compile(*document);
  if (!definition) {
    require(!definition.error().empty() && !definition.error()[0].message.empty());
    return 0;
  }
  // Small bounds, so that many definitions are seen; reaching one must be as good as not reaching it.
  statechart::CheckOptions options{{"juror"}, {50, 300, 5'000, 1'000'000, 1}};
  for (const auto& finding : statechart::check(**definition, *document, options)) {
    require(!finding.message.empty() && !finding.message_id.empty());
    require(jejak::find_pointer(*document, finding.pointer) != nullptr);
  }
  require(!statechart::to_promela(**definition).empty());
  require(!statechart::to_mermaid(**definition).empty() && !statechart::to_dot(**definition).empty() &&
          !statechart::to_scxml(**definition).empty());
  auto snapshot = statechart::start(**definition, jejak::Timestamp{1'640'995'200'000'000});
  if (!snapshot) return 0;
  require_round_trip(**definition, *snapshot);
  drive(**definition, std::move(*snapshot));
  return 0;
}
