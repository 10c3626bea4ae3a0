// Who goes on is who was chosen, by place; the cut of a promotion has its own rule for those who share one.
#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"
#include "workflows/proposal/state.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::workflows {
namespace {

constexpr std::string_view province = "provinsi-contoh";
const Path stage_path{{"competition", std::string(contest)}, {"stage", "screening"}};

Caller second_person() {
  Caller caller = secretariat();
  caller.actor = "key-second";
  return caller;
}

json::object practice() { return shipped_document("rulebooks", "practice")->get_object(); }

// Whoever comes through the screening has the award: only then may a proposal be promoted.
void end_with_the_screening(json::object& rules) {
  rules["stages"].as_array().resize(1);
  rules["award"].as_object()["granted_in"] = "presentation";
  for (json::value& window : rules["windows"].as_array()) {
    json::array kept;
    for (json::value& governed : window.as_object()["governs"].as_array())
      if (governed != json::value("ASSESS:presentation") && governed != json::value("ASSESS:interview")) kept.push_back(std::move(governed));
    window.as_object()["governs"] = std::move(kept);
  }
}

// A city whose contest sends its `best` of the screening on to the province. `change` makes the stage what a test is about.
struct City {
  template <class Change>
  City(int best, std::string_view tie, Change change) {
    trial.at("2022-06-01T02:00:00Z");
    trial.accept("RegisterOrganizer", admin(), {}, {{"id", province}, {"name", "Biro"}, {"region", "P"}, {"tier", "province"}});
    trial.accept("RegisterOrganizer", admin(), {}, {{"id", city}, {"name", "Bappeda"}, {"region", "K"}, {"parent", province}});
    json::object rules = practice();
    json::object rule{{"stage", "screening"}, {"best", best}, {"tier", "province"}, {"passes_over", json::array{"disqualified"}}};
    if (!tie.empty()) rule["tie"] = tie;
    rules["promotions"] = json::array{rule};
    end_with_the_screening(rules);
    change(rules);
    open(contest, city, rules);
    open("provinsi-2022", province, practice());
    trial.entrant = trial.add_entrant("Dinas Contoh");
    trial.rules = "practice";
  }
  void open(std::string_view id, std::string_view organizer, const json::object& rules) {
    trial.accept("OpenCompetition", secretariat(organizer), {}, {{"id", id}, {"organizer", organizer}, {"title", "K"}, {"year", 2022}, {"rulebook_document", rules}});
  }
  void judge(const std::vector<std::string_view>& scores) {
    for (std::size_t i = 0; i < scores.size(); ++i) ids.push_back(trial.bring_to_desk("Inovasi " + std::to_string(i)));
    const std::string by = trial.add_juror();
    trial.assign(ids, "screening", by);
    for (std::size_t i = 0; i < scores.size(); ++i) trial.assess(ids[i], "screening", by, scores[i]);
  }
  Rejection refuse(const std::string& proposal, std::string_view code = "not_promotable") {
    return trial.refuse(code, "PromoteProposal", secretariat(), {{"proposal", proposal}}, {{"competition", "provinsi-2022"}});
  }
  void promote(const std::string& proposal) {
    trial.accept("PromoteProposal", secretariat(), {{"proposal", proposal}}, {{"competition", "provinsi-2022"}});
  }
  Trial trial;
  std::vector<std::string> ids;
};

json::object& screening(json::object& rules) { return rules["stages"].as_array()[0].as_object(); }
void nothing(json::object&) {}

}  // namespace

TEST(Promotion, takes_those_whom_the_lot_drew_in_its_order_and_none_of_the_others) {
  City town(2, "", [](json::object& rules) {
    screening(rules)["top"].as_object()["count"] = 3;
    screening(rules)["tie"] = json::object{{"criteria", json::array()}, {"then", "lot"}};
  });
  town.judge({"80", "80", "80", "80"});
  const json::object decided = town.trial.decide("screening");
  for (const auto& value : array_of(decided, "results")) {
    const json::object& result = value.get_object();
    const std::string id(text_of(result, "proposal"));
    EXPECT_EQ(integer_of(result, "rank"), 1);
    if (text_of(result, "outcome") == "in" && integer_of(result, "place") <= 2) {
      town.promote(id);
    } else {
      town.refuse(id);
    }
  }
  EXPECT_EQ(integer_of(array_of(decided, "results").at(2).get_object(), "place"), 3);
  EXPECT_FALSE(array_of(decided, "results").at(3).get_object().contains("place"));
  const auto promoted = town.trial.last("ProposalPromoted");
  EXPECT_EQ(integer_of(promoted, "place"), 2);
  EXPECT_EQ(integer_of(promoted, "rank"), 1);
}

TEST(Promotion, takes_who_was_brought_in_below_and_not_who_was_passed_over) {
  City town(2, "", [](json::object& rules) {
    json::object& stage = screening(rules);
    stage["top"].as_object()["count"] = 2;
    stage["tie"] = json::object{{"criteria", json::array()}, {"then", "stop"}};
    stage["decision"] = object(R"({"shortlist":[{"name":"kelompok lain","of":"prior_award","values":["juara"],"at_least":1}]})");
  });
  town.trial.accept("RecordPriorAward", secretariat(), {{"organizer", std::string(city)}}, {{"title", "Inovasi 2"}, {"award", "juara"}, {"year", 2020}, {"source", "S"}});
  town.judge({"90", "80", "70"});
  town.trial.decide("screening");
  town.promote(town.ids[0]);
  const Rejection no = town.refuse(town.ids[1]);
  EXPECT_EQ(text(no.details.at("rules")), R"([{"best":2,"outcome":"out","place":0,"rank":2,"stage":"screening","tier":"province"}])");
  town.promote(town.ids[2]);
}

TEST(Promotion, takes_whom_the_plenary_brought_in_and_not_whom_it_took_out) {
  City town(2, "", [](json::object& rules) {
    screening(rules)["top"].as_object()["count"] = 2;
    screening(rules)["plenary_may_change"] = true;
  });
  town.judge({"90", "80", "70"});
  for (const auto& [place, outcome] : {std::pair(1, "out"), std::pair(2, "in")}) {
    const auto open = town.trial.accept("ProposePlenaryChange", secretariat(), stage_path,
                                        {{"proposal", town.ids[static_cast<std::size_t>(place)]}, {"outcome", outcome}, {"reason", "Pleno."}});
    Path path = stage_path;
    path["change"] = text_of(open, "id");
    town.trial.accept("SettlePlenaryChange", second_person(), path, {{"confirm", true}});
  }
  town.trial.decide("screening");
  town.refuse(town.ids[1]);
  town.promote(town.ids[2]);
}

TEST(Promotion, of_those_who_share_a_place_across_its_cut_waits_until_two_people_name_who_goes) {
  City town(2, "", nothing);
  town.judge({"90", "80", "80", "70"});
  town.trial.refuse("not_decided", "ProposeTieSettlement", secretariat(), stage_path, {{"in", json::array{town.ids[1]}}, {"tier", "province"}, {"reason", "x"}});
  town.trial.decide("screening");
  town.promote(town.ids[0]);
  const Rejection no = town.refuse(town.ids[1], "tie_at_cut");
  EXPECT_EQ(text(no.details.at("proposals")), text(json::array{town.ids[1], town.ids[2]}));
  town.refuse(town.ids[3]);
  town.trial.refuse("settlement_does_not_fit", "ProposeTieSettlement", secretariat(), stage_path,
                    {{"in", json::array{town.ids[1], town.ids[2]}}, {"tier", "province"}, {"reason", "x"}});
  town.trial.accept("ProposeTieSettlement", secretariat(), stage_path, {{"in", json::array{town.ids[2]}}, {"tier", "province"}, {"reason", "Siap direplikasi."}});
  town.refuse(town.ids[2], "tie_at_cut");
  town.trial.refuse("same_person", "SettleTie", secretariat(), stage_path, {{"confirm", true}, {"tier", "province"}});
  town.trial.accept("SettleTie", second_person(), stage_path, {{"confirm", true}, {"tier", "province"}});
  town.promote(town.ids[2]);
  town.refuse(town.ids[1]);
}

TEST(Promotion, of_those_who_share_a_place_across_its_cut_goes_by_the_rule_where_there_is_one) {
  for (const std::string_view tie : {"in", "out"}) {
    City town(2, tie, nothing);
    town.judge({"90", "80", "80"});
    town.trial.decide("screening");
    town.promote(town.ids[0]);
    for (const std::string& id : {town.ids[1], town.ids[2]}) {
      if (tie == "in") {
        town.promote(id);
      } else {
        town.refuse(id);
      }
    }
  }
}

TEST(Promotion, enters_the_origins_elements_as_far_as_the_category_there_has_them) {
  const json::array elements = json::array{object(R"({"key":"partisipasi","title":{"id":"Partisipasi","en":"Participation"}})"), object(R"({"key":"keterbukaan","title":{"id":"Keterbukaan","en":"Openness"}})")};
  City town(2, "", [&](json::object& rules) {
    for (json::value& category : rules["categories"].as_array()) category.as_object()["elements"] = elements;
  });
  json::object target = practice();
  for (json::value& category : target["categories"].as_array()) {
    category.as_object()["elements"] = json::array{elements[0]};
    category.as_object()["elements_min"] = 1;
  }
  town.open("provinsi-2023", province, target);
  town.judge({"90"});
  town.trial.accept("CorrectProposal", secretariat(), {{"proposal", town.ids[0]}}, {{"elements", json::array{"partisipasi", "keterbukaan"}}, {"reason", "x"}});
  town.trial.decide("screening");
  town.trial.accept("PromoteProposal", secretariat(), {{"proposal", town.ids[0]}}, {{"competition", "provinsi-2023"}});
  EXPECT_EQ(text(town.trial.last("ProposalEntered").at("elements")), R"(["partisipasi"])");
}

TEST(A_decision_of_before_there_were_places, gives_those_whom_it_chose_their_rank_as_place) {
  Proposal proposal;
  Event event;
  event.type = "TransitionTaken";
  event.data = object(R"({"data":{"stage":"screening","outcome":"in","rank":3,"score":"80","decimal":"80","reason":"within_top"}})");
  evolve(proposal, event);
  EXPECT_EQ(proposal.places.at("screening"), 3);
  event.data = object(R"({"data":{"stage":"interview","outcome":"out","rank":3,"score":"80","decimal":"80","reason":"below_cut"}})");
  evolve(proposal, event);
  EXPECT_EQ(proposal.ranks.at("interview"), 3);
  EXPECT_FALSE(proposal.places.contains("interview"));
}

}  // namespace jejak::workflows
