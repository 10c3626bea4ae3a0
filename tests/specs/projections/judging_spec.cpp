// The views of a judged stage: assignments, assessments, scoreboard, decisions.
#include <gtest/gtest.h>

#include "tests/specs/projections/folded_views.hpp"

namespace jejak::specs {
namespace {

TEST(Assignments_view, shows_what_a_juror_has_to_read_and_what_is_done) {
  given({assigned("p", "j")})
      .then(
          "assignments", "p/screening/j",
          R"({"competition":"c","organizer":"o","proposal":"p","stage":"screening","juror":"j","title":"Data Go",
                "status":"assigned","assigned_at":"2022-06-06T02:00:01.000000Z"})");
  given({assigned("p", "j"), assigned("p", "k"), assessed("p", "j", 1, "80", 80000000)})
      .then_shows("assignments", "p/screening/j", R"({"status":"assessed"})")
      .then_shows("assignments", "p/screening/k", R"({"status":"assigned"})");
}

TEST(Assignments_view, refuses_a_sheet_of_a_juror_who_was_not_assigned) {
  given({assessed("p", "j", 1, "80", 80000000)}).then_refused("assignments", "there is no p/screening/j");
}

TEST(Assessments_view, shows_one_juror_s_sheet_with_the_comment_sealed) {
  given({assigned("p", "j"), assessed("p", "j", 1, "80", 80000000)})
      .then(
          "assessments", "p/screening/j",
          R"({"competition":"c","organizer":"o","proposal":"p","stage":"screening","juror":"j","scores":{"novelty":"80"},
                "comment":{"$sealed":{"subject":"juror-j","box":"AA=="}},"mean":{"fraction":"80","decimal":"80"},
                "comment_to_entrant":null,"outcome":"scored","reason":null,"submitted_at":"2022-06-06T02:00:02.000000Z"})");
}

TEST(Scoreboard_view, has_a_proposal_unscored_until_its_first_sheet) {
  given({assigned("p", "j"), assigned("p", "k")})
      .then_keys("scoreboard", {"c/screening/p"})
      .then(
          "scoreboard", "c/screening/p",
          R"({"competition":"c","organizer":"o","stage":"screening","proposal":"p","title":"Data Go","category":"tik",
                "entrant":"e","sheets":0,"score":null,"decimal":null,"score_sort":null})");
}

TEST(Scoreboard_view, has_the_score_over_all_sheets_so_far) {
  given({assigned("p", "j"), assigned("p", "k"), assessed("p", "j", 1, "80", 80000000),
         assessed("p", "k", 2, "81.5", 81500000)})
      .then_shows("scoreboard", "c/screening/p", R"({"sheets":2,"decimal":"81.5","score_sort":81500000})");
}

TEST(Scoreboard_view, has_rank_outcome_and_reason_after_the_decision) {
  given({assigned("p", "j"), assessed("p", "j", 1, "80", 80000000), decided("p", "in")})
      .then_shows("scoreboard", "c/screening/p", R"({"outcome":"in","rank":1,"reason":"within_top"})");
}

TEST(Scoreboard_view, refuses_a_decision_over_a_proposal_that_nobody_was_assigned_to) {
  given({decided("p", "in")})
      .then_refused("scoreboard", "there is no c/screening/p")
      .then_keys("scoreboard", {});
}

TEST(Decisions_view, keeps_the_decision_with_who_made_it_and_when) {
  given({decided("p", "in")})
      .then(
          "decisions", "c/screening",
          R"({"competition":"c","organizer":"o","stage":"screening","top":1,"quorum":1,"rule":{"tie":[],"then":"in"},
                "in":1,"out":0,"method":null,"ties":[],"reason":"Pleno","results":[{"proposal":"p","title":"Data Go","number":1,
                "category":"tik","rank":1,"score":"80","decimal":"80","sheets":[],"outcome":"in","reason":"within_top",
                "reason_text":{"id":"a","en":"b"}}],"actor":"key-1",
                "hash":"7b9bc919cf6fda8a50244c9f68c345d0fab446be082528f5444403087ef65665","decided_at":"2022-06-06T02:00:01.000000Z"})");
}

TEST(Minutes_signatures_view, shows_who_signed_and_what_a_reopening_voided) {
  const auto by = [](std::string_view id) {
    return Past{"decision-c-screening", "MinutesSigned",
                R"({"competition":"c","organizer":"o","stage":"screening","hash":"h","as":"juror","signer":"juror-j","juror":"j","id":")" + std::string(id) + "\"}"};
  };
  const Past reopened{"decision-c-screening", "StageReopened",
                      R"({"competition":"c","organizer":"o","stage":"screening","reason":"r","proposed_by":"key-1","proposals":[],"signatures":["s1"]})"};
  given({by("s1"), reopened, by("s2")})
      .then("minutes_signatures", "c/s1",
            R"({"id":"s1","competition":"c","organizer":"o","stage":"screening","hash":"h","as":"juror","juror":"j","actor":"key-1","position":1,
                "signed_at":"2022-06-06T02:00:01.000000Z","voided_at":"2022-06-06T02:00:02.000000Z"})")
      .then_shows("minutes_signatures", "c/s2", R"({"position":3,"voided_at":null})");
}

}  // namespace
}  // namespace jejak::specs
