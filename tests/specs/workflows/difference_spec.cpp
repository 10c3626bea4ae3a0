#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "workflows/proposal/difference.hpp"

namespace jejak::workflows {

namespace {

std::string drawn(std::string_view before, std::string_view after) {
  std::string text;
  for (const Run& run : difference(before, after))
    text += (text.empty() ? "" : " ") + std::string(run.kind == Run::Kind::same ? "" : run.kind == Run::Kind::removed ? "-" : "+") + "[" + run.text + "]";
  return text;
}

std::string side(const std::vector<Run>& runs, Run::Kind other) {
  std::string text;
  for (const Run& run : runs)
    if (run.kind != other) text += (text.empty() ? "" : " ") + run.text;
  return text;
}

}  // namespace

TEST(Difference, tells_which_words_went_and_came_between_two_versions) {
  EXPECT_EQ(drawn("antrean warga lebih cepat", "antrean semua warga cepat"), "[antrean] +[semua] [warga] -[lebih] [cepat]");
  EXPECT_EQ(drawn("", "baru sama sekali"), "+[baru sama sekali]");
  EXPECT_EQ(drawn("dihapus", ""), "-[dihapus]");
  EXPECT_EQ(drawn("tetap  sama", "tetap sama"), "[tetap sama]");
}

RC_GTEST_PROP(Difference, gives_both_texts_back_and_keeps_what_a_text_shares_with_itself, ()) {
  const auto words = [] {
    std::string text;
    for (const int word : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 4))) text += (text.empty() ? "" : " ") + std::string(1, static_cast<char>('a' + word));
    return text;
  };
  const std::string before = words(), after = words();
  const auto runs = difference(before, after);
  RC_ASSERT(side(runs, Run::Kind::added) == before);
  RC_ASSERT(side(runs, Run::Kind::removed) == after);
  RC_ASSERT(difference(before, before).size() <= 1);
}

TEST(Difference, of_answers_names_the_questions_that_changed_alone) {
  const json::object before{{"a", "satu dua"}, {"b", "sama"}}, after{{"a", "satu tiga"}, {"b", "sama"}, {"c", "baru"}};
  EXPECT_EQ(canonical_json(answers_difference(before, after)),
            R"({"a":[{"same":"satu"},{"removed":"dua"},{"added":"tiga"}],"c":[{"added":"baru"}]})");
}

}  // namespace jejak::workflows
