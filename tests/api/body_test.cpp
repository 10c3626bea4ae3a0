// What a body may hold, whatever the command: one rule for all texts, reserved names, and every fault at once.
#include <gtest/gtest.h>

#include "tests/api/api_under_test.hpp"

namespace jejak::tests {
namespace {

std::string organizer(const std::string& name) { return R"({"name":")" + name + R"(","region":"R"})"; }

std::string fault_at(const Seen& answer, std::string_view pointer, std::string_view member) {
  for (std::size_t each = 0; each < answer.count("/errors"); ++each) {
    const std::string error = "/errors/" + std::to_string(each);
    if (answer.at(error + "/pointer") == pointer) return answer.at(error + "/" + std::string(member));
  }
  return "(no fault)";
}

TEST(Body, texts_that_show_nothing_or_hide_something_are_422_with_what_is_allowed) {
  Api api;
  for (const std::string text :
       {"   ", "\\t", "\\u200b\\u200d", "\\ufeff", "\\u3164", "\\u00ad \\u2060", "a\\u0001", "a\\nb", "a\\tb", "a\\u007f",
        "a\\u0085", "a\\u202eb", "\\u2066a", "a\\u2069"}) {
    const Seen answer = api.admin().post("/v1/organizers", organizer(text));
    EXPECT_EQ(answer.status, 422U) << text;
    EXPECT_EQ(fault_at(answer, "/name", "detail").substr(0, 5), "must ") << text << ' ' << answer.body;
    EXPECT_NE(fault_at(answer, "/name", "detail_id"), "(nothing)") << text;
  }
  for (const std::string text : {"Dinas \\u00e9", "\\ua98f\\ua9b1", "\\ud83d\\udc69\\u200d\\ud83c\\udf3e", "a\\u200fb"}) {
    EXPECT_EQ(api.admin().post("/v1/organizers", organizer(text)).status, 201U) << text;
  }
}

TEST(Body, long_texts_may_have_line_breaks_and_tabs_and_nothing_else_of_the_kind) {
  Api api;
  const Town town(api);
  const auto withdraw = [&](const std::string& reason) {
    return town.transition(town.proposer, town.proposal("Sapa " + std::to_string(api.log.head().size)), "WITHDRAW",
                           R"({"reason":")" + reason + "\"}");
  };
  EXPECT_EQ(withdraw("satu\\n\\tdua").status, 200U);
  const Seen control = withdraw("satu\\u001bdua");
  EXPECT_EQ(control.status, 422U) << control.body;
  EXPECT_EQ(withdraw(" \\n ").status, 422U);
  EXPECT_EQ(withdraw("satu\\u202edua").status, 422U);
}

TEST(Body, names_that_begin_with_a_dollar_are_the_logs_own_at_any_depth) {
  Api api;
  const Town town(api);
  const std::string id = town.proposal("Sapa", "draft");
  const Seen deep = town.transition(town.proposer, id, "WITHDRAW", R"({"reason":"x","a":[{"$sealed":{"b":1}}]})");
  EXPECT_EQ(deep.status, 422U) << deep.body;
  EXPECT_NE(fault_at(deep, "/data/a/0/$sealed", "detail"), "(no fault)") << deep.body;
  const Seen flat = api.admin().post("/v1/organizers", R"({"name":{"$personal":"x"},"region":"R","$x":1})");
  EXPECT_NE(fault_at(flat, "/name/$personal", "detail_id"), "(no fault)") << flat.body;
  EXPECT_NE(fault_at(flat, "/$x", "detail").find("reserved"), std::string::npos) << flat.body;
}

TEST(Body, faults_of_form_and_of_meaning_are_told_together_in_both_languages) {
  Api api;
  const Town town(api);
  const Seen answer = town.secretariat.post(
      "/v1/competitions/latihan/sessions",
      R"({"id":"not a uuid","kind":"party","date":"2022-02-30","place":"  ","attendance":"many","extra":1})");
  EXPECT_EQ(answer.status, 422U);
  for (const std::string pointer : {"/id", "/kind", "/date", "/place", "/attendance", "/extra"}) {
    EXPECT_NE(fault_at(answer, pointer, "detail"), "(no fault)") << pointer << ' ' << answer.body;
    EXPECT_NE(fault_at(answer, pointer, "detail_id"), "(nothing)") << pointer << ' ' << answer.body;
  }
  EXPECT_NE(answer.at("/detail_id"), "(nothing)");
  EXPECT_EQ(fault_at(answer, "/attendance", "detail"), "must be an integer");
  EXPECT_EQ(fault_at(answer, "/kind", "detail_id"), "harus salah satu dari sosialisasi atau visit");
  const Seen slug = api.admin().post("/v1/organizers", R"({"id":"X Y","region":7})");
  EXPECT_EQ(slug.count("/errors"), 3U) << slug.body;
}

TEST(Body, with_ten_thousands_of_faults_costs_no_more_than_one_with_a_hundred) {
  Api api;
  const auto many = [](std::string_view member) {
    std::string body = "{";
    for (int each = 0; each < 40'000; ++each) {
      std::string line(member);
      line.insert(2, std::to_string(each));
      body += (each == 0 ? "" : ",") + line;
    }
    return body + "}";
  };
  for (const std::string& body : {many(R"("k":1)"), many(R"("$":1)"), R"({"name":"a","region":)" + many(R"("k":"\u0001")") + "}",
                                  R"({"$x":)" + many(R"("$":{})") + "}"}) {
    const Seen answer = api.admin().post("/v1/organizers", body);
    EXPECT_EQ(answer.status, 422U);
    EXPECT_LE(answer.count("/errors"), 101U);
  }
  const Town town(api);
  const Seen fractions = town.transition(town.proposer, town.proposal("Sapa"), "WITHDRAW", many(R"("k":1.5)"));
  EXPECT_EQ(fractions.status, 422U);
  EXPECT_LE(fractions.count("/errors"), 101U);
}

TEST(Body, a_type_that_may_be_one_of_two_is_told_in_words) {
  Api api;
  const Town town(api);
  const std::string id = town.proposal("Sapa");
  const Seen answer = town.juror.put("/v1/proposals/" + id + "/assessments/screening/" + town.juror_id,
                                     R"({"scores":{"novelty":true}})");
  EXPECT_EQ(fault_at(answer, "/scores/novelty", "detail"), "must be an integer or a text") << answer.body;
  EXPECT_EQ(fault_at(answer, "/scores/novelty", "detail_id"), "harus berupa bilangan bulat atau teks");
}

TEST(Body, in_another_coding_is_415_and_an_answer_nobody_wants_406) {
  Api api;
  const Seen coded = api.admin().post("/v1/organizers", organizer("Kota"), {{"Content-Encoding", "gzip"}});
  EXPECT_EQ(coded.status, 415U);
  EXPECT_EQ(coded.header("Accept-Encoding"), "identity");
  EXPECT_EQ(api.admin().post("/v1/organizers", organizer("Kota"), {{"Accept", "text/html"}}).status, 406U);
  EXPECT_EQ(api.public_client().get("/v1/organizers").count("/items"), 0U) << "refused before anything was done";
  EXPECT_EQ(api.public_client().get("/", {{"Accept", "text/html"}}).status, 200U);
  EXPECT_EQ(api.public_client().get("/metrics", {{"Accept", "text/plain;version=0.0.4"}}).status, 200U);
}

}  // namespace
}  // namespace jejak::tests
