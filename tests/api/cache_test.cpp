#include <gtest/gtest.h>

#include "api/routes/view_cache.hpp"
#include "api/routes/waiters.hpp"
#include "api/routes/workers.hpp"

namespace jejak::tests {
namespace {

routes::ViewCache::Answer answer(std::string body) {
  http::Response response = http::json_response(http::Status::ok, std::move(body));
  response.etag = "\"tag\"";
  response.with("Jejak-Position", "5");
  return http::cache_answer(std::move(response));
}

TEST(View_cache, keeps_an_answer_until_its_view_changes) {
  routes::ViewCache cache;
  cache.keep("a", answer("{}"), 5, 5);
  ASSERT_TRUE(cache.find("a", 5, 5));
  EXPECT_FALSE(cache.find("a", 6, 6));
  EXPECT_FALSE(cache.find("b", 5, 5));
}

TEST(View_cache, brings_the_position_up_to_date_and_leaves_body_and_tag) {
  routes::ViewCache cache;
  cache.keep("a", answer("{}"), 5, 5);
  const auto later = cache.find("a", 5, 9);
  ASSERT_TRUE(later);
  EXPECT_EQ(later->body, "{}");
  EXPECT_EQ(later->etag, "\"tag\"");
  EXPECT_NE(later->head_ok.find("Jejak-Position: 9"), std::string::npos);
  EXPECT_NE(later->head_not_modified.find("Jejak-Position: 9"), std::string::npos);
}

TEST(View_cache, never_replaces_a_newer_answer_by_an_older_one) {
  routes::ViewCache cache;
  cache.keep("a", answer("new"), 7, 7);
  cache.keep("a", answer("old"), 5, 5);
  EXPECT_EQ(cache.find("a", 7, 7)->body, "new");
}

TEST(View_cache, is_bounded_in_entries_and_bytes_and_drops_the_least_recently_asked) {
  routes::ViewCache few({1 << 20, 2});
  for (const char* key : {"a", "b"}) few.keep(key, answer("{}"), 1, 1);
  ASSERT_TRUE(few.find("a", 1, 1));
  few.keep("c", answer("{}"), 1, 1);
  EXPECT_TRUE(few.find("a", 1, 1));
  EXPECT_FALSE(few.find("b", 1, 1));
  routes::ViewCache small({10'000, 100});
  for (int each = 0; each < 50; ++each) small.keep(std::to_string(each), answer(std::string(500, 'x')), 1, 1);
  EXPECT_LE(small.counters().bytes, 10'000U);
  EXPECT_GT(small.counters().entries, 0U);
  small.keep("giant", answer(std::string(5'000, 'x')), 1, 1);
  EXPECT_FALSE(small.find("giant", 1, 1));
}

TEST(View_cache, lets_one_read_for_all_who_ask_at_the_same_time) {
  routes::ViewCache cache;
  int landed = 0;
  const auto count = [&](const routes::ViewCache::Answer& brought, const http::Response&) {
    landed += brought ? 1 : 0;
  };
  EXPECT_FALSE(cache.join("a", 1, count));  // the reader
  EXPECT_TRUE(cache.join("a", 1, count));
  EXPECT_TRUE(cache.join("a", 1, count));
  EXPECT_FALSE(cache.join("a", 2, count));  // the view changed: what is being read is too old
  cache.land("a", 1, answer("{}"), {});
  EXPECT_EQ(landed, 2);
  EXPECT_FALSE(cache.join("a", 2, count));
}

TEST(Waiters, resume_those_whose_position_has_come_and_expire_the_others) {
  routes::Waiters waiters(2);
  const auto now = std::chrono::steady_clock::now();
  std::string told;
  const auto note = [&](const char* name) {
    return [&told, name](bool reached) { told += name + std::string(reached ? "+" : "-"); };
  };
  EXPECT_EQ(waiters.wait(5, now + std::chrono::seconds(1), note("a")), routes::Waiters::Answer::waiting);
  EXPECT_EQ(waiters.wait(9, now + std::chrono::seconds(2), note("b")), routes::Waiters::Answer::waiting);
  EXPECT_EQ(waiters.wait(9, now, note("c")), routes::Waiters::Answer::full);
  waiters.advanced(6);
  EXPECT_EQ(told, "a+");
  EXPECT_EQ(waiters.wait(6, now, note("d")), routes::Waiters::Answer::reached);
  waiters.expire(now + std::chrono::seconds(3));
  EXPECT_EQ(told, "a+b-");
}

TEST(Workers, carry_on_after_a_bug_and_refuse_what_does_not_fit) {
  std::string bug;
  routes::Workers here(0, 1, [&](std::string_view what) { bug = what; });
  EXPECT_TRUE(here.submit([] { throw std::runtime_error("oh"); }));
  EXPECT_EQ(bug, "oh");
  routes::Workers stopped(1, 1, {});
  stopped.stop();
  EXPECT_FALSE(stopped.submit([] {}));
}

}  // namespace
}  // namespace jejak::tests
