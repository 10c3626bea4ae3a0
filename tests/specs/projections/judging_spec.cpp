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
                "actor":"key-1","comment_to_entrant":null,"outcome":"scored","reason":null,"submitted_at":"2022-06-06T02:00:02.000000Z"})");
}

Past of_sheet(std::string_view type, std::string_view more) {
  return {"assessment-p-screening", std::string(type), R"({"competition":"c","organizer":"o","proposal":"p","stage":"screening","juror":"j")" + std::string(more) + "}"};
}
const Past return_proposed = of_sheet("AssessmentReturnProposed", R"(,"reason":"Salah ketik")");
const Past returned = of_sheet("AssessmentReturned", R"(,"reason":"Salah ketik","proposed_by":"key-0","was":"scored","sheets":0,"score":null)");

TEST(Assessments_view, keeps_what_a_returned_sheet_said_beside_the_one_that_replaces_it) {
  given({assigned("p", "j"), assessed("p", "j", 1, "80", 80000000), return_proposed})
      .then_shows("assessments", "p/screening/j",
                  R"({"outcome":"scored","returning":{"reason":"Salah ketik","proposed_by":"key-1","proposed_at":"2022-06-06T02:00:03.000000Z"}})");
  const auto back = given({assigned("p", "j"), assessed("p", "j", 1, "80", 80000000), return_proposed, returned});
  back.then_shows("assessments", "p/screening/j", R"({"outcome":"returned","scores":null,"comment":null,"mean":null,"submitted_at":null,"actor":null})");
  back.then_shows("assignments", "p/screening/j", R"({"status":"assigned"})");
  back.then_shows("scoreboard", "c/screening/p", R"({"sheets":0,"score":null})");
  given({assigned("p", "j"), assessed("p", "j", 1, "80", 80000000), return_proposed, returned, assessed("p", "j", 1, "90", 90000000)})
      .then_all_applied()
      .then_shows("assessments", "p/screening/j",
                  R"({"outcome":"scored","scores":{"novelty":"80"},"submitted_at":"2022-06-06T02:00:05.000000Z",
                      "earlier":[{"actor":"key-1","comment":{"$sealed":{"subject":"juror-j","box":"AA=="}},"comment_to_entrant":null,
                        "mean":{"fraction":"80","decimal":"80"},"outcome":"scored","proposed_by":"key-0","reason":"Salah ketik",
                        "returned_at":"2022-06-06T02:00:04.000000Z","scores":{"novelty":"80"},"settled_by":"key-1",
                        "submitted_at":"2022-06-06T02:00:02.000000Z"}]})");
}

TEST(Assessments_view, forgets_a_return_that_was_rejected_and_refuses_a_second_sheet) {
  given({assigned("p", "j"), assessed("p", "j", 1, "80", 80000000), return_proposed, of_sheet("AssessmentReturnRejected", "")})
      .then_shows("assessments", "p/screening/j", R"({"outcome":"scored"})")
      .then_all_applied();
  given({assigned("p", "j"), assessed("p", "j", 1, "80", 80000000), assessed("p", "j", 1, "90", 90000000)})
      .then_refused("assessments", "p/screening/j is there already");
}

TEST(Assignments_view, tells_who_stepped_aside_and_has_nothing_of_what_was_released) {
  given({assigned("p", "j"), of_sheet("AssessmentDeclined", R"(,"outcome":"recused")")}).then_shows("assignments", "p/screening/j", R"({"status":"recused"})");
  given({assigned("p", "j"), of_sheet("AssessmentDeclined", R"(,"outcome":"abstained")")}).then_shows("assignments", "p/screening/j", R"({"status":"declined"})");
  given({assigned("p", "j"), of_sheet("AssignmentReleased", R"(,"reason":"Sakit")"), assigned("p", "j")}).then_all_applied();
  given({assigned("p", "j"), of_sheet("AssignmentReleased", R"(,"reason":"Sakit")")}).then_none("assignments", "p/screening/j");
}

TEST(Jurors_view, follows_a_conflict_that_was_proposed_to_its_settlement) {
  const Past registered{"juror-j", "JurorRegistered", R"({"id":"j","competition":"c","organizer":"o","element":"ngo"})"};
  const Past proposed{"juror-j", "ConflictProposed", R"({"id":"x","juror":"j","competition":"c","organizer":"o","kind":"other","proposal":"p"})"};
  given({registered, proposed})
      .then_shows("jurors", "j",
                  R"({"conflicts":[{"by_juror":false,"declared_at":"2022-06-06T02:00:02.000000Z","id":"x","kind":"other","proposal":"p","proposed_by":"key-1","status":"open"}]})");
  given({registered, proposed, {"juror-j", "ConflictRejected", R"({"id":"x","juror":"j","competition":"c","organizer":"o"})"}})
      .then_shows("jurors", "j",
                  R"({"conflicts":[{"by_juror":false,"declared_at":"2022-06-06T02:00:02.000000Z","id":"x","kind":"other","proposal":"p","proposed_by":"key-1","settled_by":"key-1","status":"rejected"}]})");
  given({registered, proposed,
         {"juror-j", "ConflictDeclared", R"({"id":"x","juror":"j","competition":"c","organizer":"o","kind":"other","proposal":"p","by_juror":false,"proposed_by":"key-1"})"}})
      .then_shows("jurors", "j",
                  R"({"conflicts":[{"by_juror":false,"declared_at":"2022-06-06T02:00:03.000000Z","id":"x","kind":"other","proposal":"p","proposed_by":"key-1","settled_by":"key-1","status":"declared"}]})");
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
