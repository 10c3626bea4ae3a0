#include <gtest/gtest.h>

#include "engine/core/event_json.hpp"
#include "storage/merkle/leaf.hpp"
#include "tests/contracts/sample_events.hpp"
#include "tools/event_line.hpp"

namespace jejak::tools {
namespace {

StoredEvent sample() {
  StoredEvent event = contracts::event_of("proposal-a", 7);
  event.position = 7;
  event.stream_version = 3;
  event.schema_version = 1;
  event.leaf_hash = leaf_hash(event);
  return event;
}

std::string line_of(const StoredEvent& event, bool with_salt = true) {
  std::string line;
  append_event_json(line, event, with_salt);
  return line;
}

std::string without(std::string line, const std::string& part, const std::string& instead = {}) {
  const std::size_t at = line.find(part);
  EXPECT_NE(at, std::string::npos) << part;
  return line.replace(at, part.size(), instead);
}

TEST(Event_line, reads_back_what_was_printed) {
  const StoredEvent event = sample();
  const auto read = parse_event_line(line_of(event));
  ASSERT_TRUE(read) << read.error();
  EXPECT_EQ(line_of(*read), line_of(event));
  EXPECT_EQ(leaf_hash(*read), event.leaf_hash);
}

TEST(Event_line, minds_neither_the_order_of_members_nor_spaces) {
  std::string line = line_of(sample());
  line = "{ \"type\" : \"" + sample().type + "\", " + without(line.substr(1), ",\"type\":\"" + sample().type + "\"");
  const auto read = parse_event_line(line);
  ASSERT_TRUE(read) << read.error();
  EXPECT_EQ(leaf_hash(*read), sample().leaf_hash);
}

TEST(Event_line, says_which_member_is_wrong) {
  const std::string line = line_of(sample());
  const auto error = [](const std::string& text) {
    const auto read = parse_event_line(text);
    return read ? std::string("taken") : read.error();
  };
  EXPECT_EQ(error(line_of(sample(), false)), "it has no salt; print the trail with jejak events --salt");
  EXPECT_EQ(error(without(line, "\"position\":7", "\"position\":0")), "/position must be a whole number from 1");
  EXPECT_EQ(error(without(line, "\"position\":7,")), "/position must be a whole number from 1");
  EXPECT_EQ(error(without(line, "\"schema_version\":1", "\"schema_version\":4294967296")),
            "/schema_version must be a whole number from 1");
  EXPECT_EQ(error(without(line, "\"stream\":\"proposal-a\"", "\"stream\":\"\"")), "/stream must be a text");
  EXPECT_EQ(error(without(line, "{\"actor\"", "{\"a/b\":1,\"actor\"")), "/a~1b is no member of an event");
  EXPECT_EQ(error(without(line, to_hex(sample().leaf_hash), "00")), "/leaf_hash must be 64 hexadecimal digits");
  EXPECT_EQ(error("[]"), "not an object");
  EXPECT_EQ(error("{\"a\":1").substr(0, 16), "not JSON at byte");
}

TEST(Event_line, takes_data_as_deep_as_the_log_does) {
  StoredEvent event = sample();
  event.data = "{\"d\":";
  for (std::size_t depth = 1; depth < json_depth_max; ++depth) event.data += '[';
  for (std::size_t depth = 1; depth < json_depth_max; ++depth) event.data += ']';
  event.data += '}';
  ASSERT_TRUE(parse_json(event.data));
  EXPECT_TRUE(parse_event_line(line_of(event)));
}

}  // namespace
}  // namespace jejak::tools
