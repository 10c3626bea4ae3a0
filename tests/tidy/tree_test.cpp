// The rules, over the real tree.
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <sstream>

#include "tests/tidy/rules.hpp"

namespace tidy {
namespace {

const std::vector<File>& tree() {
  static const std::vector<File> files = read_tree(JEJAK_SOURCE_DIR);
  return files;
}

std::string report(const Findings& findings) {
  std::ostringstream out;
  for (const auto& [place, problem, fix] : findings)
    out << "\n  " << place << ": " << problem << ".\n      " << fix << ".";
  return out.str();
}

template <class Rule>
Findings everywhere(Rule rule) {
  Findings all;
  for (const File& file : tree()) {
    const Findings found = rule(file);
    all.insert(all.end(), found.begin(), found.end());
  }
  return all;
}

#define EXPECT_NOTHING_FOUND(findings_expression)                             \
  do {                                                                        \
    const Findings found = findings_expression;                               \
    EXPECT_TRUE(found.empty()) << found.size() << " found:" << report(found); \
  } while (false)

TEST(Tree, is_all_there) { EXPECT_GT(tree().size(), 50u) << "is " << JEJAK_SOURCE_DIR << " the source?"; }

TEST(Tree, keeps_every_room_to_its_own_includes) { EXPECT_NOTHING_FOUND(everywhere(check_includes)); }

TEST(Tree, has_files_and_functions_that_fit_a_head) { EXPECT_NOTHING_FOUND(everywhere(check_size)); }

TEST(Tree, has_nothing_that_is_banned) { EXPECT_NOTHING_FOUND(everywhere(check_patterns)); }

TEST(Tree, has_names_that_say_something) { EXPECT_NOTHING_FOUND(everywhere(check_names)); }

TEST(Tree, has_nothing_new_at_the_top_and_a_readme_in_every_folder) {
  EXPECT_NOTHING_FOUND(check_layout(tree()));
}

TEST(Tree, ships_only_json_that_parses) {
  for (const File& file : tree()) {
    if (!file.path.ends_with(".json") || within(file.path, "tests/fuzz/corpus")) continue;
    boost::json::error_code error;
    boost::json::parse(file.text, error);
    EXPECT_FALSE(error) << file.path << ": " << error.message() << "; correct it, or do not call it .json.";
  }
}

}  // namespace
}  // namespace tidy
