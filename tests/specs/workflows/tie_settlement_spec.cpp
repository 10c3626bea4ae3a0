// A tie that the rules leave to people, and the two people who settle it.
#include <array>

#include "tests/specs/workflows/trial.hpp"
#include "workflows/decision/recount.hpp"
#include "workflows/field.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::workflows {
namespace {

const Path stage_path{{"competition", std::string(contest)}, {"stage", "screening"}};

Caller second_person() {
  Caller caller = secretariat();
  caller.actor = "key-second";
  return caller;
}

json::object rulebook_that_stops(bool plenary = false) {
  json::object rulebook = shipped_document("rulebooks", "practice")->as_object();
  json::object& stage = rulebook["stages"].as_array()[0].as_object();
  stage["top"].as_object()["count"] = 2;
  stage["tie"] = json::object{{"criteria", json::array()}, {"then", "stop"}};
  stage["plenary_may_change"] = plenary;
  return rulebook;
}

json::array list(std::initializer_list<std::string> ids) { return json::array(ids.begin(), ids.end()); }

// A has 90 points, B and C have 80 each, D 50; two go through.
struct Tied {
  explicit Tied(bool plenary = false) : rulebook(rulebook_that_stops(plenary)) {
    trial.open_with(rulebook);
    for (const char* title : {"A", "B", "C", "D"}) ids.push_back(trial.bring_to_desk(title));
    const std::string by = trial.add_juror();
    trial.assign(ids, "screening", by);
    for (std::size_t i = 0; i < ids.size(); ++i) trial.assess(ids[i], "screening", by, std::array{"90", "80", "80", "50"}[i]);
  }
  void settle(const json::array& in) {
    trial.accept("ProposeTieSettlement", secretariat(), stage_path, {{"in", in}, {"reason", "Jangkauan lebih luas."}});
    trial.accept("SettleTie", second_person(), stage_path, {{"confirm", true}});
  }
  void change(const std::string& proposal, std::string_view outcome) {
    const auto open = trial.accept("ProposePlenaryChange", secretariat(), stage_path, {{"proposal", proposal}, {"outcome", outcome}, {"reason", "Pleno."}});
    Path path = stage_path;
    path["change"] = text_of(open, "id");
    trial.accept("SettlePlenaryChange", second_person(), path, {{"confirm", true}});
  }
  std::string codes() {
    std::string all;
    const json::object preview = trial.accept("PreviewDecision", secretariat(), stage_path, {});
    for (const auto& each : array_of(preview, "obstacles"))
      all += std::string(text_of(each.get_object(), "code")) + " ";
    return all;
  }
  static std::map<std::string, std::string> reasons(const json::object& decided) {
    std::map<std::string, std::string> all;
    for (const auto& each : array_of(decided, "results"))
      all[std::string(text_of(each.get_object(), "title"))] = text_of(each.get_object(), "reason");
    return all;
  }
  std::vector<std::string> recounted(const json::object& decided) const {
    return recount(parse_rulebook(rulebook).value()->stages[0], decided).value().differs;
  }
  json::object rulebook;
  Trial trial;
  std::vector<std::string> ids;
};

}  // namespace

TEST(A_tie_that_stops_the_decision, is_settled_by_two_people_and_the_decision_says_by_whom_and_why) {
  Tied tied;
  const std::string &b = tied.ids[1], &c = tied.ids[2];
  EXPECT_EQ(tied.codes(), "tie_at_cut tie_at_cut ");
  tied.trial.refuse("not_found", "SettleTie", second_person(), stage_path, {{"confirm", true}});
  tied.trial.accept("ProposeTieSettlement", secretariat(), stage_path, {{"in", list({c})}, {"reason", "Jangkauan lebih luas."}});
  const auto preview = tied.trial.accept("PreviewDecision", auditor(), stage_path, {});
  EXPECT_EQ(text(object_of(preview, "tie_proposed").at("in")), text(list({c})));
  tied.trial.refuse("settlement_open", "ProposeTieSettlement", second_person(), stage_path, {{"in", list({b})}, {"reason", "x"}});
  tied.trial.refuse("same_person", "SettleTie", secretariat(), stage_path, {{"confirm", true}});
  tied.trial.refuse("tie_at_cut", "DecideStage", secretariat(), stage_path, {});
  tied.trial.accept("SettleTie", second_person(), stage_path, {{"confirm", true}});
  const json::object decided = tied.trial.decide("screening");
  EXPECT_EQ(Tied::reasons(decided), (std::map<std::string, std::string>{
                                        {"A", "within_top"}, {"B", "tie_settled_out"}, {"C", "tie_settled_in"}, {"D", "below_cut"}}));
  const json::object& settlement = object_of(decided, "tie_settlement");
  EXPECT_EQ(text_of(settlement, "reason"), "Jangkauan lebih luas.");
  EXPECT_EQ(text_of(settlement, "proposed_by"), "key-s");
  EXPECT_EQ(text_of(settlement, "settled_by"), "key-second");
  const json::object& why = object_of(array_of(decided, "results").at(1).get_object(), "why");
  EXPECT_EQ(text_of(why, "change"), "Jangkauan lebih luas.");
  EXPECT_EQ(text(why.at("by")), R"(["key-s","key-second"])");
  EXPECT_EQ(text(why.at("without")), R"({"outcome":"tied","reason":"tie_at_cut"})");
  EXPECT_EQ(tied.trial.state_of(c), "presentation.invited");
  EXPECT_EQ(tied.recounted(decided), std::vector<std::string>{});
  json::object forged = decided;
  forged["tie_settlement"].as_object()["in"] = list({b});
  EXPECT_NE(tied.recounted(forged), std::vector<std::string>{});
}

TEST(A_settlement_of_a_tie, names_as_many_of_those_who_are_tied_as_there_is_room_for) {
  Tied tied;
  const std::string &a = tied.ids[0], &b = tied.ids[1], &c = tied.ids[2];
  const auto propose = [&](const json::array& in) { return json::object{{"in", in}, {"reason", "x"}}; };
  for (const auto& wrong : {list({a}), list({b, b})})
    tied.trial.refuse("invalid_body", "ProposeTieSettlement", secretariat(), stage_path, propose(wrong));
  for (const auto& wrong : {list({}), list({b, c})}) {
    const auto no = tied.trial.refuse("settlement_does_not_fit", "ProposeTieSettlement", secretariat(), stage_path, propose(wrong));
    EXPECT_EQ(integer_of(no.details, "places"), 1);
  }
}

TEST(A_settlement_of_a_tie, that_is_rejected_changes_nothing) {
  Tied tied;
  tied.trial.accept("ProposeTieSettlement", secretariat(), stage_path, {{"in", list({tied.ids[1]})}, {"reason", "x"}});
  tied.trial.accept("SettleTie", second_person(), stage_path, {{"confirm", false}});
  EXPECT_EQ(tied.codes(), "tie_at_cut tie_at_cut ");
  tied.settle(list({tied.ids[2]}));
  EXPECT_EQ(tied.codes(), "");
}

TEST(A_settlement_of_a_tie, lapses_when_a_later_sheet_changes_who_is_tied) {
  Tied tied;
  tied.settle(list({tied.ids[1]}));
  ASSERT_EQ(tied.codes(), "");
  const std::string late = tied.trial.add_juror();
  tied.trial.assign({tied.ids[3]}, "screening", late);
  tied.trial.assess(tied.ids[3], "screening", late, "100");
  const std::string more = tied.trial.add_juror();
  tied.trial.assign({tied.ids[3]}, "screening", more);
  tied.trial.assess(tied.ids[3], "screening", more, "90");
  EXPECT_EQ(tied.codes(), "tie_at_cut tie_at_cut tie_at_cut ") << "D has 80 now as well";
  tied.trial.refuse("tie_at_cut", "DecideStage", secretariat(), stage_path, {});
}

TEST(A_settlement_of_a_tie, is_not_confirmed_when_others_are_tied_than_when_it_was_proposed) {
  Tied tied;
  tied.trial.accept("ProposeTieSettlement", secretariat(), stage_path, {{"in", list({tied.ids[1]})}, {"reason", "x"}});
  const std::string late = tied.trial.add_juror();
  tied.trial.assign({tied.ids[1]}, "screening", late);
  tied.trial.assess(tied.ids[1], "screening", late, "90");
  tied.trial.refuse("tie_changed", "SettleTie", second_person(), stage_path, {{"confirm", true}});
  tied.trial.accept("SettleTie", second_person(), stage_path, {{"confirm", false}});
  tied.trial.refuse("nothing_tied", "ProposeTieSettlement", secretariat(), stage_path, {{"in", list({tied.ids[1]})}, {"reason", "x"}});
  tied.trial.decide("screening");
  tied.trial.refuse("already_decided", "ProposeTieSettlement", secretariat(), stage_path, {{"in", list({tied.ids[1]})}, {"reason", "x"}});
}

TEST(A_tie_that_stops_the_decision, is_settled_by_the_plenary_too_as_soon_as_the_places_say_who_the_others_are) {
  for (const std::string_view outcome : {"in", "out"}) {
    Tied tied(true);
    tied.change(tied.ids[1], outcome);
    EXPECT_EQ(tied.codes(), "");
    const json::object decided = tied.trial.decide("screening");
    const bool in = outcome == "in";
    EXPECT_EQ(Tied::reasons(decided).at("B"), in ? "plenary_in" : "plenary_out");
    EXPECT_EQ(Tied::reasons(decided).at("C"), in ? "tie_settled_out" : "tie_settled_in");
    EXPECT_EQ(integer_of(decided, "in"), 2);
    EXPECT_EQ(tied.recounted(decided), std::vector<std::string>{});
  }
}

}  // namespace jejak::workflows
