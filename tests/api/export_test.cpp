// What leaves as a file: safe to open, enough to add up again.
#include <gtest/gtest.h>

#include "api/documents/table.hpp"
#include "tests/api/api_under_test.hpp"

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

}  // namespace
}  // namespace jejak::tests
