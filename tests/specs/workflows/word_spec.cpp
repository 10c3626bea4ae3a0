// What counts as a word of an answer.
#include <gtest/gtest.h>

#include "workflows/proposal/answers.hpp"
#include "workflows/proposal/words.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::workflows {

TEST(A_word, is_a_run_with_a_letter_or_digit_parted_by_spaces_commas_slashes_and_dashes) {
  EXPECT_EQ(words_in("satu dua  tiga\nempat\tlima"), 5U);
  EXPECT_EQ(words_in("satu,dua,tiga/empat"), 4U);
  EXPECT_EQ(words_in("satu;dua|tiga"), 3U);
  EXPECT_EQ(words_in("satu\u2013dua\u2014tiga\u00a0empat\u3000lima"), 5U);
  EXPECT_EQ(words_in("satu\u060cdua\uff0ctiga\u3001empat\uff0flima\u2044enam"), 6U) << "what looks like a comma or slash parts as well";
  EXPECT_EQ(words_in("a - b \u2013 c"), 3U);
}

TEST(A_word, may_have_hyphens_apostrophes_and_stops_in_it) {
  EXPECT_EQ(words_in("e-government hari Jum'at, Jum\u2019at (baru) a.b C++"), 7U);
  EXPECT_EQ(words_in("\xc3\xa9t\xc3\xa9 \xd0\xba\xd0\xbe\xd1\x82 \xe6\xbc\xa2\xe5\xad\x97"), 3U) << "letters of any script";
}

TEST(A_word, is_no_lone_punctuation_and_nothing_without_shape) {
  EXPECT_EQ(words_in(""), 0U);
  EXPECT_EQ(words_in(". . ."), 0U);
  EXPECT_EQ(words_in("\u200b \u2022 \u2026 \u201c\u201d \u20ac \xf0\x9f\x98\x80 \u0301 \ufeff"), 0U);
  EXPECT_EQ(words_in("- , ; / | \u2014"), 0U);
}

TEST(A_number, is_one_word_with_its_commas_and_slashes) {
  EXPECT_EQ(words_in("1.234,5"), 1U);
  EXPECT_EQ(words_in("17/3/2021"), 1U);
  EXPECT_EQ(words_in("2020-2022 naik 45% menjadi Rp1.500.000,00"), 5U);
  EXPECT_EQ(words_in("1, 2, 3"), 3U);
  EXPECT_EQ(words_in("satu1,dua"), 2U) << "a comma before a letter parts";
}

TEST(An_answer, is_measured_by_words_that_cannot_be_hidden_and_needs_one_where_it_is_required) {
  const auto rulebook = parse_rulebook(*shipped_document("rulebooks", "practice")).value();
  std::string joined = "kata";
  for (int i = 0; i < 200; ++i) joined += ",kata";
  const auto long_one = measure(*rulebook, {{"summary", joined}});
  ASSERT_FALSE(long_one);
  EXPECT_EQ(long_one.error().code, "answers_too_long");
  const auto empty = measure(*rulebook, {{"summary", ". \u200b"}, {"background", "x"}, {"novelty", "x"}});
  ASSERT_TRUE(empty);
  EXPECT_EQ(empty->missing, json::array{"summary"});
}

}  // namespace jejak::workflows
