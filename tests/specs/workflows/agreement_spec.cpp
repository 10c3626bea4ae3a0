#include <gtest/gtest.h>

#include "workflows/decision/agreement.hpp"
#include "workflows/decision/sensitivity.hpp"
#include "workflows/field.hpp"

namespace jejak::workflows {

namespace {

Stage two_lines(int use, int novelty) {
  Stage stage;
  stage.name = "interview";
  stage.criteria = {{"use", Decimal(use, 0)}, {"new", Decimal(novelty, 0)}};
  stage.score_max = Decimal(100, 0);
  stage.score_step = Decimal(1, 0);
  stage.top = 1;
  return stage;
}

// One row for each juror, one character for each proposal; '.' where there is no sheet.
std::vector<Candidate> table(const std::vector<std::string>& rows) {
  std::vector<Candidate> candidates;
  for (std::size_t unit = 0; unit < rows[0].size(); ++unit) {
    Candidate candidate{"p" + std::to_string(unit), "P", "tik", static_cast<std::int64_t>(unit), {}};
    for (std::size_t juror = 0; juror < rows.size(); ++juror) {
      if (rows[juror][unit] == '.') continue;
      const Decimal score(rows[juror][unit] - '0', 0);
      candidate.sheets.push_back({std::string(1, static_cast<char>('a' + juror)), {{"use", score}, {"new", score}}});
    }
    if (!candidate.sheets.empty()) candidates.push_back(std::move(candidate));
  }
  return candidates;
}

Candidate judged(const char* name, std::vector<std::pair<int, int>> sheets) {
  Candidate candidate{name, name, "tik", 1, {}};
  for (std::size_t i = 0; i < sheets.size(); ++i)
    candidate.sheets.push_back({std::string(1, static_cast<char>('a' + i)), {{"use", Decimal(sheets[i].first, 0)}, {"new", Decimal(sheets[i].second, 0)}}});
  return candidate;
}

const json::object* scenario(const json::object& answer, std::string_view kind, std::string_view of, std::string_view change = "") {
  for (const auto& each : array_of(answer, "scenarios")) {
    const json::object& found = each.get_object();
    if (text_of(found, "kind") == kind && text_of(found, "of") == of && text_of(found, "change") == change) return &found;
  }
  return nullptr;
}

}  // namespace

// The reliability data that Krippendorff uses to explain alpha ("Computing Krippendorff's Alpha-Reliability", 2011): four observers,
// twelve units, of which one has a single value; 0.849 with the interval metric.
TEST(Agreement, is_krippendorffs_alpha_as_its_author_computes_it) {
  const json::object answer = agreement(two_lines(60, 40), table({"123321412...", "1233224125.3", ".3332342251.", "12332441251."}));
  EXPECT_EQ(text_of(answer, "alpha").substr(0, 5), "0.849") << text_of(answer, "alpha");
  EXPECT_EQ(integer_of(answer, "sheets"), 40);
  EXPECT_EQ(text_of(array_of(answer, "criteria").at(0).get_object(), "alpha"), text_of(answer, "alpha"));
}

TEST(Agreement, is_1_where_all_agree_and_none_where_there_is_nothing_to_compare) {
  EXPECT_EQ(text_of(agreement(two_lines(60, 40), table({"123", "123"})), "alpha"), "1");
  EXPECT_TRUE(agreement(two_lines(60, 40), table({"123"})).at("alpha").is_null());
  EXPECT_TRUE(agreement(two_lines(60, 40), table({"333", "333"})).at("alpha").is_null());
}

TEST(Agreement, tells_the_strict_juror_by_the_mean_difference_and_names_the_sheet_that_is_far_off) {
  const json::object answer = agreement(two_lines(50, 50), table({"5555555551", "5555555555", "4555555555"}));
  const auto& jurors = array_of(answer, "jurors");
  EXPECT_EQ(text_of(jurors.at(0).get_object(), "severity"), "-0.35");  // (0.5 + 8 x 0 - 4) / 10
  EXPECT_EQ(integer_of(jurors.at(0).get_object(), "compared"), 10);
  const json::object& first = array_of(answer, "outliers").at(0).get_object();
  EXPECT_EQ(text_of(first, "juror"), "a");
  EXPECT_EQ(text_of(first, "proposal"), "p9");
  EXPECT_EQ(text_of(first, "difference"), "-4");
}

TEST(Sensitivity, shows_whose_place_hangs_on_one_weight_and_on_one_juror) {
  // By 50:50 a leads with 76 to 75; a quarter more on "new" turns it, and so does leaving juror b out.
  const std::vector<Candidate> candidates{judged("a", {{80, 60}, {90, 74}}), judged("b", {{70, 80}, {72, 78}})};
  const json::object answer = sensitivity(two_lines(50, 50), candidates);
  const json::object* more = scenario(answer, "weight", "new", "a_quarter_more");
  ASSERT_NE(more, nullptr);
  EXPECT_EQ(text_of(array_of(*more, "gained").at(0).get_object(), "proposal"), "b");
  EXPECT_EQ(text_of(array_of(*more, "lost").at(0).get_object(), "proposal"), "a");
  EXPECT_EQ(array_of(*scenario(answer, "weight", "use", "a_quarter_more"), "gained").size(), 0U);
  EXPECT_EQ(array_of(*scenario(answer, "without_juror", "b"), "gained").size(), 1U);
  EXPECT_EQ(array_of(*scenario(answer, "without_juror", "a"), "gained").size(), 0U);
  EXPECT_NE(scenario(answer, "normalisation", "z_score"), nullptr);
  EXPECT_NE(scenario(answer, "aggregate", "median"), nullptr);
  EXPECT_EQ(integer_of(answer, "steady"), 0);
  EXPECT_EQ(integer_of(answer, "in"), 1);
}

}  // namespace jejak::workflows
