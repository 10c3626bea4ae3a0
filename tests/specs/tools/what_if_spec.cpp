#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/contracts/temporary_folder.hpp"
#include "tools/sample_store.hpp"
#include "tools/workflow_file.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::tools {
namespace {

struct Said {
  int code;
  std::string out, errors;
};

class What_if : public testing::Test {
 protected:
  void SetUp() override { ASSERT_FALSE(load_sample_store(folder / "store")); }

  Said ask(const std::string& competition, const std::string& rulebook = {}, bool json = false) {
    std::ostringstream out, errors;
    const int code = what_if({"sqlite:" + (folder / "store").string(), competition, rulebook, {}, json}, out, errors);
    return {code, out.str(), errors.str()};
  }

  contracts::TemporaryFolder folder;
};

TEST_F(What_if, under_the_same_rules_nothing_would_be_different) {
  const Said said = ask("kota-magelang-2022");
  EXPECT_EQ(said.code, workflow_fine) << said.out;
  EXPECT_NE(said.out.find("0 refused, 0 proposals end differently"), std::string::npos) << said.out;
}

TEST_F(What_if, a_shorter_shortlist_names_who_would_not_be_on_it) {
  json::object rulebook = workflows::shipped_document("rulebooks", "kota-magelang-2022")->as_object();
  rulebook.at("stages").at(0).at("top").as_object()["count"] = 2;
  const std::string file = (folder / "short.json").string();
  std::ofstream(file) << canonical_json(rulebook);
  const Said said = ask("kota-magelang-2022", file);
  EXPECT_EQ(said.code, workflow_wrong);
  EXPECT_NE(said.out.find("stage screening: 0 would be taken on, 3 would not"), std::string::npos) << said.out;
  EXPECT_NE(said.out.find("simulated: not_selected.closed, screening out"), std::string::npos) << said.out;
  const Said again = ask("kota-magelang-2022", file, true);
  EXPECT_EQ(parse_json(again.out.substr(0, again.out.size() - 1))->at("difference_count"), 3) << again.out;
}

TEST_F(What_if, a_competition_or_file_that_is_not_there_is_wrong_use) {
  EXPECT_EQ(ask("none").code, workflow_wrong_use);
  EXPECT_EQ(ask("kota-magelang-2022", (folder / "none.json").string()).code, workflow_wrong_use);
}

}  // namespace
}  // namespace jejak::tools
