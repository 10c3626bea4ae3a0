// Who reads what jurors write, and when; who no longer reads the proposal.
#include <gtest/gtest.h>

#include <set>

#include "api/routes/visibility.hpp"
#include "tests/api/api_under_test.hpp"

namespace jejak::tests {
namespace {

// A proposal with the sheets of two jurors, each with words for the jury and for the entrant.
struct Judged {
  Judged() : town(api), id(town.proposal("Data Go", "desk")) {
    for (const std::string& by : {town.juror_id, town.other_juror_id})
      town.secretariat.post("/v1/competitions/latihan/assignments",
                            R"({"stage":"screening","pairs":[{"juror":")" + by + R"(","proposals":[")" + id + R"("]}]})");
    submit(town.juror, town.juror_id, "70", "A");
    submit(town.other_juror, town.other_juror_id, "90", "B");
  }
  void submit(const Client& who, const std::string& by, const std::string& score, const std::string& name) const {
    json::object scores;
    for (const char* key : {"novelty", "effectiveness", "usefulness", "replicability", "sustainability"}) scores[key] = score;
    const Seen sheet = who.put(sheet_of(by), canonical_json(json::object{{"scores", scores}, {"comment", "Untuk juri " + name}, {"comment_to_entrant", "Untuk peserta " + name}}));
    EXPECT_EQ(sheet.status, 201U) << sheet.body;
  }
  std::string sheet_of(const std::string& by) const { return "/v1/proposals/" + id + "/assessments/screening/" + by; }
  Seen results(const Client& who) const { return who.get("/v1/proposals/" + id + "/results"); }
  Seen sheets(const Client& who) const { return who.get("/v1/proposals/" + id + "/assessments?stage=screening"); }

  Api api;
  Town town;
  std::string id;
};

json::object parsed(std::string_view text) { return parse_json(text)->as_object(); }

}  // namespace

TEST(Comments, reach_the_entrant_once_the_stage_is_decided_without_saying_who_wrote_them) {
  const Judged judged;
  EXPECT_EQ(judged.results(judged.town.proposer).count("/items"), 0U);
  ASSERT_EQ(judged.town.decide("screening").status, 201U);
  const Seen seen = judged.results(judged.town.proposer);
  ASSERT_EQ(seen.count("/items/0/comments"), 2U) << seen.body;
  const std::set<std::string> words = {seen.at("/items/0/comments/0"), seen.at("/items/0/comments/1")};
  EXPECT_EQ(words, (std::set<std::string>{"Untuk peserta A", "Untuk peserta B"}));
  EXPECT_EQ(seen.body.find("Untuk juri"), std::string::npos);
  const Seen again = judged.results(judged.town.secretariat);
  EXPECT_EQ(again.at("/items/0/comments"), seen.at("/items/0/comments"));
  EXPECT_EQ(judged.results(judged.town.juror).status, 403U);
  EXPECT_EQ(judged.town.proposer.get("/v1/proposals/" + judged.id + "/assessments").status, 403U);
}

TEST(Comments, to_the_jury_are_read_by_the_other_jurors_of_the_proposal_once_the_stage_is_decided) {
  const Judged judged;
  const Seen before = judged.sheets(judged.town.juror);
  ASSERT_EQ(before.count("/items"), 1U) << before.body;
  EXPECT_EQ(before.at("/items/0/comment"), "Untuk juri A");
  ASSERT_EQ(judged.town.decide("screening").status, 201U);
  const Seen after = judged.sheets(judged.town.juror);
  ASSERT_EQ(after.count("/items"), 2U) << after.body;
  EXPECT_EQ(after.at("/items/0/juror"), judged.town.juror_id);
  EXPECT_EQ(after.at("/items/1"), R"({"comment":"Untuk juri B"})");
  EXPECT_EQ(judged.sheets(judged.town.secretariat).count("/items"), 2U);
  EXPECT_EQ(judged.sheets(judged.town.auditor).at("/items/0/actor").substr(0, 4), "key-");
  EXPECT_EQ(judged.town.juror.get("/v1/proposals/" + judged.id + "/assessments?stage=interview").count("/items"), 0U);
  EXPECT_EQ(judged.town.juror.get("/v1/proposals/" + judged.town.proposal("Lain") + "/assessments").status, 404U);
}

TEST(Comments, of_a_juror_who_was_erased_are_null) {
  Judged judged;
  ASSERT_EQ(judged.town.decide("screening").status, 201U);
  EXPECT_EQ(judged.results(judged.town.proposer).body.find("null,\"Untuk"), std::string::npos);
  const std::string subject = "juror-" + judged.town.other_juror_id;
  judged.api.admin().post("/v1/admin/erasures", R"({"subject":")" + subject + R"(","reason":"Permintaan"})");
  ASSERT_EQ(judged.api.second_admin().post("/v1/admin/erasures/" + subject + "/settlement", R"({"confirm":true})").status, 200U);
  ASSERT_FALSE(judged.api.vault.destroy(subject));  // as the reactor does
  EXPECT_EQ(judged.results(judged.town.proposer).at("/items/0/comments"), R"([null,"Untuk peserta A"])");
  EXPECT_EQ(judged.sheets(judged.town.juror).at("/items/1"), R"({"comment":null})");
}

TEST(Comments, are_those_of_the_rule_that_decides_it) {
  const json::object sheet = parsed(R"({"proposal":"p","stage":"s","juror":"other","outcome":"scored"})"), result = parsed(R"({"proposal":"p","stage":"s","entrant":"e","organizer":"o"})");
  const json::object own = parsed(R"({"proposal":"p","stage":"s","juror":"j","status":"assessed"})");
  const workflows::Caller juror{"key", workflows::Role::juror, "o", {}, "j"}, entrant{"key", workflows::Role::proposer, "o", "e", {}};
  const auto changed = [](json::object document, std::string_view member, std::string_view to) {
    document[member] = to;
    return document;
  };
  EXPECT_TRUE(routes::may_read_words("comment", juror, sheet, result, own));
  EXPECT_FALSE(routes::may_read_words("comment", juror, sheet, {}, own)) << "not decided";
  EXPECT_FALSE(routes::may_read_words("comment", juror, sheet, result)) << "not assigned";
  EXPECT_FALSE(routes::may_read_words("comment", juror, sheet, result, changed(own, "stage", "later")));
  EXPECT_FALSE(routes::may_read_words("comment", juror, sheet, result, changed(own, "status", "voided")));
  EXPECT_FALSE(routes::may_read_words("comment", juror, sheet, result, changed(own, "juror", "another")));
  EXPECT_FALSE(routes::may_read_words("comment", entrant, sheet, result, own));
  EXPECT_FALSE(routes::may_read_words("comment_to_entrant", juror, sheet, result, own));
  EXPECT_TRUE(routes::may_read_words("comment_to_entrant", entrant, sheet, result));
  EXPECT_FALSE(routes::may_read_words("comment_to_entrant", entrant, sheet, changed(result, "entrant", "f")));
  EXPECT_FALSE(routes::may_read_words("comment_to_entrant", entrant, sheet, {}));
  for (const char* outcome : {"voided", "recused", "returned"}) EXPECT_FALSE(routes::may_read_words("comment_to_entrant", entrant, changed(sheet, "outcome", outcome), result));
}

TEST(A_juror, who_stepped_aside_no_longer_reads_the_proposal) {
  Api api;
  const Town town(api);
  const std::string id = town.proposal("Data Go", "desk"), other = town.proposal("Si Bulan", "desk");
  for (const std::string& by : {town.juror_id, town.other_juror_id})
    town.secretariat.post("/v1/competitions/latihan/assignments",
                          R"({"stage":"screening","pairs":[{"juror":")" + by + R"(","proposals":[")" + id + R"(",")" + other + R"("]}]})");
  ASSERT_EQ(town.juror.get("/v1/proposals/" + id).status, 200U);
  ASSERT_EQ(town.juror.get("/v1/competitions/latihan/proposals").count("/items"), 2U);
  ASSERT_EQ(town.juror.put("/v1/proposals/" + id + "/assessments/screening/" + town.juror_id, R"({"outcome":"recused"})").status, 201U);
  EXPECT_EQ(town.secretariat.get("/v1/competitions/latihan/assignments?status=recused").count("/items"), 1U);
  EXPECT_EQ(town.juror.get("/v1/proposals/" + id).status, 404U);
  EXPECT_EQ(town.juror.get("/v1/competitions/latihan/proposals").count("/items"), 1U);
  EXPECT_EQ(town.juror.get("/v1/proposals/" + other).status, 200U);
  ASSERT_EQ(town.other_juror.post("/v1/jurors/" + town.other_juror_id + "/conflicts", R"({"proposal":")" + id + R"(","kind":"family","reason":"x"})").status, 201U);
  EXPECT_EQ(town.other_juror.get("/v1/proposals/" + id).status, 404U);
}

TEST(A_sheet, is_given_back_over_the_api_and_every_view_follows) {
  Judged judged;
  const Client second = judged.api.key("secretariat", R"({"organizer":"kota"})");
  const std::string sheet = judged.sheet_of(judged.town.juror_id);
  ASSERT_EQ(judged.town.secretariat.post(sheet + "/return", R"({"reason":"90 tertulis 70"})").status, 201U);
  EXPECT_EQ(judged.town.auditor.get(sheet).at("/returning/reason"), "90 tertulis 70");
  EXPECT_EQ(judged.town.secretariat.post(sheet + "/return/settlement", R"({"confirm":true})").at("/code"), "same_person");
  const Seen returned = second.post(sheet + "/return/settlement", R"({"confirm":true})");
  ASSERT_EQ(returned.status, 200U) << returned.body;
  const auto owed = [&] { return judged.town.secretariat.get("/v1/competitions/latihan/workload?juror=" + judged.town.juror_id).at("/items/0/open"); };
  const auto board = [&] { return judged.town.secretariat.get("/v1/competitions/latihan/scoreboard"); };
  EXPECT_EQ(owed(), "1");
  EXPECT_EQ(board().at("/items/0/decimal"), "90");
  EXPECT_EQ(board().at("/items/0/sheets"), "1");
  EXPECT_EQ(judged.town.juror.get(sheet).at("/earlier/0/comment"), "Untuk juri A");
  judged.submit(judged.town.juror, judged.town.juror_id, "90", "A lagi");
  EXPECT_EQ(owed(), "0");
  EXPECT_EQ(board().at("/items/0/sheets"), "2");
  const Seen auditors = judged.town.auditor.get(sheet);
  EXPECT_EQ(auditors.at("/scores/novelty"), "90") << auditors.body;
  EXPECT_EQ(auditors.at("/earlier/0/scores/novelty"), "70");
  EXPECT_EQ(auditors.at("/earlier/0/reason"), "90 tertulis 70");
  ASSERT_EQ(judged.town.decide("screening").status, 201U);
  const Seen decision = judged.town.auditor.get("/v1/competitions/latihan/stages/screening/decision");
  EXPECT_EQ(decision.at("/results/0/sheets/0/actor").substr(0, 4), "key-");
  EXPECT_EQ(judged.town.auditor.get("/v1/competitions/latihan/stages/screening/decision/analysis").at("/recount/agrees"), "true");
}

TEST(A_conflict, that_the_secretariat_says_of_a_submitted_sheet_is_settled_by_another_key) {
  Judged judged;
  const Client second = judged.api.key("secretariat", R"({"organizer":"kota"})");
  const std::string conflicts = "/v1/jurors/" + judged.town.juror_id + "/conflicts";
  const Seen proposed = judged.town.secretariat.post(conflicts, R"({"proposal":")" + judged.id + R"(","kind":"other","reason":"Rendah"})");
  ASSERT_EQ(proposed.status, 201U) << proposed.body;
  EXPECT_EQ(proposed.at("/status"), "open");
  EXPECT_EQ(judged.town.auditor.get(judged.sheet_of(judged.town.juror_id)).at("/outcome"), "scored");
  EXPECT_EQ(judged.town.secretariat.get("/v1/jurors/" + judged.town.juror_id).at("/conflicts/0/status"), "open");
  const std::string settlement = conflicts + "/" + proposed.at("/id") + "/settlement";
  EXPECT_EQ(judged.town.secretariat.post(settlement, R"({"confirm":true})").at("/code"), "same_person");
  const Seen settled = second.post(settlement, R"({"confirm":true})");
  ASSERT_EQ(settled.status, 200U) << settled.body;
  EXPECT_EQ(judged.town.auditor.get(judged.sheet_of(judged.town.juror_id)).at("/outcome"), "voided");
  EXPECT_EQ(judged.town.juror.get("/v1/proposals/" + judged.id).status, 404U);
}

TEST(An_assignment, is_released_over_the_api_and_gone_from_the_views) {
  Api api;
  const Town town(api);
  const std::string id = town.proposal("Data Go", "desk");
  const std::string pairs = R"("stage":"screening","pairs":[{"juror":")" + town.juror_id + R"(","proposals":[")" + id + R"("]}])";
  town.secretariat.post("/v1/competitions/latihan/assignments", "{" + pairs + "}");
  town.juror.put("/v1/proposals/" + id + "/assessments/screening/" + town.juror_id + "/draft", R"({"scores":{"novelty":80}})");
  const Seen released = town.secretariat.post("/v1/competitions/latihan/assignments/releases", "{" + pairs + R"(,"reason":"Sakit"})");
  ASSERT_EQ(released.status, 201U) << released.body;
  EXPECT_EQ(released.at("/released"), "1");
  EXPECT_EQ(town.secretariat.get("/v1/competitions/latihan/assignments").count("/items"), 0U);
  EXPECT_EQ(town.secretariat.get("/v1/competitions/latihan/workload").at("/items/0/open"), "0");
  EXPECT_EQ(town.secretariat.get("/v1/competitions/latihan/workload").count("/items"), 1U);
  EXPECT_EQ(town.juror.get("/v1/proposals/" + id + "/assessments/screening/" + town.juror_id + "/draft").status, 404U);
  EXPECT_EQ(town.juror.get("/v1/proposals/" + id).status, 404U);
}

TEST(A_simulation, of_sheets_that_were_returned_released_and_voided_finds_no_difference) {
  Judged judged;
  const Client second = judged.api.key("secretariat", R"({"organizer":"kota"})");
  const std::string sheet = judged.sheet_of(judged.town.juror_id);
  judged.town.secretariat.post(sheet + "/return", R"({"reason":"Salah"})");
  second.post(sheet + "/return/settlement", R"({"confirm":true})");
  judged.submit(judged.town.juror, judged.town.juror_id, "90", "A");
  const std::string conflicts = "/v1/jurors/" + judged.town.other_juror_id + "/conflicts";
  const Seen proposed = judged.town.secretariat.post(conflicts, R"({"proposal":")" + judged.id + R"(","kind":"other","reason":"x"})");
  second.post(conflicts + "/" + proposed.at("/id") + "/settlement", R"({"confirm":true})");
  ASSERT_EQ(judged.town.decide("screening").status, 201U);
  const Seen started = judged.town.secretariat.post("/v1/simulations", R"({"competition":"latihan"})");
  const Seen report = judged.town.secretariat.get(started.header("Location"));
  EXPECT_EQ(report.at("/status"), "same") << report.body;
  EXPECT_EQ(report.at("/refused"), "[]") << report.body;
}

}  // namespace jejak::tests
