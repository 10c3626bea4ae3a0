#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/core/json.hpp"
#include "tools/workflow_file.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::tools {
namespace {

struct Checked {
  int exit_code;
  std::string text;
};

Checked check(const json::value& document) {
  const auto file = std::filesystem::path(testing::TempDir()) / "rulebook.json";
  std::ofstream(file) << canonical_json(document);
  std::ostringstream out;
  const int exit_code = check_workflows({file.string()}, false, out);
  return {exit_code, out.str()};
}

}  // namespace

TEST(Checking_a_rulebook, finds_nothing_wrong_with_the_shipped_ones) {
  for (const std::string& id : workflows::shipped_ids("rulebooks")) {
    const Checked checked = check(*workflows::shipped_document("rulebooks", id));
    EXPECT_EQ(checked.exit_code, workflow_fine) << checked.text;
    EXPECT_NE(checked.text.find(": fine"), std::string::npos) << checked.text;
  }
}

TEST(Checking_a_rulebook, names_the_place_of_weights_that_do_not_add_up_and_of_a_state_that_is_not_there) {
  json::value document = *workflows::shipped_document("rulebooks", "practice");
  json::object& stage = document.at("stages").as_array()[0].as_object();
  const json::value judged_in = std::exchange(stage["judged_in"], "nowhere");
  Checked checked = check(document);
  EXPECT_EQ(checked.exit_code, workflow_wrong);
  EXPECT_NE(checked.text.find(":/stages/0/judged_in: error:"), std::string::npos) << checked.text;
  stage["judged_in"] = judged_in;
  stage["criteria"].as_array()[0].as_object()["weight"] = "99";
  checked = check(document);
  EXPECT_EQ(checked.exit_code, workflow_wrong);
  EXPECT_NE(checked.text.find(":/stages/0/criteria"), std::string::npos) << checked.text;
}

TEST(Checking_a_rulebook, warns_of_what_is_seldom_meant_and_refuses_nothing_for_it) {
  json::value document = *workflows::shipped_document("rulebooks", "practice");
  json::object& stage = document.at("stages").as_array()[0].as_object();
  stage["top"] = json::object{{"count", 3}};
  stage["tie"] = json::object{{"criteria", json::array()}, {"then", "stop"}};
  stage["quorum"] = 1;
  stage["passing_grade"] = "101";
  stage["jury"] = json::object{{"at_least", {{"ngo", 2}}}};
  stage["criteria"].as_array()[0].as_object()["questions"] = json::array{"tidak-ada"};
  stage["decision"] = *parse_json(R"({"shortlist":[{"name":"a","of":"category","values":["tik","tata-kelola","kesejahteraan-sosial"],"at_most":1},
    {"name":"b","of":"category","values":["pelayanan-langsung","antariksa"],"at_most":1}]})");
  document.as_object()["promotions"] = *parse_json(R"([{"stage":"screening","best":4,"tier":"province"}])");
  const Checked checked = check(document);
  EXPECT_EQ(checked.exit_code, workflow_fine) << checked.text;
  for (const char* told : {":/stages/0/decision/shortlist/1/values/1: warning:", ":/stages/0/decision/shortlist: warning:", ":/stages/0/passing_grade: warning:",
                           ":/stages/0/quorum: warning:", ":/stages/0/tie: warning:", ":/stages/0/criteria/0/questions: warning:", ":/promotions/0/best: warning:"})
    EXPECT_NE(checked.text.find(told), std::string::npos) << told << "\n" << checked.text;
}

TEST(Checking_a_rulebook, needs_the_file_of_a_machine_that_is_not_shipped) {
  json::value document = *workflows::shipped_document("rulebooks", "practice");
  document.as_object()["definition"] = "milik-sendiri";
  const Checked alone = check(document);
  EXPECT_EQ(alone.exit_code, workflow_wrong);
  EXPECT_NE(alone.text.find(":/definition: error: no machine \"milik-sendiri\" is shipped"), std::string::npos) << alone.text;
  json::value machine = *workflows::shipped_document("definitions", "kipp");
  machine.as_object()["id"] = "milik-sendiri";
  const auto folder = std::filesystem::path(testing::TempDir());
  std::ofstream(folder / "own_machine.json") << canonical_json(machine);
  std::ofstream(folder / "own_rulebook.json") << canonical_json(document);
  std::ostringstream out;
  EXPECT_EQ(check_workflows({(folder / "own_rulebook.json").string(), (folder / "own_machine.json").string()}, false, out), workflow_fine) << out.str();
}

TEST(Checking_a_rulebook, names_what_can_never_work) {
  json::value document = *workflows::shipped_document("rulebooks", "practice");
  document.as_object()["entrant_kinds"] = json::array{"martian"};
  const Checked checked = check(document);
  EXPECT_EQ(checked.exit_code, workflow_wrong);
  EXPECT_NE(checked.text.find(":/entrant_kinds/0: error: no entrant can be registered as \"martian\", only as OPD,"), std::string::npos) << checked.text;
}

}  // namespace jejak::tools
