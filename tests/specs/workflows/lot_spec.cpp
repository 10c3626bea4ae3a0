#include <algorithm>

#include "engine/core/hex.hpp"
#include "tests/specs/workflows/trial.hpp"
#include "workflows/decision/lot.hpp"
#include "workflows/decision/recount.hpp"
#include "workflows/field.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::workflows {

namespace {

const Path stage_path{{"competition", std::string(contest)}, {"stage", "screening"}};

json::object rulebook_with_lot() {
  json::object rulebook = shipped_document("rulebooks", "practice")->as_object();
  json::object& stage = rulebook["stages"].as_array()[0].as_object();
  stage["top"].as_object()["count"] = 1;
  stage["tie"] = json::object{{"criteria", json::array()}, {"then", "lot"}};
  return rulebook;
}

// Three proposals at the desk whose one juror finds them alike.
struct Alike {
  Alike() {
    trial.open_with(rulebook_with_lot());
    for (const char* title : {"A", "B", "C"}) ids.push_back(trial.bring_to_desk(title));
    by = trial.add_juror();
    before = trial.log.head();
    trial.assign(ids, "screening", by);
  }
  void judge() {
    for (const auto& id : ids) trial.assess(id, "screening", by, "80");
  }

  StoredEvent lot_event() const {
    for (const StoredEvent& event : trial.events())
      if (event.type == "LotFixed") return event;
    return {};
  }

  Trial trial;
  std::vector<std::string> ids;
  std::string by;
  LogHead before;
};

}  // namespace

TEST(Lot, is_fixed_when_the_stage_has_its_first_juror_by_an_event_whose_hash_nobody_knows_before_and_never_again) {
  Alike alike;
  const json::object fixed = alike.trial.last("LotFixed");
  EXPECT_EQ(text_of(fixed, "root"), to_hex(alike.before.root));
  EXPECT_EQ(integer_of(fixed, "size"), static_cast<std::int64_t>(alike.before.size));
  EXPECT_EQ(integer_of(fixed, "scheme"), 2);
  alike.trial.assign(alike.ids, "screening", alike.trial.add_juror());
  EXPECT_EQ(alike.trial.types("lot-" + std::string(contest) + "-screening"), (std::vector<std::string>{"LotFixed"}));
}

TEST(Lot, decides_between_those_who_are_level_across_the_cut_as_anybody_can_draw_again) {
  Alike alike;
  alike.judge();
  const json::object decided = alike.trial.decide("screening");
  const StoredEvent event = alike.lot_event();
  StageLot lot;
  lot.scheme = 2;
  lot.seed = to_hex(event.leaf_hash);
  std::vector<std::pair<std::string, std::string>> tickets;
  for (const auto& id : alike.ids) tickets.emplace_back(ticket_of(lot, contest, "screening", id), id);
  std::ranges::sort(tickets);
  std::vector<std::string> order, reasons;
  for (const auto& result : array_of(decided, "results")) {
    order.emplace_back(text_of(result.get_object(), "proposal"));
    reasons.emplace_back(text_of(result.get_object(), "reason"));
    EXPECT_EQ(integer_of(result.get_object(), "rank"), 1);
  }
  EXPECT_EQ(order, (std::vector<std::string>{tickets[0].second, tickets[1].second, tickets[2].second}));
  EXPECT_EQ(reasons, (std::vector<std::string>{"lot_in", "lot_out", "lot_out"}));
  EXPECT_EQ(text_of(object_of(decided, "lot"), "seed"), lot.seed);
  EXPECT_EQ(integer_of(object_of(decided, "lot"), "position"), static_cast<std::int64_t>(event.position));
}

TEST(Lot, has_no_ticket_for_who_is_entered_afterwards_so_that_a_tie_with_it_is_for_two_people) {
  Alike alike;
  alike.judge();
  const std::string late = alike.trial.bring_to_desk("D");
  alike.trial.assign({late}, "screening", alike.by);
  alike.trial.assess(late, "screening", alike.by, "80");
  const auto no = alike.trial.refuse("tie_at_cut", "DecideStage", secretariat(), stage_path, {});
  EXPECT_EQ(array_of(no.details, "proposals").size(), 4U);
  Caller second = secretariat();
  second.actor = "key-second";
  alike.trial.accept("ProposeTieSettlement", secretariat(), stage_path, {{"in", json::array{late}}, {"reason", "Alasan tercatat."}});
  alike.trial.accept("SettleTie", second, stage_path, {{"confirm", true}});
  const json::object decided = alike.trial.decide("screening");
  const json::object& first = array_of(decided, "results").at(0).get_object();
  EXPECT_EQ(text_of(first, "proposal"), late);
  EXPECT_TRUE(flag_of(first, "late"));
  EXPECT_FALSE(first.contains("ticket"));
  const Stage stage = parse_rulebook(rulebook_with_lot()).value()->stages[0];
  EXPECT_EQ(recount(stage, decided).value().differs, std::vector<std::string>{});
}

TEST(Lot, decides_without_who_was_entered_afterwards_where_that_one_is_not_in_the_tie) {
  Alike alike;
  alike.judge();
  const std::string late = alike.trial.bring_to_desk("D");
  alike.trial.assign({late}, "screening", alike.by);
  alike.trial.assess(late, "screening", alike.by, "70");
  EXPECT_EQ(text_of(array_of(alike.trial.decide("screening"), "results").at(0).get_object(), "reason"), "lot_in");
}

TEST(Lot, ticket_is_a_plain_hash_that_any_tool_computes) {
  StageLot lot;
  lot.seed = "ab";
  // printf 'jejak-lot\nab\nc\ns\np' | sha256sum
  EXPECT_EQ(ticket_of(lot, "c", "s", "p"), "005db846a0a28997d2dd66d8a43af5f145fdf46db09e22595df6c2b30dd8a3e7") << "of a lot from before schemes";
  lot.scheme = 2;
  // printf 'jejak-lot-2\nab\nc\ns\np' | sha256sum
  EXPECT_EQ(ticket_of(lot, "c", "s", "p"), "8464981f5145b2c06f8e3654d74c9928a08449419fd156edcc54ab4e036d1f6a");
}

TEST(Recount, draws_the_tickets_of_an_old_lot_by_its_root) {
  Alike alike;
  alike.judge();
  json::object decided = alike.trial.decide("screening");
  const std::string root(64, 'a');
  decided["lot"] = json::object{{"size", 7}, {"root", root}};
  const Stage stage = parse_rulebook(rulebook_with_lot()).value()->stages[0];
  StageLot lot;
  lot.seed = root;
  const auto again = recount(stage, decided);
  for (const auto& value : array_of(again.value().decision, "results"))
    EXPECT_EQ(text_of(value.get_object(), "ticket"), ticket_of(lot, contest, "screening", text_of(value.get_object(), "proposal")));
}

TEST(Recount, of_a_recorded_decision_finds_the_same_and_names_what_was_changed) {
  Alike alike;
  alike.judge();
  json::object decided = alike.trial.decide("screening");
  const Stage stage = parse_rulebook(rulebook_with_lot()).value()->stages[0];
  EXPECT_EQ(recount(stage, decided).value().differs, std::vector<std::string>{});
  json::object& first = decided["results"].as_array()[1].as_object();
  first["outcome"] = "in";
  first["sheets"].as_array()[0].as_object()["scores"].as_object()["novelty"] = "90";
  const auto differs = recount(stage, decided).value().differs;
  for (const char* place : {"/results/1/reason", "/results/1/score", "/results/0/outcome"})
    EXPECT_NE(std::ranges::find(differs, place), differs.end()) << place;
  first["sheets"].as_array()[0].as_object()["scores"].as_object().erase("novelty");
  EXPECT_EQ(recount(stage, decided).error().front().pointer, "/results/1/sheets/0/scores/novelty");
}

TEST(Criteria_with_parts, are_scored_part_by_part_and_can_break_a_tie_as_a_whole) {
  json::object rulebook = rulebook_with_lot();
  json::object& stage = rulebook["stages"].as_array()[0].as_object();
  json::object& first = stage["criteria"].as_array()[0].as_object();
  const std::string key(text_of(first, "key")), weight(text_of(first, "weight"));
  const auto part = [](const char* name, std::string share) { return json::object{{"key", name}, {"title", json::object()}, {"weight", std::move(share)}}; };
  first["parts"] = json::array{part("method", "5"), part("evidence", "1")};
  stage["tie"].as_object()["criteria"] = json::array{json::value(key)};
  const auto refused = parse_rulebook(rulebook);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().front().pointer, "/stages/0/criteria/0/parts");
  EXPECT_EQ(refused.error().front().message, "the weights sum to 6, not to " + weight);
  const Decimal rest(Decimal::parse(weight)->units() - 5, 0);
  first["parts"] = json::array{part("method", "5"), part("evidence", rest.to_string())};
  const auto rules = parse_rulebook(rulebook);
  ASSERT_TRUE(rules);
  const Stage& read = (*rules)->stages[0];
  EXPECT_EQ(read.criteria[0].part_of, key);
  Scores scores;
  for (const Criterion& line : read.criteria) scores[line.key] = Decimal(0, 0);
  scores["method"] = Decimal(100, 0);
  EXPECT_EQ(mean_of(read, scores), Rational(Decimal(5, 0)));
  EXPECT_EQ(mean_of(read, scores, key), Rational::of(500, Decimal::parse(weight)->units()).value());
}

}  // namespace jejak::workflows
