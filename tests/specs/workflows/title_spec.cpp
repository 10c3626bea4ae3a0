// Titles that are the same to a reader, and awards of the same entrant.
#include <gtest/gtest.h>

#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::workflows {
namespace {

constexpr std::string_view province = "provinsi-contoh";
const Path in_contest{{"competition", std::string(contest)}};
const std::string data_go = title_key("Data Go 1");

json::object barring() {
  json::object rules = shipped_document("rulebooks", "practice")->get_object();
  rules["checks"] = object(R"({"event":"CHECK_ADMINISTRATIVE","list":[{"key":"not_barred","title":{"id":"Tidak terhalang","en":"Not barred"},"computes":"prior_awards","awards":["kipp-top-45"]}]})");
  return rules;
}

json::object entry_of(const Trial& trial, std::string_view title) { return {{"entrant", trial.entrant}, {"title", title}, {"category", "tik"}}; }

json::object award(std::string_view title) { return {{"title", title}, {"award", "kipp-top-45"}, {"year", 2020}, {"source", "Pengumuman"}}; }

// The city of the trial stands below a province.
void place_below_province(Trial& trial) {
  trial.accept("RegisterOrganizer", admin(), {}, {{"id", province}, {"name", "Biro"}, {"region", "Provinsi Contoh"}, {"tier", "province"}});
  trial.accept("PlaceOrganizer", admin(), {{"organizer", std::string(city)}}, {{"parent", province}});
}

}  // namespace

TEST(Title_key, is_the_same_for_titles_that_look_the_same) {
  EXPECT_EQ(title_key("DATA  go-1!"), data_go);
  EXPECT_EQ(title_key("\uff24\uff41\uff54\uff41 \uff27\uff4f \uff11"), data_go) << "full width";
  EXPECT_EQ(title_key("Da\u200bta G\u00ado\ufeff 1"), data_go) << "what has no shape";
  EXPECT_EQ(title_key("D\u0430t\u0430 G\u043e 1"), data_go) << "Cyrillic";
  EXPECT_EQ(title_key("Dat\u03b1 G\u03bf 1"), data_go) << "Greek";
  EXPECT_EQ(title_key("D\u00e1t\u00e2 G\u014d 1"), data_go) << "accents";
  EXPECT_EQ(title_key("Da\u0301ta\u0302 Go\u0304 1"), data_go) << "accents of their own";
  EXPECT_EQ(title_key("Data \u2014 \u201cGo\u201d \u00b9"), data_go) << "dashes, quotation marks, a raised digit";
  EXPECT_EQ(title_key("\U0001d403\U0001d41a\U0001d42d\U0001d41a Go 1"), data_go) << "mathematical letters";
  EXPECT_NE(title_key("Data Go 2"), data_go);
  EXPECT_EQ(title_key("\u6f22 \u5b57 \u0416\U00020000"), "\u6f22\u5b57\u0416\U00020000") << "other scripts stay what they are";
  EXPECT_EQ(title_key("\u2014"), "\u2014");
  EXPECT_EQ(title_words("Go\u3000D\u00e1ta"), title_words("DATA go"));
}

TEST(A_title, that_looks_like_another_is_taken_also_where_that_was_registered_under_an_older_key) {
  Trial trial;
  trial.open();
  trial.enter("D\u00e1ta Go", trial.entrant);
  trial.refuse("title_taken", "EnterProposal", proposer(trial.entrant), in_contest, entry_of(trial, "D\u0430t\u0430\u200b Go"));
  Register entries;
  Event old;
  old.type = "ProposalRegistered";
  old.data = object("{\"proposal\":\"p\",\"title\":\"D\u00e1ta Go\",\"title_key\":\"d\u00e1tago\",\"entrant\":\"e\"}");
  evolve(entries, old);
  EXPECT_EQ(entries.titles.at(title_key("Data Go")), "p");
}

TEST(A_prior_award, of_the_same_entrant_with_similar_words_is_flagged) {
  Trial trial;
  trial.open();
  json::object won = award("Inovasi Nol");
  won["entrant"] = trial.entrant;
  trial.accept("RecordPriorAward", secretariat(), {{"organizer", std::string(city)}}, won);
  const std::string other = trial.add_entrant("Dinas Lain");
  for (const std::string_view title : {"Inovasi Nol Plus", "Nol Inovasi"}) {
    trial.enter(title, trial.entrant);
    const json::object flag = array_of(trial.last("ProposalEntered"), "flags").back().get_object();
    EXPECT_EQ(text_of(flag, "code"), "award_with_similar_words") << title;
    EXPECT_EQ(text_of(flag, "title"), "Inovasi Nol");
    EXPECT_EQ(integer_of(flag, "year"), 2020);
  }
  trial.enter("Nol Besar", trial.entrant);
  EXPECT_FALSE(trial.last("ProposalEntered").contains("flags")) << "one word in common is not enough";
  trial.enter("Inovasi Nol Juga", other);
  EXPECT_FALSE(trial.last("ProposalEntered").contains("flags")) << "another entrant's award";
}

TEST(A_bar, is_looked_up_in_the_registers_of_the_organizers_above_too) {
  Trial trial;
  trial.open_with(barring());
  place_below_province(trial);
  trial.accept("RecordPriorAward", secretariat(province), {{"organizer", std::string(province)}}, award("Data Go"));
  const auto no = trial.refuse("barred_by_award", "EnterProposal", proposer(trial.entrant), in_contest, entry_of(trial, "data go"));
  EXPECT_EQ(integer_of(no.details, "year"), 2020);
}

TEST(A_bar, of_a_register_above_does_not_hold_for_another_entrants_innovation_of_that_title) {
  Trial trial;
  trial.open_with(barring());
  place_below_province(trial);
  const std::string other = trial.add_entrant("Dinas Lain");
  json::object won = award("Data Go");
  won["entrant"] = other;  // of an organizer below: a province may record it
  trial.accept("RecordPriorAward", secretariat(province), {{"organizer", std::string(province)}}, won);
  json::object by_other = entry_of(trial, "Data Go");
  by_other["entrant"] = other;
  trial.refuse("barred_by_award", "EnterProposal", proposer(other), in_contest, by_other);
  trial.enter("Data Go", trial.entrant);
}

}  // namespace jejak::workflows
