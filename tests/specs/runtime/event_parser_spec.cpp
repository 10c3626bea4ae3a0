#include "engine/runtime/event_parser.hpp"

#include <gtest/gtest.h>

namespace jejak {
namespace {

TEST(Event_parser, takes_any_number_of_events_that_outgrow_its_buffer) {
  EventParser parser;
  StoredEvent stored;
  json::array many;
  for (int index = 0; index < 2'000; ++index) many.push_back(json::object{{"index", index}});
  stored.data = canonical_json(json::object{{"many", many}});
  for (int time = 0; time < 64; ++time) {
    const Event* event = parser.parse(stored);
    ASSERT_NE(event, nullptr);
    ASSERT_EQ(event->data.at("many").as_array().size(), many.size());
  }
}

}  // namespace
}  // namespace jejak
