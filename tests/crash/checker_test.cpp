#include "tests/crash/checker.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace jejak::crash {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Write acknowledged(std::uint64_t position, std::string leaf) {
  return {"hash", Write::Answer::acknowledged, {{position, std::move(leaf)}}};
}
Write unanswered() { return {"hash", Write::Answer::none, {}}; }
Write refused() { return {"hash", Write::Answer::refused, {}}; }

LoggedEvent event(std::uint64_t position, std::string key, std::string leaf,
                  std::string type = "SessionRecorded") {
  return {position, std::move(type), std::move(key), std::move(leaf)};
}

std::vector<std::string> check(const Writes& writes, const std::vector<LoggedEvent>& log) {
  return check_log(writes, log, "crash-");
}

TEST(Crash_checker, is_content_with_a_log_that_kept_what_was_acknowledged) {
  EXPECT_THAT(check({{"crash-1", acknowledged(2, "aa")}, {"crash-2", unanswered()}, {"crash-3", refused()}},
                    {event(1, "set-up", "00"), event(2, "crash-1", "aa"), event(3, "crash-2", "bb")}),
              IsEmpty());
}

TEST(Crash_checker, accepts_that_an_unanswered_write_is_absent) {
  EXPECT_THAT(check({{"crash-1", unanswered()}}, {}), IsEmpty());
}

TEST(Crash_checker, finds_an_acknowledged_write_that_was_lost) {
  EXPECT_THAT(check({{"crash-1", acknowledged(1, "aa")}}, {}),
              ElementsAre(HasSubstr("is not at position 1")));
}

TEST(Crash_checker, finds_an_acknowledged_write_that_moved) {
  EXPECT_THAT(
      check({{"crash-1", acknowledged(1, "aa")}}, {event(1, "other", "bb"), event(2, "crash-1", "aa")}),
      ElementsAre(HasSubstr("is not at position 1")));
}

TEST(Crash_checker, finds_an_acknowledged_write_whose_leaf_hash_changed) {
  EXPECT_THAT(check({{"crash-1", acknowledged(1, "aa")}}, {event(1, "crash-1", "ab")}),
              ElementsAre(HasSubstr("with its leaf hash")));
}

TEST(Crash_checker, finds_a_write_that_took_effect_twice) {
  EXPECT_THAT(check({{"crash-1", unanswered()}}, {event(1, "crash-1", "aa"), event(2, "crash-1", "bb")}),
              ElementsAre(HasSubstr("took effect twice")));
}

TEST(Crash_checker, finds_a_refused_write_in_the_log) {
  EXPECT_THAT(check({{"crash-1", refused()}}, {event(1, "crash-1", "aa")}),
              ElementsAre(HasSubstr("refused write")));
}

TEST(Crash_checker, finds_a_write_that_nobody_sent) {
  EXPECT_THAT(check({}, {event(1, "crash-1", "aa")}), ElementsAre(HasSubstr("nobody sent")));
}

TEST(Crash_checker, finds_a_gap_between_positions) {
  EXPECT_THAT(check({}, {event(1, "a", "aa"), event(3, "b", "bb")}),
              ElementsAre(HasSubstr("expected position 2")));
}

TEST(Crash_checker, finds_the_events_of_one_write_torn_apart) {
  EXPECT_THAT(
      check({{"crash-1", unanswered()}}, {event(1, "crash-1", "aa", "ProposalEntered"), event(2, "x", "bb"),
                                          event(3, "crash-1", "cc", "ProposalRegistered")}),
      ElementsAre(HasSubstr("torn apart")));
}

TEST(Crash_ledger, says_after_reading_what_was_written_to_it) {
  const auto file = std::filesystem::temp_directory_path() / ("jejak-ledger-" + std::to_string(getpid()));
  {
    Ledger ledger(file);
    ledger.sent("crash-1", "aa");
    ledger.sent("crash-2", "bb");
    ledger.acknowledged("crash-1", {{7, "0f"}, {8, "1e"}});
    ledger.refused("crash-2", 409);
    ledger.sent("crash-3", "cc");
  }
  const Writes writes = read_ledger(file);
  std::filesystem::remove(file);
  EXPECT_EQ(writes.at("crash-1").answer, Write::Answer::acknowledged);
  EXPECT_THAT(writes.at("crash-1").receipts, ElementsAre(Write::Receipt{7, "0f"}, Write::Receipt{8, "1e"}));
  EXPECT_EQ(writes.at("crash-2").answer, Write::Answer::refused);
  EXPECT_EQ(writes.at("crash-3").answer, Write::Answer::none);
}

}  // namespace
}  // namespace jejak::crash
