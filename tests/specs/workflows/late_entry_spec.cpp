// One entrant is let in late: until when, for what, how often, and by whom.
#include <gtest/gtest.h>

#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"

namespace jejak::workflows {
namespace {

const Path in_contest{{"competition", std::string(contest)}};

json::object admission(const Trial& trial, std::string_view more = "{}") {
  json::object body = object(more);
  body["entrant"] = trial.entrant;
  body.emplace("closes", "2022-06-26T23:59:59+07:00");
  body["reason"] = "Banjir memutus jaringan kantor.";
  if (!body.contains("windows")) body.emplace("window", "entry");
  return body;
}

json::object entry_of(const Trial& trial, std::string_view title) { return {{"entrant", trial.entrant}, {"title", title}, {"category", "tik"}}; }

// A day after entry closed.
struct Late : Trial {
  Late() {
    open("kota-magelang-2022");
    at("2022-06-25T08:00:00+07:00");
  }
};

}  // namespace

TEST(A_late_entry, ends_after_now_and_not_before) {
  Late trial;
  for (const std::string_view closes : {"2022-06-25T08:00:00+07:00", "2022-06-25T00:00:00+07:00", "2022-06-01T00:00:00Z"}) {
    const auto no = trial.refuse("invalid_body", "AdmitLateEntry", secretariat(), in_contest, admission(trial, "{\"closes\":\"" + std::string(closes) + "\"}"));
    EXPECT_NE(no.message.find("after now (2022-06-25T01:00:00"), std::string::npos) << no.message;
  }
}

TEST(A_late_entry, is_for_one_proposal_unless_it_says_for_how_many) {
  Late trial;
  const json::object answer = trial.accept("AdmitLateEntry", secretariat(), in_contest, admission(trial));
  EXPECT_EQ(integer_of(answer, "entries"), 1);
  EXPECT_EQ(integer_of(trial.last("LateEntryAdmitted"), "entries"), 1);
  trial.accept("EnterProposal", proposer(trial.entrant), in_contest, entry_of(trial, "Satu"));
  const auto no = trial.refuse("late_entries_used", "EnterProposal", proposer(trial.entrant), in_contest, entry_of(trial, "Dua"));
  EXPECT_EQ(integer_of(no.details, "entries"), 1);
  EXPECT_EQ(text_of(no.details, "window"), "entry");
  trial.at("2022-06-25T08:30:00+07:00");
  trial.accept("AdmitLateEntry", secretariat(), in_contest, admission(trial, R"({"closes":"2022-06-27T12:00:00+07:00","entries":2})"));
  trial.at("2022-06-25T09:00:00+07:00");
  for (const std::string_view title : {"Dua", "Tiga"}) trial.accept("EnterProposal", proposer(trial.entrant), in_contest, entry_of(trial, title));
  trial.refuse("late_entries_used", "EnterProposal", proposer(trial.entrant), in_contest, entry_of(trial, "Empat"));
}

TEST(A_late_entry, does_not_count_what_was_entered_in_time_or_withdrawn) {
  Trial trial;
  trial.open("kota-magelang-2022");
  trial.enter("Tepat waktu", trial.entrant);
  trial.at("2022-06-25T08:00:00+07:00");
  trial.accept("AdmitLateEntry", secretariat(), in_contest, admission(trial));
  trial.at("2022-06-25T09:00:00+07:00");
  const std::string first = trial.enter("Terlambat", trial.entrant);
  trial.send(first, proposer(trial.entrant), "WITHDRAW", R"({"reason":"Salah judul."})");
  trial.enter("Terlambat lagi", trial.entrant);
  trial.refuse("late_entries_used", "EnterProposal", proposer(trial.entrant), in_contest, entry_of(trial, "Ketiga"));
}

TEST(A_late_entry, opens_several_windows_at_once_and_says_which_stay_shut) {
  Late trial;
  trial.at("2022-12-01T08:00:00+07:00");
  json::object both = admission(trial, R"({"windows":["entry"],"closes":"2022-12-02T00:00:00+07:00"})");
  const json::object one = trial.accept("AdmitLateEntry", secretariat(), in_contest, both);
  ASSERT_FALSE(array_of(one, "stay_shut").empty()) << text(one);
  const std::string shut(text_of(array_of(one, "stay_shut").at(0).get_object(), "window"));
  both["windows"] = json::array{"entry", shut};
  both["closes"] = "2022-12-03T00:00:00+07:00";
  const json::object two = trial.accept("AdmitLateEntry", secretariat(), in_contest, both);
  EXPECT_EQ(array_of(two, "windows").size(), 2U);
  for (const json::value& each : array_of(two, "stay_shut")) EXPECT_NE(text_of(each.get_object(), "window"), shut) << text(two);
  EXPECT_EQ(trial.types("competition-" + std::string(contest)).size(), 4U) << "opened, and an admission for each window";
  both["window"] = "entry";
  trial.refuse("invalid_body", "AdmitLateEntry", secretariat(), in_contest, both);
  both.erase("window");
  both["windows"] = json::array{"entry", "no such window"};
  trial.refuse("not_found", "AdmitLateEntry", secretariat(), in_contest, both);
}

TEST(A_late_entry, is_admitted_by_who_holds_the_competition_and_not_by_a_local_admin) {
  Late trial;
  const auto no = trial.refuse("forbidden", "AdmitLateEntry", secretariat("dinas-lain"), in_contest, admission(trial));
  EXPECT_NE(no.message.find("local admin"), std::string::npos) << no.message;
}

TEST(A_late_entry, of_an_older_log_lets_in_any_number) {
  Competition competition;
  Event old;
  old.type = "LateEntryAdmitted";
  old.data = object(R"({"competition":"c","entrant":"e","window":"w","closes":"2022-07-02T16:59:59.000000Z","reason":"r"})");
  evolve(competition, old);
  EXPECT_EQ(competition.admitted.at(late_key("w", "e")).entries, 0);
}

}  // namespace jejak::workflows
