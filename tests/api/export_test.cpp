// What leaves as a file: safe to open, enough to add up again.
#include <gtest/gtest.h>

#include "api/documents/flatten.hpp"
#include "api/documents/table.hpp"
#include "tests/api/api_under_test.hpp"
#include "tests/api/read_back.hpp"

namespace jejak::tests {
namespace {

std::string cell(std::string_view text) {
  const std::string line = documents::csv({"sheet", {std::string(text)}, {}});
  return line.substr(0, line.size() - 2);
}

TEST(Csv, quotes_what_rfc_4180_says) {
  EXPECT_EQ(cell("plain"), "plain");
  EXPECT_EQ(cell("a,b"), "\"a,b\"");
  EXPECT_EQ(cell("say \"hello\""), "\"say \"\"hello\"\"\"");
  EXPECT_EQ(cell("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(documents::csv({"sheet", {"a", ""}, {{"b", "c"}}}), "a,\r\nb,c\r\n");
}

TEST(Csv, lets_no_text_be_taken_for_a_formula) {
  EXPECT_EQ(cell("=HYPERLINK(\"http://x\")"), "\"'=HYPERLINK(\"\"http://x\"\")\"");
  EXPECT_EQ(cell("@SUM(A1)"), "'@SUM(A1)");
  EXPECT_EQ(cell("+62811"), "'+62811");
  EXPECT_EQ(cell("-1/2"), "'-1/2");
  EXPECT_EQ(cell("-12.5"), "-12.5");
  EXPECT_EQ(cell("\t=1"), "'\t=1");
}

TEST(Exports, of_a_decision_justify_the_selection) {
  Api api;
  const Town town(api);
  const std::string id = town.proposal(R"(=Layanan, \"cepat\")", "presentation");
  const std::string path = "/v1/competitions/latihan/stages/screening/decision.csv";
  const Seen results = town.secretariat.get(path);
  EXPECT_EQ(results.status, 200U) << results.body;
  EXPECT_EQ(results.response.content_type, "text/csv; charset=utf-8");
  EXPECT_NE(results.header("Content-Disposition").find("results.csv"), std::string::npos);
  EXPECT_EQ(results.body.substr(0, results.body.find("\r\n")),
            "rank,number,proposal,title,category,outcome,score,score_exact,raw,sheets,reason,why_id,why_en,place");
  EXPECT_NE(results.body.find("\r\n1,1," + id + R"(,"'=Layanan, ""cepat""",tik,in,)"), std::string::npos) << results.body;
  const Seen scores = town.secretariat.get(path + "?rows=scores");
  EXPECT_NE(scores.body.find("," + town.juror_id + ",novelty,80,"), std::string::npos) << scores.body;
  EXPECT_EQ(town.secretariat.get(path, {{"If-None-Match", results.etag}}).status, 304U);
  EXPECT_EQ(town.secretariat.get(path + "?rows=all").status, 400U);
  EXPECT_EQ(town.proposer.get(path).status, 403U);
  EXPECT_EQ(town.secretariat.get("/v1/competitions/latihan/stages/interview/decision.csv").status, 404U);
}

TEST(Flattened, documents_have_a_column_for_each_member_however_deep) {
  documents::Flattened lines("x");
  lines.add({{"a", json::object{{"b", 1}, {"c", json::array{"x", "y"}}}}, {"d", nullptr}});
  lines.add({{"d", "z"}, {"e", json::array{json::object{{"f", true}}}}});
  EXPECT_EQ(documents::csv(std::move(lines).finish()), "a.b,a.c,d,e.1.f\r\n1,x; y,,\r\n,,z,true\r\n");
}

TEST(Exports, of_a_decision_are_one_workbook_with_rules_results_scores_and_proof) {
  Api api;
  const Town town(api);
  town.proposal(R"(=Layanan, \"cepat\")", "presentation");
  const std::string path = "/v1/competitions/latihan/stages/screening/decision.xlsx";
  const Seen book = town.secretariat.get(path);
  ASSERT_EQ(book.status, 200U) << book.body;
  const Seen competition = api.public_client().get("/v1/competitions/latihan");
  EXPECT_NE(sheet_of(book.body, "aturan").find(competition.at("/rulebook/hash")), std::string::npos) << sheet_of(book.body, "aturan");
  EXPECT_NE(sheet_of(book.body, "hasil").find("=Layanan, \"cepat\""), std::string::npos) << sheet_of(book.body, "hasil");
  const std::string scores = sheet_of(book.body, "nilai");
  EXPECT_NE(scores.find("|Juri 1|"), std::string::npos) << scores;
  EXPECT_EQ(scores.find(town.juror_id), std::string::npos) << scores;
  EXPECT_EQ(sheet_of(book.body, "seri").find("Kelompok|"), 0U);
  EXPECT_EQ(sheet_of(book.body, "pleno").find("Judul|"), 0U);
  EXPECT_EQ(sheet_of(book.body, "dikesampingkan").find("Nomor|"), 0U);
  const std::string proof = sheet_of(book.body, "bukti");
  EXPECT_NE(proof.find(town.secretariat.get("/v1/competitions/latihan/stages/screening/decision").at("/hash")), std::string::npos) << proof;
  EXPECT_NE(proof.find("WIB"), std::string::npos) << proof;
  EXPECT_EQ(town.proposer.get(path).status, 403U);
}

TEST(Exports, of_an_organizer_and_of_numbers_are_flat_columns) {
  Api api;
  const Town town(api), other(api, "lain", "lain-2022");
  town.proposal("Data Go", "award");
  const std::string competition = "/v1/competitions/latihan/export.csv?view=";
  for (const char* view : {"funnel", "pace", "awards", "results", "replications"}) {
    const Seen csv = town.secretariat.get(competition + view);
    ASSERT_EQ(csv.status, 200U) << view << csv.body;
    EXPECT_EQ(csv.body.find('{'), std::string::npos) << csv.body;
    EXPECT_EQ(other.secretariat.get(competition + view).status, 404U);
  }
  EXPECT_NE(town.secretariat.get(competition + "funnel").body.find("passed.screening"), std::string::npos);
  EXPECT_NE(town.secretariat.get(competition + "results").body.find("result.sheets.1.scores.novelty"), std::string::npos);
  const std::string organizer = "/v1/organizers/kota/export.csv";
  for (const char* view : {"participation", "index_inputs", "external_awards", "prior_awards", "awards", "replications", "reach"}) {
    EXPECT_EQ(town.auditor.get(organizer + "?view=" + view).status, 200U) << view;
    EXPECT_EQ(other.secretariat.get(organizer + "?view=" + view).status, 404U);
  }
  EXPECT_NE(town.secretariat.get(organizer).body.find("years.2022.entered"), std::string::npos) << town.secretariat.get(organizer).body;
  EXPECT_EQ(town.secretariat.get(organizer + "?view=keys").status, 400U);
  EXPECT_EQ(town.proposer.get(organizer).status, 403U);
}

}  // namespace
}  // namespace jejak::tests
