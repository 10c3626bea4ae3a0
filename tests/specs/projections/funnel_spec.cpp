// Where an organizer's proposals are and where they got lost.
#include <gtest/gtest.h>

#include "tests/specs/projections/folded_views.hpp"

namespace jejak::specs {
namespace {

const Past drafted = moved("p", "START_DRAFT", "sosialisasi", "submission.draft");
const Past submitted = moved("p", "SUBMIT", "submission.draft", "submission.submitted");
const Past received = moved("p", "RECEIVE", "submission.submitted", "screening.checks");
const Past returned = moved("p", "RETURN_FOR_REVISION", "screening.checks", "submission.returned");
const Past resubmitted = moved("p", "SUBMIT", "submission.returned", "submission.submitted");
const Past not_selected = moved("p", "NOT_SELECT", "screening.desk", "not_selected.announced");

TEST(Funnel_view, is_empty_when_the_competition_opens) {
  given({opened()})
      .then("funnel", "c",
            R"({"competition":"c","organizer":"o","entered":0,"submitted":0,"passed":{},"stages":{},
                             "states":{},"out":{},"out_reasons":{},"stuck":{},"road":null,"zone":"Asia/Jakarta","categories":{"tata-kelola":0,"tik":0},
                             "updated_at":"2022-06-06T02:00:01.000000Z"})");
}

TEST(Funnel_view, counts_entries_by_category_stage_and_state) {
  given({opened(), entered("p"), entered("q"), entered("r", "tata-kelola")})
      .then_shows("funnel", "c",
                  R"({"entered":3,"stages":{"sosialisasi":3},"states":{"sosialisasi":3},
                      "categories":{"tata-kelola":1,"tik":2},"updated_at":"2022-06-06T02:00:04.000000Z"})");
}

TEST(Funnel_view, moves_a_proposal_from_state_to_state) {
  given({opened(), entered("p"), drafted, submitted, received})
      .then_shows("funnel", "c",
                  R"({"entered":1,"submitted":1,"stages":{"sosialisasi":0,"submission":0,"screening":1},
                      "states":{"screening.checks":1},"passed":{"sosialisasi":1,"submission":1},"out":{}})");
}

TEST(Funnel_view, counts_a_revised_proposal_as_submitted_and_passed_once) {
  given({opened(), entered("p"), drafted, submitted, received, returned})
      .then_shows("funnel", "c", R"({"submitted":1,"passed":{"sosialisasi":1,"submission":0}})");
  given({opened(), entered("p"), drafted, submitted, received, returned, resubmitted, received})
      .then_shows("funnel", "c", R"({"submitted":1,"passed":{"sosialisasi":1,"submission":1}})");
}

TEST(Funnel_view, keeps_those_who_left_the_race_apart) {
  given({opened(), entered("p"), drafted, submitted, received,
         moved("p", "CHECK", "screening.checks", "screening.desk"), not_selected, entered("q"),
         moved("q", "WITHDRAW", "sosialisasi", "withdrawn")})
      .then_shows("funnel", "c",
                  R"({"entered":2,"stages":{"sosialisasi":0,"submission":0,"screening":0},
                      "out":{"not_selected":1,"withdrawn":1},"passed":{"sosialisasi":1,"submission":1}})");
}

TEST(Funnel_view, takes_back_who_returns_after_an_objection_as_having_passed_the_stage) {
  given({opened(), entered("p"), drafted, submitted, received,
         moved("p", "CHECK", "screening.checks", "screening.desk"), not_selected,
         moved("p", "ANSWER_OBJECTION", "not_selected.announced", "presentation.invited")})
      .then_shows(
          "funnel", "c",
          R"({"out":{"not_selected":0},"stages":{"sosialisasi":0,"submission":0,"screening":0,"presentation":1},
                      "passed":{"sosialisasi":1,"submission":1,"screening":1}})");
}

TEST(Funnel_view, counts_stages_of_other_machines_too) {
  given({opened(), entered("p"), moved("p", "GO", "sosialisasi", "uji-lapangan"),
         moved("p", "GO", "uji-lapangan", "presentation.invited")})
      .then_shows("funnel", "c",
                  R"({"stages":{"sosialisasi":0,"uji-lapangan":0,"presentation":1},
                      "passed":{"sosialisasi":1,"uji-lapangan":1}})");
}

TEST(Funnel_view, refuses_entries_to_a_competition_that_was_never_opened) {
  given({entered("p")}).then_refused("funnel", "there is no c").then_keys("funnel", {});
}

TEST(Funnel_view, counts_nobody_twice_whose_decision_is_taken_back) {
  const std::vector<Past> to_the_desk{opened(), entered("p"), moved("p", "START_DRAFT", "sosialisasi", "submission.draft"),
                                      moved("p", "RECEIVE", "submission.draft", "screening.desk")};
  const auto reopened = [](std::string_view from) {
    Past past = moved("p", "REOPENED", from, "screening.desk");
    past.type = "ProposalReopened";
    return past;
  };
  std::vector<Past> out = to_the_desk, in = to_the_desk;
  out.insert(out.end(), {moved("p", "NOT_SELECT", "screening.desk", "not_selected.announced"), reopened("not_selected.announced")});
  in.insert(in.end(), {moved("p", "SHORTLIST", "screening.desk", "presentation.invited"), reopened("presentation.invited")});
  given(out).then_shows("funnel", "c", R"({"passed":{"sosialisasi":1,"submission":1},"stages":{"screening":1,"sosialisasi":0,"submission":0},"out":{"not_selected":0}})");
  given(in).then_shows("funnel", "c", R"({"passed":{"sosialisasi":1,"submission":1,"screening":0}})");
}

// A machine of two judged stages: screening and presentation, then the award.
Past opened_with_road() {
  Past past = opened();
  past.data.insert(past.data.size() - 1, R"(,"road":["sosialisasi","submission","screening","presentation","award","replication"])");
  return past;
}
const std::vector<Past> at_the_desk{opened_with_road(), entered("p"), drafted, submitted, received, moved("p", "CHECK", "screening.checks", "screening.desk")};

std::vector<Past> after(std::vector<Past> past, const std::vector<Past>& more) {
  past.insert(past.end(), more.begin(), more.end());
  return past;
}

TEST(Funnel_view, counts_no_stage_that_the_machine_has_not_and_nobody_twice_after_an_objection) {
  const Past shortlisted = moved("p", "SHORTLIST", "screening.desk", "presentation.judged");
  const Past dropped = moved("p", "NOT_SELECT", "presentation.judged", "not_selected.announced", R"(,"data":{"stage":"presentation","rank":4,"reason":"below_cut"})");
  const Past upheld = moved("p", "ANSWER_OBJECTION", "not_selected.objection", "award.granted", R"(,"left":{"stage":"presentation","why":["below_cut"]})");
  const Past disputed = moved("p", "ANSWER_OBJECTION", "award.granted", "not_selected.announced");
  const Past back = moved("p", "ANSWER_OBJECTION", "not_selected.announced", "award.granted", R"(,"left":{"stage":"award","why":["objection"]})");
  const auto lost = after(at_the_desk, {shortlisted, dropped});
  given(lost).then_shows("funnel", "c", R"({"passed":{"sosialisasi":1,"submission":1,"screening":1},"out":{"not_selected":1},"out_reasons":{"not_selected":{"below_cut":1}}})");
  const auto won = after(lost, {moved("p", "OBJECT", "not_selected.announced", "not_selected.objection"), upheld});
  const std::string_view once = R"({"passed":{"sosialisasi":1,"submission":1,"screening":1,"presentation":1},"out_reasons":{"not_selected":{}}})";
  given(won).then_shows("funnel", "c", once);
  given(after(won, {disputed})).then_shows("funnel", "c", R"({"out_reasons":{"not_selected":{"objection":1}}})");
  given(after(won, {disputed, back})).then_shows("funnel", "c", once);
}

TEST(Funnel_view, lets_who_is_reinstated_into_the_stage_it_left_stand_where_it_stood) {
  const Past failed = moved("p", "FAIL_ADMINISTRATION", "screening.desk", "not_selected.announced", R"(,"failed":["old_enough"])");
  const Past back = moved("p", "ANSWER_OBJECTION", "not_selected.announced", "screening.desk", R"(,"left":{"stage":"screening","why":["failed:old_enough"]})");
  given(after(at_the_desk, {failed})).then_shows("funnel", "c", R"({"out_reasons":{"not_selected":{"failed:old_enough":1}}})");
  given(after(at_the_desk, {failed, back})).then_shows("funnel", "c", R"({"passed":{"sosialisasi":1,"submission":1},"out_reasons":{"not_selected":{}}})");
}

TEST(Funnel_view, says_how_many_left_by_themselves_and_who_did_not_pass_administration) {
  given(after(at_the_desk, {moved("p", "FAIL_ADMINISTRATION", "screening.checks", "not_selected.announced"), entered("q"), moved("q", "WITHDRAW", "sosialisasi", "withdrawn")}))
      .then_shows("funnel", "c", R"({"out_reasons":{"not_selected":{"administration":1},"withdrawn":1}})");
}

TEST(Funnel_view, says_who_waits_where_in_the_submission_and_since_when) {
  given({opened(), entered("p"), drafted, entered("q"), moved("q", "START_DRAFT", "sosialisasi", "submission.draft")})
      .then_shows("funnel", "c", R"({"stuck":{"submission.draft":{"count":2,"oldest_since":"2022-06-06","days":{"2022-06-06":2}}}})");
  given({opened(), entered("p"), drafted, moved("p", "SUBMIT", "submission.draft", "submission.submitted", R"(,"since":"2022-06-06T02:00:03.000000Z")")})
      .then_shows("funnel", "c", R"({"stuck":{"submission.submitted":{"count":1,"oldest_since":"2022-06-06","days":{"2022-06-06":1}}}})");
  given({opened(), entered("p"), drafted, submitted, received}).then_shows("funnel", "c", R"({"stuck":{}})");
}

}  // namespace
}  // namespace jejak::specs
