#include <algorithm>

#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::workflows {

namespace {

constexpr std::string_view province = "provinsi-contoh";
const Path in_contest{{"competition", std::string(contest)}};

json::object practice() { return shipped_document("rulebooks", "practice")->get_object(); }

void open_with(Trial& trial, std::string_view id, std::string_view organizer, json::object rulebook) {
  trial.accept("OpenCompetition", secretariat(organizer), {},
               {{"id", id}, {"organizer", organizer}, {"title", "K"}, {"year", 2022}, {"rulebook_document", rulebook}});
}

// A city within a province. The city's contest sends its two best of the screening on; the province holds its own.
void open_tiers(Trial& trial, json::object of_province = practice(), json::object rules = practice()) {
  trial.at("2022-06-01T02:00:00Z");
  trial.accept("RegisterOrganizer", admin(), {},
               {{"id", province}, {"name", "Biro"}, {"region", "Provinsi Contoh"}, {"tier", "province"}});
  trial.accept("RegisterOrganizer", admin(), {},
               {{"id", city}, {"name", "Bappeda"}, {"region", "Kota Contoh"}, {"parent", province}});
  rules["promotions"] = json::array{object(R"({"stage":"screening","best":2,"tier":"province","passes_over":["disqualified"]})")};
  open_with(trial, contest, city, rules);
  open_with(trial, "provinsi-2022", province, std::move(of_province));
  trial.entrant = trial.add_entrant("Dinas Contoh");
  trial.rules = "practice";
}

std::vector<std::string> decided(Trial& trial, const std::vector<std::string_view>& titles) {
  std::vector<std::string> ids;
  for (const auto title : titles) ids.push_back(trial.bring_to_desk(title));
  for (int each = 0; each < 1; ++each) {
    const std::string by = trial.add_juror();
    trial.assign(ids, "screening", by);
    int score = 90;
    for (const std::string& id : ids) trial.assess(id, "screening", by, std::to_string(score--));
  }
  trial.decide("screening");
  return ids;
}

// All of them through presentation and interview, in the order in which they stand, to their awards.
void award(Trial& trial, const std::vector<std::string>& ids) {
  const std::string by = trial.add_juror();
  for (const std::string_view stage : {"presentation", "interview"}) {
    int score = 90;
    for (const std::string& id : ids) trial.record(id, stage);
    trial.assign(ids, stage, by);
    for (const std::string& id : ids) trial.assess(id, stage, by, std::to_string(score--));
    trial.decide(stage);
  }
}

std::vector<std::string> awarded(Trial& trial, const std::vector<std::string_view>& titles) {
  auto ids = decided(trial, titles);
  award(trial, ids);
  return ids;
}

json::object to_province(std::string_view more = "{}") {
  json::object body = object(more);
  body["competition"] = "provinsi-2022";
  return body;
}

std::string codes(const Rejection& no) {
  std::string all;
  for (const auto& reason : array_of(no.details, "reasons")) all += std::string(text_of(reason.get_object(), "code")) + " ";
  return all;
}

}  // namespace

TEST(Earlier_assessment, bars_the_same_person_at_the_tier_above_where_its_rulebook_says_so) {
  for (const bool bars : {true, false}) {
    Trial trial;
    json::object rules = practice();
    rules["jury"] = json::object{{"bars_earlier_assessment", bars}};
    open_tiers(trial, rules);
    const std::string id = awarded(trial, {"Data Go"}).front();
    const json::value here = trial.last("JurorRegistered").at("id");
    trial.accept("PromoteProposal", secretariat(), {{"proposal", id}}, to_province());
    const json::object found = trial.accept("CheckJuror", secretariat(province), {{"competition", "provinsi-2022"}}, {{"earlier", json::array{here}}});
    ASSERT_EQ(integer_of(found, "proposals"), 1);
    ASSERT_EQ(array_of(found, "conflicts").size(), bars ? 1U : 0U);
    if (bars) {
      EXPECT_EQ(text_of(array_of(found, "conflicts").at(0).get_object(), "kind"), "earlier_assessment");
    }
  }
}

TEST(Register_of_prior_awards, has_winners_by_themselves_where_the_rulebook_says_so_and_strikes_who_is_revoked) {
  Trial trial;
  json::object rules = practice();
  rules["award"].as_object()["register_as"] = "juara-kota";
  trial.open_with(rules);
  const std::string id = trial.bring_to_award("Data Go");
  for (int days = 0; days < 2 && trial.last("AwardGranted").empty(); ++days) {
    trial.at(days == 0 ? "2022-06-20T02:00:00Z" : "2022-07-20T02:00:00Z");
    trial.state_of(id);
  }
  const json::object recorded = trial.last("PriorAwardRecorded");
  EXPECT_EQ(text_of(recorded, "award"), "juara-kota");
  EXPECT_EQ(text_of(recorded, "id"), id);
  EXPECT_EQ(text_of(recorded, "title_key"), title_key("Data Go"));
  trial.send(id, secretariat(), "REVOKE_AWARD", R"({"reason":"Data tidak benar."})");
  const json::object struck = trial.last("PriorAwardStruck");
  EXPECT_EQ(text_of(struck, "id"), id);
  EXPECT_EQ(text_of(struck, "reason"), "Data tidak benar.");
}

TEST(A_winner, is_promoted_with_position_and_leaf_hash_of_its_history) {
  Trial trial;
  open_tiers(trial);
  const auto ids = awarded(trial, {"Satu", "Dua", "Tiga"});
  StoredEvent end;
  for (const StoredEvent& event : trial.events()) {
    if (event.stream == "proposal-" + ids[0]) end = event;
  }
  const auto answer = trial.accept("PromoteProposal", secretariat(), {{"proposal", ids[0]}}, to_province());
  const auto entered = trial.last("ProposalEntered");
  const auto& origin = object_of(entered, "origin");
  EXPECT_EQ(text_of(entered, "organizer"), province);
  EXPECT_EQ(text_of(entered, "local_organizer"), city);
  EXPECT_EQ(text_of(origin, "proposal"), ids[0]);
  EXPECT_EQ(integer_of(origin, "position"), static_cast<std::int64_t>(end.position));
  EXPECT_EQ(text_of(origin, "leaf_hash"), to_hex(end.leaf_hash));
  EXPECT_EQ(integer_of(origin, "rank"), 1);
  const auto promoted = trial.last("ProposalPromoted");
  EXPECT_EQ(text_of(object_of(promoted, "to"), "proposal"), text_of(answer, "id"));
  trial.refuse("already_promoted", "PromoteProposal", secretariat(), {{"proposal", ids[0]}}, to_province());
}

TEST(Promotion, is_for_the_best_and_the_next_follows_one_who_fell_out) {
  Trial trial;
  open_tiers(trial);
  const auto ids = awarded(trial, {"Satu", "Dua", "Tiga"});
  const auto no = trial.refuse("not_promotable", "PromoteProposal", secretariat(), {{"proposal", ids[2]}}, to_province());
  EXPECT_EQ(text(no.details.at("rules")), R"([{"best":2,"outcome":"in","place":3,"rank":3,"stage":"screening","tier":"province"}])");
  trial.send(ids[1], secretariat(), "DISQUALIFY", R"({"reason":"Data palsu."})");
  trial.refuse("not_promotable", "PromoteProposal", secretariat(), {{"proposal", ids[1]}}, to_province());
  trial.accept("PromoteProposal", secretariat(), {{"proposal", ids[2]}}, to_province());
}

TEST(Promotion, is_refused_with_every_reason_for_which_the_target_does_not_take_it) {
  Trial trial;
  json::object rules = practice();
  rules["entrant_kinds"] = json::array{json::value("school")};
  rules["windows"].as_array()[0].as_object()["opens"] = "2030-01-01T00:00:00+07:00";
  rules["windows"].as_array()[0].as_object()["closes"] = "2030-02-01T00:00:00+07:00";
  rules["windows"].as_array().resize(1);
  rules["windows"].as_array()[0].as_object()["governs"] = json::array{json::value("ENTER")};
  open_tiers(trial, rules);
  const auto ids = awarded(trial, {"Satu"});
  const auto no = trial.refuse("not_eligible", "PromoteProposal", secretariat(), {{"proposal", ids[0]}},
                               to_province(R"({"category":"lain"})"));
  EXPECT_EQ(codes(no), "unknown_category wrong_kind window_closed ");
}

TEST(Promotion, goes_up_to_an_organizer_above_and_is_for_the_one_that_holds_the_competition) {
  Trial trial;
  open_tiers(trial);
  const auto ids = decided(trial, {"Satu"});
  trial.refuse("not_found", "PromoteProposal", secretariat(province), {{"proposal", ids[0]}}, to_province());
  trial.refuse("forbidden", "PromoteProposal", proposer(trial.entrant), {{"proposal", ids[0]}}, to_province());
  trial.accept("RegisterOrganizer", admin(), {}, {{"id", "lain"}, {"name", "L"}, {"region", "L"}, {"tier", "nation"}});
  open_with(trial, "lain-2022", "lain", practice());
  trial.refuse("not_within", "PromoteProposal", secretariat(), {{"proposal", ids[0]}}, {{"competition", "lain-2022"}});
  trial.refuse("wrong_tier", "PlaceOrganizer", admin(), {{"organizer", "lain"}}, {{"parent", city}});
  trial.accept("PlaceOrganizer", admin(), {{"organizer", std::string(province)}}, {{"parent", "lain"}});
  trial.refuse("not_promotable", "PromoteProposal", secretariat(), {{"proposal", ids[0]}}, {{"competition", "lain-2022"}});
}

TEST(Promotion, waits_until_nobody_may_object_to_the_award) {
  Trial trial;
  trial.at("2022-06-01T02:00:00Z");
  json::object rules = practice();
  rules["objection_window"] = "P3D";
  rules["objections_max"] = 2;
  open_tiers(trial, practice(), rules);
  const auto ids = decided(trial, {"Satu"});
  trial.refuse("not_awarded", "PromoteProposal", secretariat(), {{"proposal", ids[0]}}, to_province());
  award(trial, ids);
  EXPECT_EQ(trial.state_of(ids[0]), "award.announced");
  const auto no = trial.refuse("objection_open", "PromoteProposal", secretariat(), {{"proposal", ids[0]}}, to_province());
  EXPECT_EQ(text_of(no.details, "due"), "2022-06-04T02:00:00.000000Z");
  trial.at("2022-06-05T02:00:00Z");
  trial.accept("FireTimer", console(), {}, {{"stream", "proposal-" + ids[0]}, {"key", "kipp.award.announced/0"}});
  trial.accept("PromoteProposal", secretariat(), {{"proposal", ids[0]}}, to_province());
}

TEST(A_promoted_copy, is_told_when_what_it_came_from_loses_its_award) {
  Trial trial;
  open_tiers(trial);
  const auto ids = awarded(trial, {"Satu", "Dua"});
  const auto copy = trial.accept("PromoteProposal", secretariat(), {{"proposal", ids[0]}}, to_province());
  trial.send(ids[1], secretariat(), "REVOKE_AWARD", R"({"reason":"Bukan yang ini."})");
  EXPECT_TRUE(trial.last("OriginLost").empty());
  trial.send(ids[0], secretariat(), "REVOKE_AWARD", R"({"reason":"Data palsu."})");
  const json::object lost = trial.last("OriginLost");
  EXPECT_EQ(text_of(lost, "proposal"), text_of(copy, "id"));
  EXPECT_EQ(text_of(lost, "organizer"), province);
  EXPECT_EQ(text_of(lost, "reason"), "Data palsu.");
  EXPECT_EQ(text_of(object_of(lost, "origin"), "proposal"), ids[0]);
  EXPECT_EQ(trial.types("lineage-" + std::string(text_of(copy, "id"))), std::vector<std::string>{"OriginLost"});
}

TEST(A_duplicate, is_merged_into_another_proposal_and_says_which) {
  Trial trial;
  trial.open();
  const std::string kept = trial.enter("Data Go", trial.entrant);
  const std::string gone = trial.enter("Data Goo", trial.entrant);
  trial.refuse("invalid_body", "MergeProposals", secretariat(), {{"proposal", gone}}, {{"into", gone}, {"reason", "x"}});
  trial.accept("MergeProposals", secretariat(), {{"proposal", gone}}, {{"into", kept}, {"reason", "Inovasi yang sama."}});
  EXPECT_EQ(trial.state_of(gone), "withdrawn");
  EXPECT_EQ(text_of(object_of(trial.last("ProposalMerged"), "into"), "proposal"), kept);
  trial.refuse("not_in_the_race", "MergeProposals", secretariat(), {{"proposal", kept}}, {{"into", gone}, {"reason", "x"}});
}

TEST(A_withdrawn_title, may_be_entered_again_and_the_entry_is_flagged_with_the_other_account) {
  Trial trial;
  trial.open();
  const std::string first = trial.enter("Data Go", trial.entrant);
  trial.send(first, proposer(trial.entrant), "WITHDRAW", R"({"reason":"Pindah."})");
  trial.enter("data GO", trial.add_entrant("Dinas Lain"));
  const auto entered = trial.last("ProposalEntered");
  ASSERT_TRUE(entered.contains("flags"));
  const auto& flag = entered.at("flags").as_array().at(0).as_object();
  EXPECT_EQ(text_of(flag, "code"), "entered_again");
  EXPECT_EQ(text_of(flag, "proposal"), first);
  EXPECT_TRUE(flag_of(flag, "other_entrant"));
  trial.enter("Go Data", trial.entrant);
  EXPECT_EQ(text_of(trial.last("ProposalEntered").at("flags").as_array().at(0).as_object(), "code"), "same_words");
}

TEST(A_late_entry, is_let_in_for_one_entrant_alone_with_a_reason) {
  Trial trial;
  trial.open("kota-magelang-2022");
  const std::string other = trial.add_entrant("Dinas Lain");
  trial.at("2022-06-25T08:00:00+07:00");
  const json::object entry{{"entrant", trial.entrant}, {"title", "Terlambat"}, {"category", "tik"}};
  trial.refuse("window_closed", "EnterProposal", proposer(trial.entrant), in_contest, entry);
  trial.accept("AdmitLateEntry", secretariat(), in_contest,
               {{"entrant", trial.entrant}, {"window", "entry"}, {"closes", "2022-06-26T23:59:59+07:00"},
                {"reason", "Banjir memutus jaringan kantor."}});
  trial.accept("EnterProposal", proposer(trial.entrant), in_contest, entry);
  trial.refuse("window_closed", "EnterProposal", proposer(other), in_contest,
               {{"entrant", other}, {"title", "Juga"}, {"category", "tik"}});
}

TEST(Computed_checks, bar_the_too_young_and_earlier_winners_and_overrule_a_tick_that_says_otherwise) {
  Trial trial;
  trial.open();
  json::object rules = practice();
  rules["windows"].as_array()[0].as_object()["closes"] = "2023-05-06T23:59:59+07:00";
  const std::string window(text_of(rules["windows"].as_array()[0].as_object(), "name"));
  rules["checks"] = object(R"({"event":"CHECK_ADMINISTRATIVE","list":[
    {"key":"old_enough","title":{"id":"U","en":"C"},"computes":"age","years":2,"counted_back_from":"W"},
    {"key":"not_barred","title":{"id":"U","en":"C"},"computes":"prior_awards","awards":["kipp-top-45"]},
    {"key":"answers_meaningful","title":{"id":"U","en":"C"}}]})");
  rules["checks"].as_object()["list"].as_array()[0].as_object()["counted_back_from"] = window;
  open_with(trial, "berumur", city, rules);
  const Path there{{"competition", "berumur"}};
  json::object entry{{"entrant", trial.entrant}, {"title", "Muda"}, {"category", "tik"}};
  trial.refuse("invalid_body", "EnterProposal", proposer(trial.entrant), there, entry);
  entry["started_on"] = "2021-05-07";
  const auto young = trial.refuse("too_young", "EnterProposal", proposer(trial.entrant), there, entry);
  EXPECT_EQ(text_of(young.details, "started_on"), "2021-05-07");
  EXPECT_EQ(text_of(young.details, "closes_on"), "2023-05-06");
  EXPECT_EQ(text_of(young.details, "latest_start"), "2021-05-06");
  entry["started_on"] = "2021-05-06";
  const std::string id(text_of(trial.accept("EnterProposal", proposer(trial.entrant), there, entry), "id"));
  trial.accept("RecordPriorAward", secretariat(), {{"organizer", std::string(city)}},
               {{"title", "MUDA"}, {"award", "kipp-top-45"}, {"year", 2020}, {"source", "Pengumuman"}});
  entry["title"] = "Muda!";
  trial.refuse("title_taken", "EnterProposal", proposer(trial.entrant), there, entry);
  const auto list = trial.accept("ListChecks", secretariat(), {{"proposal", id}}, {});
  const auto& checks = list.at("checks").as_array();
  EXPECT_TRUE(checks.at(0).as_object().at("passed").as_bool());
  EXPECT_FALSE(checks.at(1).as_object().at("passed").as_bool());
  EXPECT_TRUE(checks.at(2).as_object().at("passed").is_null());
  trial.send(id, proposer(trial.entrant), "START_DRAFT");
  trial.accept("AnswerProposal", proposer(trial.entrant), {{"proposal", id}},
               object(R"({"answers":{"summary":"a","background":"b","novelty":"c"}})"));
  trial.send(id, proposer(trial.entrant), "SUBMIT");
  trial.send(id, secretariat(), "RECEIVE");
  const auto no = trial.refuse("check_contradicted", "SendTransition", secretariat(), {{"proposal", id}}, object(
      R"({"type":"CHECK_ADMINISTRATIVE","data":{"ticks":{"old_enough":true,"answers_meaningful":true,"not_barred":true}}})"));
  EXPECT_NE(text(no.details).find("/data/ticks/not_barred"), std::string::npos);
  trial.send(id, secretariat(), "CHECK_ADMINISTRATIVE",
             R"({"ticks":{"old_enough":true,"answers_meaningful":true,"not_barred":false}})");
}

}  // namespace jejak::workflows
