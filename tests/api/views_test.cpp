#include <gtest/gtest.h>

#include "tests/api/api_under_test.hpp"

namespace jejak::tests {
namespace {

TEST(Views, an_unchanged_view_is_304_and_a_changed_one_is_not) {
  Api api;
  const Town town(api);
  const Seen first = api.public_client().get("/v1/competitions");
  ASSERT_EQ(first.status, 200U);
  ASSERT_NE(first.etag, "");
  EXPECT_EQ(first.header("Jejak-Position"), std::to_string(api.log.head().size));
  const Seen again = api.public_client().get("/v1/competitions", {{"If-None-Match", first.etag}});
  EXPECT_EQ(again.status, 304U);
  EXPECT_EQ(again.body, "");
  ASSERT_EQ(town.secretariat
                .post("/v1/competitions",
                      R"({"id":"dua","organizer":"kota","title":"Dua","year":2023,"rulebook":"practice"})")
                .status,
            201U);
  EXPECT_EQ(api.public_client().get("/v1/competitions", {{"If-None-Match", first.etag}}).status, 200U);
}

TEST(Views, an_unchanged_view_keeps_its_etag_and_moves_its_position_while_the_log_grows) {
  Api api;
  const Town town(api);
  const Seen first = api.public_client().get("/v1/competitions");
  town.proposal("Sapa");
  const Seen later = api.public_client().get("/v1/competitions");
  EXPECT_EQ(later.etag, first.etag);
  EXPECT_EQ(later.header("Jejak-Position"), std::to_string(api.log.head().size));
  EXPECT_EQ(api.public_client().get("/v1/competitions", {{"If-None-Match", first.etag}}).status, 304U);
}

TEST(Views, after_position_waits_until_the_views_are_there) {
  Api api;
  const Town town(api);
  api.views_lag = true;
  const Seen written = api.admin().post("/v1/organizers", R"({"id":"baru","name":"Baru","region":"R"})");
  ASSERT_EQ(written.status, 201U);
  EXPECT_EQ(api.public_client().get("/v1/organizers/baru").status, 404U);
  std::optional<http::Response> answer;
  const auto request = http::make_request(
      http::Method::get, "/v1/organizers/baru?after_position=" + written.header("Jejak-Position"));
  api.application.dispatch(request,
                           http::Reply([&answer](http::Response&& given) { answer = std::move(given); }));
  EXPECT_FALSE(answer);
  api.follow();
  ASSERT_TRUE(answer);
  EXPECT_EQ(http::code_of(answer->status), 200U);
}

TEST(Views, a_wait_that_is_not_fulfilled_ends_with_503_when_the_application_stops) {
  Api api;
  std::optional<http::Response> answer;
  const auto request = http::make_request(http::Method::get, "/v1/organizers?after_position=999999");
  api.application.dispatch(request,
                           http::Reply([&answer](http::Response&& given) { answer = std::move(given); }));
  EXPECT_FALSE(answer);
  api.application.stop();
  ASSERT_TRUE(answer);
  EXPECT_EQ(http::code_of(answer->status), 503U);
  EXPECT_TRUE(answer->header("Retry-After"));
}

TEST(Views, lists_filter_search_sort_and_page) {
  Api api;
  const Town town(api);
  for (const char* title : {"Data Go", "Pak Waris", "Si Cantik"}) town.proposal(title);
  town.proposal("Si Bulan", "draft");
  const std::string list = "/v1/competitions/latihan/proposals";
  EXPECT_EQ(town.secretariat.get(list).count("/items"), 4U);
  EXPECT_EQ(town.secretariat.get(list + "?stage=submission").at("/items/0/title"), "Si Bulan");
  EXPECT_EQ(town.secretariat.get(list + "?q=waris").at("/items/0/title"), "Pak Waris");
  EXPECT_EQ(town.secretariat.get(list + "?sort=title&order=desc").at("/items/0/title"), "Si Cantik");
  const Seen page = town.secretariat.get(list + "?sort=title&limit=3");
  EXPECT_EQ(page.count("/items"), 3U);
  const Seen rest = town.secretariat.get(list + "?sort=title&limit=3&cursor=" + page.at("/next_cursor"));
  EXPECT_EQ(rest.at("/items/0/title"), "Si Cantik") << rest.body;
  EXPECT_EQ(rest.at("/next_cursor"), "null");
}

TEST(Views, a_stage_shows_a_preview_until_it_is_decided) {
  Api api;
  const Town town(api);
  const std::string id = town.proposal("Data Go", "desk");
  town.judge(id, "screening");
  const std::string target = "/v1/competitions/latihan/stages/screening/decision";
  const Seen preview = town.secretariat.get(target);
  EXPECT_EQ(preview.status, 200U) << preview.body;
  EXPECT_EQ(preview.at("/ready"), "true") << preview.body;
  EXPECT_EQ(preview.at("/results/0/proposal"), id);
  ASSERT_EQ(town.decide("screening").status, 201U);
  const Seen decided = town.secretariat.get(target);
  EXPECT_EQ(decided.at("/results/0/outcome"), "in") << decided.body;
  EXPECT_NE(decided.at("/decided_at"), "(nothing)");
  EXPECT_NE(decided.etag, "");
  const Seen scoreboard = town.auditor.get("/v1/competitions/latihan/scoreboard?stage=screening");
  EXPECT_EQ(scoreboard.at("/items/0/proposal"), id) << scoreboard.body;
}

TEST(Views, checkpoints_and_proofs_need_no_key) {
  Api api;
  const Seen checkpoint = api.public_client().get("/v1/log/checkpoint");
  EXPECT_EQ(checkpoint.at("/size"), std::to_string(api.log.head().size));
  const Town town(api);
  const Seen proof = api.public_client().get("/v1/log/proof/consistency?first=" + checkpoint.at("/size"));
  EXPECT_EQ(proof.status, 200U) << proof.body;
  EXPECT_EQ(proof.at("/first_root"), checkpoint.at("/root"));
}

TEST(Views, the_log_is_read_in_pages_and_by_stream) {
  Api api;
  const Town town(api);
  const Seen page = town.auditor.get("/v1/events?from=1&limit=2");
  EXPECT_EQ(page.count("/items"), 2U);
  EXPECT_EQ(page.at("/next_from"), "3");
  EXPECT_EQ(page.at("/items/0/salt"), "(nothing)");
  EXPECT_NE(town.auditor.get("/v1/events?limit=1&salt=true").at("/items/0/salt"), "(nothing)");
  const Seen stream = town.auditor.get("/v1/events?stream=organizer-kota");
  EXPECT_EQ(stream.count("/items"), 1U);
  EXPECT_EQ(stream.at("/next_from"), "null");
}

TEST(Views, service_routes_answer) {
  Api api;
  EXPECT_EQ(api.public_client().get("/healthz").status, 200U);
  EXPECT_EQ(api.public_client().get("/readyz").status, 200U);
  api.application.ready(false);
  EXPECT_EQ(api.public_client().get("/readyz").status, 503U);
  const Seen metrics = api.public_client().get("/metrics");
  EXPECT_NE(metrics.body.find("jejak_log_events"), std::string::npos);
  EXPECT_NE(api.public_client().get("/").body.find("Jejak"), std::string::npos);
}

TEST(Views, say_what_jurors_owe_and_who_takes_part) {
  Api api;
  const Town town(api);
  town.proposal("Layanan", "presentation");
  const Seen owed = town.secretariat.get("/v1/competitions/latihan/workload?stage=screening");
  EXPECT_EQ(owed.at("/items/0/juror"), town.juror_id) << owed.body;
  EXPECT_EQ(owed.at("/items/0/open"), "0");
  EXPECT_EQ(owed.at("/items/0/assessed"), "1");
  town.secretariat.post("/v1/organizers/kota/entrants", R"({"name":"Puskesmas Contoh","kind":"puskesmas"})");
  const Seen part = town.secretariat.get("/v1/organizers/kota/participation");
  EXPECT_EQ(part.at("/items/0/name"), "Puskesmas Contoh") << part.body;
  EXPECT_EQ(part.at("/items/0/last_year"), "0");
  EXPECT_EQ(part.at("/items/1/years/2022/entered"), "1");
  EXPECT_EQ(town.secretariat.get("/v1/organizers/kota/participation?last_year=0").count("/items"), 1U);
  EXPECT_EQ(town.proposer.get("/v1/organizers/kota/participation").status, 403U);
  EXPECT_EQ(town.secretariat.get("/v1/organizers/kota/participation?status=active").count("/items"), 1U);
  EXPECT_EQ(town.secretariat.get("/v1/organizers/kota/participation?status=never").at("/items/0/kind"), "puskesmas");
  const Seen line = town.secretariat.get("/v1/organizers/kota/participation/summary");
  ASSERT_EQ(line.status, 200U) << line.body;
  EXPECT_EQ(line.at("/years/2022/OPD/submitted"), "1") << line.body;
  EXPECT_EQ(line.at("/years/2022/puskesmas/submitted"), "0");
  EXPECT_EQ(town.proposer.get("/v1/organizers/kota/participation/summary").status, 403U);
  const Town other(api, "lain", "lain-2022");
  EXPECT_EQ(other.secretariat.get("/v1/organizers/kota/participation/summary").status, 404U);
}

TEST(Views, a_replay_is_started_followed_and_reported) {
  Api api;
  api.replay = [&api](const std::function<void(Position)>& progress) {
    progress(1);
    return routes::ReplayReport{true, api.log.head().size, api.log.head().size, 0, 3, {}, {}};
  };
  const Seen started = api.admin().post("/v1/admin/replays", "");
  ASSERT_EQ(started.status, 202U) << started.body;
  const Seen report = api.admin().get(started.header("Location"));
  EXPECT_EQ(report.at("/status"), "equal") << report.body;
  EXPECT_EQ(api.admin().get("/v1/admin/replays").count("/items"), 1U);
  const Seen projections = api.admin().get("/v1/admin/projections");
  EXPECT_EQ(projections.at("/behind"), "0") << projections.body;
  EXPECT_EQ(projections.at("/dead_letter_count"), "0");
}

}  // namespace
}  // namespace jejak::tests
