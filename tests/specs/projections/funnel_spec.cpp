// Where an organizer's proposals are and where they got lost.
#include <gtest/gtest.h>

#include "engine/core/json.hpp"
#include "tests/specs/projections/folded_views.hpp"

namespace jejak::specs {
namespace {

const Past drafted = moved("p", "START_DRAFT", "sosialisasi", "submission.draft");
const Past submitted = moved("p", "SUBMIT", "submission.draft", "submission.submitted");
const Past received = moved("p", "RECEIVE", "submission.submitted", "screening.checks");
const Past returned = moved("p", "RETURN_FOR_REVISION", "screening.checks", "submission.returned");
const Past resubmitted = moved("p", "SUBMIT", "submission.returned", "submission.submitted");
const Past not_selected = moved("p", "NOT_SELECT", "screening.desk", "not_selected.announced");

// The same competition with these states judged one after the other.
Past opened_with(std::initializer_list<std::string_view> judged) {
  Past past = opened();
  json::value data = parse_json(past.data).value();
  json::array stages;
  for (const std::string_view state : judged) stages.push_back(json::object{{"name", state.substr(0, state.find('.'))}, {"judged_in", state}});
  data.as_object()["stages"] = std::move(stages);
  past.data = canonical_json(data);
  return past;
}

TEST(Funnel_view, is_empty_when_the_competition_opens) {
  given({opened()})
      .then("funnel", "c",
            R"({"competition":"c","organizer":"o","entered":0,"submitted":0,"passed":{},"stages":{},
                             "road":["sosialisasi","submission","screening","award","replication"],"states":{},"out":{},"categories":{"tata-kelola":0,"tik":0},
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
  given({opened_with({"screening.desk", "presentation.judged"}), entered("p"), drafted, submitted, received,
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

TEST(Funnel_view, has_the_road_of_the_competition_so_that_nobody_passes_what_it_does_not_judge) {
  const Past to_award = moved("p", "SELECT", "presentation.judged", "award.announced");
  given({opened_with({"screening.desk", "presentation.judged"}), entered("p"), moved("p", "GO", "sosialisasi", "presentation.judged"), to_award})
      .then_shows("funnel", "c", R"({"road":["sosialisasi","submission","screening","presentation","award","replication"],
                                     "passed":{"sosialisasi":1,"submission":1,"screening":1,"presentation":1}})");
  given({opened_with({"screening.desk", "presentation.judged", "interview.judged", "visit.judged"}), entered("p"),
         moved("p", "GO", "sosialisasi", "interview.judged"), moved("p", "SHORTLIST", "interview.judged", "visit.invited"),
         moved("p", "SELECT", "visit.judged", "award.announced")})
      .then_shows("funnel", "c", R"({"passed":{"sosialisasi":1,"submission":1,"screening":1,"presentation":1,"interview":1,"visit":1}})");
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

}  // namespace
}  // namespace jejak::specs
