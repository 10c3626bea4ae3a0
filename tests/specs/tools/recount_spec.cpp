#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "engine/core/json.hpp"
#include "tests/contracts/temporary_folder.hpp"
#include "tools/workflow_file.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::tools {
namespace {

struct Said {
  int code;
  std::string out, errors;
};

Said ask(const std::string& lines) {
  contracts::TemporaryFolder folder;
  const auto rulebook = folder / "rulebook.json";
  std::ofstream(rulebook) << canonical_json(*workflows::shipped_document("rulebooks", "kota-magelang-2022"));
  std::istringstream in(lines);
  std::ostringstream out, errors;
  const int code = recount_decisions(rulebook.string(), in, out, errors);
  return {code, out.str(), errors.str()};
}

constexpr std::string_view claim = R"({"stage":"presentation","competition":"kota","results":[
 {"proposal":"p1","title":"Data Go","number":1,"category":"tik","outcome":"@","sheets":[{"juror":"j","scores":{"substance":"80","delivery":"70"}}]}]})";

std::string claiming(std::string_view outcome) {
  std::string line(claim);
  std::erase(line, '\n');
  return line.replace(line.find('@'), 1, outcome) + "\n";
}

}  // namespace

TEST(Counting_again, says_no_where_a_document_claims_another_outcome_than_its_sheets_give) {
  EXPECT_EQ(ask(claiming("in")).code, workflow_fine);
  const Said other = ask(claiming("out"));
  EXPECT_EQ(other.code, workflow_wrong);
  EXPECT_NE(other.out.find(R"("differs":["/results/0/outcome"])"), std::string::npos) << other.out;
}

TEST(Counting_again, holds_an_explanation_to_what_would_have_had_to_differ_and_passes_over_one_from_before_it_was_told) {
  const auto explained = [](std::string_view why) {
    std::string line = claiming("in");
    return line.replace(line.find(R"("sheets")"), 0, "\"why\":" + std::string(why) + ",");
  };
  EXPECT_EQ(ask(explained(R"({"points":{"decimal":"10","fraction":"10"},"text":{"en":"10 points ahead of \"B\", the first that is out."}})")).code, workflow_fine);
  EXPECT_EQ(ask(explained(R"({"needs":null})")).code, workflow_fine);
  const Said other = ask(explained(R"({"needs":{"lift":{"decimal":"-10","fraction":"-10"},"in":"score","at":"more"}})"));
  EXPECT_EQ(other.code, workflow_wrong);
  EXPECT_NE(other.out.find(R"("differs":["/results/0/why"])"), std::string::npos) << other.out;
}

TEST(Counting_again, names_the_line_and_the_place_of_what_it_cannot_read) {
  EXPECT_EQ(ask("[]\n").errors, "line 1: a line is a decision document, an object\n");
  EXPECT_NE(ask(R"({"stage":"none","results":[]})").errors.find("line 1: /stage: the rulebook has no such stage"), std::string::npos);
  EXPECT_NE(ask(R"({"stage":"presentation","results":[{"sheets":[{"scores":{"substance":80}}]}]})").errors.find(
                "/results/0/sheets/0/scores/substance"),
            std::string::npos);
}

TEST(Counting_again, takes_no_stage_and_no_score_that_a_rulebook_could_not_hold) {
  EXPECT_EQ(ask(R"({"stage":{"name":"x","criteria":[7]},"results":[]})").code, workflow_wrong_use);
  std::string huge = claiming("in");
  huge.replace(huge.find("\"80\""), 4, "\"99999999999999\"");
  const Said said = ask(huge);
  EXPECT_EQ(said.code, workflow_wrong_use);
  EXPECT_NE(said.errors.find("/results/0/sheets/0/scores/substance: must be a decimal in quotes, 0 - 100"), std::string::npos) << said.errors;
}

}  // namespace jejak::tools
