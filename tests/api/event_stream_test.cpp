#include <gtest/gtest.h>

#include "api/http/outflow.hpp"
#include "api/routes/event_streams.hpp"
#include "tests/api/api_under_test.hpp"

namespace jejak::tests {
namespace {

constexpr std::string_view target = "/v1/events/stream";

std::string taken(const Seen& stream) {
  std::string text;
  stream.response.outflow->take(text);
  return text;
}

std::vector<std::string> ids(const std::string& text) {
  std::vector<std::string> found;
  for (auto at = text.find("id: "); at != std::string::npos; at = text.find("id: ", at + 1)) {
    if (at == 0 || text[at - 1] == '\n') found.push_back(text.substr(at + 4, text.find('\n', at) - at - 4));
  }
  return found;
}

TEST(Event_stream, sends_each_event_from_the_next_one_on) {
  Api api;
  const Town town(api);
  const Position before = api.log.head().size;
  const Seen stream = town.auditor.get(target);
  ASSERT_EQ(stream.status, 200U);
  EXPECT_EQ(stream.response.content_type, "text/event-stream");
  EXPECT_EQ(taken(stream), "retry: 1000\n\n");
  town.proposal("Baru");
  const std::string text = taken(stream);
  std::vector<std::string> expected;
  for (Position each = before + 1; each <= api.log.head().size; ++each) expected.push_back(std::to_string(each));
  EXPECT_EQ(ids(text), expected);
  const std::string one = town.auditor.get("/v1/events/" + expected.front()).body;
  EXPECT_NE(text.find("data: " + one + "\n\n"), std::string::npos);
}

TEST(Event_stream, resumes_after_the_last_event_that_arrived) {
  Api api;
  const Town town(api);
  const Seen whole = town.auditor.get("/v1/events/stream?from=1");
  const auto all = ids(taken(whole));
  ASSERT_EQ(all.size(), api.log.head().size);
  const Seen rest = town.auditor.get("/v1/events/stream?from=1", {{"Last-Event-ID", "3"}});
  EXPECT_EQ(ids(taken(rest)), std::vector<std::string>(all.begin() + 3, all.end()));
  for (const char* wrong : {"x", "-1", "1000000"}) {
    EXPECT_EQ(town.auditor.get(target, {{"Last-Event-ID", wrong}}).status, 400U) << wrong;
  }
}

TEST(Event_stream, is_for_those_who_may_read_the_log_as_long_as_their_key_holds) {
  Api api;
  const Town town(api);
  EXPECT_EQ(api.public_client().get(target).status, 401U);
  EXPECT_EQ(api.admin().get(target).status, 403U);
  EXPECT_EQ(api.key("auditor", R"({"organizer":"kota"})").get(target).status, 403U);
  const Seen stream = town.auditor.get(target);
  ASSERT_TRUE(stream.response.outflow->is_open());
  const Seen keys = api.admin().get("/v1/keys?limit=200");
  for (const json::value& each : keys.json.at("items").as_array()) {
    if (each.at("role") == "auditor") api.admin().del("/v1/keys/" + std::string(each.at("id").as_string()));
  }
  api.follow();
  EXPECT_FALSE(stream.response.outflow->is_open());
}

TEST(Event_stream, is_one_of_a_bounded_number) {
  Api api;
  const Town town(api);
  std::vector<Seen> open;
  for (std::size_t each = 0; each < routes::EventStreamLimits{}.streams_max; ++each) {
    open.push_back(town.auditor.get(target));
    ASSERT_EQ(open.back().status, 200U);
  }
  const Seen refused = town.auditor.get(target);
  EXPECT_EQ(refused.status, 503U);
  EXPECT_EQ(refused.at("/code"), "too_many_streams");
  open.front().response.outflow->detach();  // that client has gone
  EXPECT_EQ(town.auditor.get(target).status, 200U);
}

TEST(Event_stream, reads_no_further_than_a_slow_client_takes_and_loses_it_nothing) {
  Api api;
  const Town town(api);
  town.proposal("Terbaik", "award");
  routes::KeyDirectory keys(api.log);
  ASSERT_FALSE(keys.refresh());
  routes::EventStreams streams(api.log, keys, {}, {.ahead_bytes_max = 2000});
  std::size_t sent = 0;
  const auto flow = streams.open(0, town.auditor.token());
  std::vector<std::string> seen;
  for (std::string text; seen.size() < api.log.head().size;) {
    EXPECT_LT(flow->pending_bytes(), 16'000U);  // what may be read ahead, and one large event
    flow->take(text);
    sent += text.size();
    ASSERT_FALSE(text.empty());
    for (std::string& id : ids(text)) seen.push_back(std::move(id));
    streams.advanced();
  }
  EXPECT_GT(sent, 32'000U);
  for (std::size_t each = 0; each < seen.size(); ++each) EXPECT_EQ(seen[each], std::to_string(each + 1));
}

TEST(Event_stream, sends_a_comment_when_nothing_happens) {
  Api api;
  const Town town(api);
  routes::KeyDirectory keys(api.log);
  ASSERT_FALSE(keys.refresh());
  routes::EventStreams streams(api.log, keys, {}, {.heartbeat = std::chrono::milliseconds(0)});
  const auto flow = streams.open(api.log.head().size, town.auditor.token());
  std::string text;
  flow->take(text);
  EXPECT_EQ(text, "retry: 1000\n\n:\n\n");
  streams.stop();
  EXPECT_FALSE(flow->take(text));
  EXPECT_FALSE(flow->is_cut());
}

}  // namespace
}  // namespace jejak::tests
