#include <gtest/gtest.h>

#include "api/routes/table.hpp"
#include "tests/api/api_under_test.hpp"

namespace jejak::tests {
namespace {

struct Recorded {
  std::string target, body, position;
};

// What dashboards poll, and what a juror and a proposer look at.
std::vector<std::string> targets(const Town& town, const std::string& proposal) {
  const std::string under = "/v1/competitions/" + town.competition;
  return {under,
          under + "/funnel",
          under + "/scoreboard?stage=screening",
          under + "/proposals?sort=title&limit=2",
          under + "/assignments",
          under + "/assessments",
          "/v1/proposals/" + proposal,
          "/v1/proposals/" + proposal + "/history",
          "/v1/instances",
          "/v1/competitions",
          "/v1/gallery",
          "/v1/awards"};
}

std::string at(const std::string& target, const std::string& moment) {
  return target + (target.find('?') == std::string::npos ? "?" : "&") + moment;
}

TEST(Past_views, are_what_the_live_views_were_at_that_position) {
  Api api;
  const Town town(api);
  std::vector<Recorded> recorded;
  const auto record = [&](const std::string& proposal) {
    for (const std::string& target : targets(town, proposal)) {
      const Seen now = town.secretariat.get(target);
      if (now.status == 200U) recorded.push_back({target, now.body, now.header("Jejak-Position")});
    }
  };
  for (const std::string_view reach : {"entered", "draft", "submitted"})
    record(town.proposal("Usulan " + std::string(reach), reach));
  const std::string winner = town.proposal("Usulan terbaik", "desk");
  record(winner);
  for (const std::string stage : {"screening", "presentation", "interview"}) {
    if (stage == "presentation") town.transition(town.secretariat, winner, "RECORD_PRESENTATION", R"({"date":"2022-08-22"})");
    if (stage == "interview") town.transition(town.secretariat, winner, "RECORD_INTERVIEW", R"({"date":"2022-09-12"})");
    record(winner);
    town.judge(winner, stage);
    record(winner);
    ASSERT_EQ(town.decide(stage).status, 201U);
    record(winner);
  }
  ASSERT_GT(recorded.size(), 100U);
  for (const Recorded& then : recorded) {
    const Seen past = town.secretariat.get(at(then.target, "at_position=" + then.position));
    EXPECT_EQ(past.status, 200U) << then.target << ' ' << past.body;
    EXPECT_EQ(past.body, then.body) << then.target << " at " << then.position;
    EXPECT_EQ(past.header("Jejak-Position"), then.position);
  }
}

TEST(Past_views, are_found_by_an_instant_too) {
  Api api;
  const Town town(api);
  const std::string funnel = "/v1/competitions/" + town.competition + "/funnel";
  const Seen before = town.secretariat.get(funnel);
  const std::string instant = format_rfc3339(api.clock.now());
  api.clock.advance(std::chrono::hours(1));
  town.proposal("Sesudahnya");
  EXPECT_NE(town.secretariat.get(funnel).body, before.body);
  EXPECT_EQ(town.secretariat.get(funnel + "?as_of=" + instant).body, before.body);
  EXPECT_EQ(town.secretariat.get(funnel + "?as_of=2000-01-01T00:00:00Z").status, 404U);
}

TEST(Past_views, are_offered_by_every_route_of_a_view_and_refused_by_name_elsewhere) {
  Api api;
  for (const routes::RouteEntry& entry : routes::route_table()) {
    const bool of_view = std::holds_alternative<routes::ListRoute>(entry.does) ||
                         std::holds_alternative<routes::DocumentRoute>(entry.does);
    const auto names = routes::query_of(entry);
    const bool takes = std::find(names.begin(), names.end(), "at_position") != names.end();
    EXPECT_EQ(takes, of_view || entry.id == "proposals.get" || entry.id == "definitions.get") << entry.id;
  }
  const Seen refused = api.public_client().get("/v1/log/checkpoint?at_position=1");
  EXPECT_EQ(refused.status, 400U);
  EXPECT_NE(refused.body.find("at_position"), std::string::npos);
}

TEST(Past_views, take_one_moment_and_no_more_events_than_are_folded_anew) {
  Api api;
  const Town town(api);
  EXPECT_EQ(town.secretariat.get("/v1/competitions?at_position=3&as_of=2026-01-01T00:00:00Z").status, 400U);
  EXPECT_EQ(town.secretariat.get("/v1/competitions?at_position=3&after_position=3").status, 400U);
  EXPECT_EQ(town.secretariat.get("/v1/competitions?at_position=x").status, 400U);
  routes::Ports ports = api.ports();
  routes::Application small(std::move(ports), {.view_threads = 0, .past_events_max = 3});
  ASSERT_FALSE(small.load());
  std::optional<http::Response> answer;
  small.dispatch(http::make_request(http::Method::get, "/v1/competitions?at_position=4", {}, {}),
                 http::Reply([&](http::Response&& given) { answer = std::move(given); }));
  ASSERT_TRUE(answer);
  EXPECT_EQ(http::code_of(answer->status), 422U);
  EXPECT_NE(answer->body.find("past_too_long"), std::string::npos);
}

TEST(Past_views, show_nobody_what_was_not_theirs) {
  Api api;
  const Town town(api), other(api, "lain", "lain-2022");
  town.proposal("Milik kota");
  const std::string moment = "?at_position=" + std::to_string(api.log.head().size);
  EXPECT_EQ(other.secretariat.get("/v1/competitions/" + town.competition + "/proposals" + moment).status, 403U);
  EXPECT_EQ(api.public_client().get("/v1/competitions/" + town.competition + "/proposals" + moment).status, 401U);
}

}  // namespace
}  // namespace jejak::tests
