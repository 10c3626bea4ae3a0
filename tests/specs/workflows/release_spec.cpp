// Taking assignments back, and planning again over what is kept.
#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"

namespace jejak::workflows {
namespace {

const Path in_contest{{"competition", std::string(contest)}};
const Path stage{{"competition", std::string(contest)}, {"stage", "screening"}};

json::object release(const std::string& by, const std::vector<std::string>& proposals) {
  const json::array ids(proposals.begin(), proposals.end());
  return {{"stage", "screening"}, {"reason", "Sakit"}, {"pairs", json::array{json::object{{"juror", by}, {"proposals", ids}}}}};
}

json::object panel(json::array seats, int per_proposal) { return {{"per_proposal", per_proposal}, {"panel", std::move(seats)}}; }

json::object seat(const std::string& by) { return {{"juror", by}}; }
json::object seat(const std::string& by, std::string_view member, json::value value) {
  json::object one = seat(by);
  one[member] = std::move(value);
  return one;
}

// Two proposals at the desk, both given to one juror.
struct Desk {
  Desk() {
    trial.open("practice");
    a = trial.bring_to_desk("A");
    b = trial.bring_to_desk("B");
    by = trial.add_juror("Universitas");
    other = trial.add_juror("LSM");
    trial.assign({a, b}, "screening", by);
  }
  Trial trial;
  std::string a, b, by, other;
};

}  // namespace

TEST(A_release, takes_back_what_was_not_judged_and_may_be_sent_again) {
  Desk desk;
  EXPECT_EQ(integer_of(desk.trial.accept("ReleaseAssignments", secretariat(), in_contest, release(desk.by, {desk.a, desk.b})), "released"), 2);
  EXPECT_EQ(text_of(desk.trial.last("AssignmentReleased"), "reason"), "Sakit");
  EXPECT_EQ(integer_of(desk.trial.accept("ReleaseAssignments", secretariat(), in_contest, release(desk.by, {desk.a})), "released"), 0);
  desk.trial.refuse("not_assigned", "SubmitAssessment", juror(desk.by), {{"proposal", desk.a}, {"stage", "screening"}, {"juror", desk.by}}, {{"outcome", "no_score"}});
  desk.trial.assign({desk.a}, "screening", desk.by);
  desk.trial.assess(desk.a, "screening", desk.by, "80");
}

TEST(A_release, is_refused_whole_where_a_sheet_was_given_or_the_stage_is_decided) {
  Desk desk;
  desk.trial.assess(desk.b, "screening", desk.by, "80");
  const Rejection refused = desk.trial.refuse("already_assessed", "ReleaseAssignments", secretariat(), in_contest, release(desk.by, {desk.a, desk.b}));
  EXPECT_EQ(text_of(refused.details, "proposal"), desk.b);
  EXPECT_EQ(text_of(refused.details, "pointer"), "/pairs/0/proposals/1");
  desk.trial.refuse("not_found", "ReleaseAssignments", secretariat(), in_contest, release("nobody", {desk.a}));
  desk.trial.refuse("not_found", "ReleaseAssignments", secretariat(), in_contest, release(desk.by, {"nothing"}));
  desk.trial.refuse("forbidden", "ReleaseAssignments", juror(desk.by), in_contest, release(desk.by, {desk.a}));
  desk.trial.refuse("forbidden", "ReleaseAssignments", secretariat("kota-lain"), in_contest, release(desk.by, {desk.a}));
  desk.trial.assess(desk.a, "screening", desk.by, "70");
  desk.trial.assign({desk.a}, "screening", desk.other);
  desk.trial.decide("screening");
  desk.trial.refuse("already_decided", "ReleaseAssignments", secretariat(), in_contest, release(desk.other, {desk.a}));
}

TEST(A_plan_made_again, says_who_keeps_what_outside_the_panel) {
  Desk desk;
  const auto answer = desk.trial.accept("AssignByPlan", secretariat(), stage, panel({seat(desk.other)}, 1));
  EXPECT_EQ(text(answer.at("kept_outside_panel")), R"([{"juror":")" + desk.by + R"(","proposals":2}])");
  const auto whole = desk.trial.accept("AssignByPlan", secretariat(), stage, panel({seat(desk.other), seat(desk.by)}, 2));
  EXPECT_EQ(text(whole.at("kept_outside_panel")), "[]");
}

TEST(A_plan_made_again, is_refused_where_somebody_keeps_more_than_the_panel_allows) {
  Desk desk;
  const json::object capped = panel({seat(desk.by, "load_max", 1), seat(desk.other)}, 1);
  const Rejection refused = desk.trial.refuse("load_exceeded", "AssignByPlan", secretariat(), stage, capped);
  EXPECT_EQ(text(refused.details), R"({"juror":")" + desk.by + R"(","keeps":2,"load_max":1})");
  desk.trial.accept("ReleaseAssignments", secretariat(), in_contest, release(desk.by, {desk.b}));
  const auto answer = desk.trial.accept("AssignByPlan", secretariat(), stage, capped);
  EXPECT_EQ(integer_of(answer, "assigned"), 1);
}

TEST(A_panel, names_no_category_that_the_rulebook_does_not_know) {
  Desk desk;
  const Rejection refused = desk.trial.refuse("unknown_category", "AssignByPlan", secretariat(), stage,
                                              panel({seat(desk.by), seat(desk.other, "categories", json::array{"tik", "nonsense"})}, 1));
  EXPECT_EQ(text_of(members_of(array_of(refused.details, "errors").at(0)), "pointer"), "/panel/1/categories/1");
}

TEST(A_plan_that_cannot_be_made, says_which_proposal_lacks_what) {
  Desk desk;
  json::object body = panel({seat(desk.by)}, 1);
  body["at_least"] = json::object{{"media", 1}};
  const Rejection refused = desk.trial.refuse("assignment_impossible", "AssignByPlan", secretariat(), stage, body);
  EXPECT_EQ(text(refused.details.at("full")), "[]");
  EXPECT_EQ(refused.message.find("`full`"), std::string::npos);
  EXPECT_EQ(text(array_of(refused.details, "lacks").at(0)), R"({"element":"media","has":0,"needs":1,"proposal":")" + desk.a + R"("})");
  const Rejection more = desk.trial.refuse("assignment_impossible", "AssignByPlan", secretariat(), stage, panel({seat(desk.by)}, 2));
  EXPECT_EQ(text(array_of(more.details, "lacks").at(0)), R"({"element":null,"has":1,"needs":2,"proposal":")" + desk.a + R"("})");
}

}  // namespace jejak::workflows
