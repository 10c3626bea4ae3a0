// What decisions are made against, folded from the golden events: nothing that they need has been lost.
#include <gtest/gtest.h>

#include "engine/core/decision.hpp"
#include "tests/golden/golden_events.hpp"
#include "workflows/assessment/state.hpp"
#include "workflows/award/state.hpp"
#include "workflows/competition/state.hpp"
#include "workflows/decision/state.hpp"
#include "workflows/entrant/state.hpp"
#include "workflows/jury/state.hpp"
#include "workflows/key/state.hpp"
#include "workflows/organizer/state.hpp"
#include "workflows/proposal/state.hpp"
#include "workflows/replication/state.hpp"
#include "workflows/session/state.hpp"
#include "workflows/subject/state.hpp"

namespace jejak::golden {
namespace {

// What came after the first edition of the log is of streams of its own, too.
constexpr Position first_edition_ends = 81;

// The state of the one golden stream whose name begins so.
template <Folded State>
State folded(std::string_view stream_prefix, Position up_to = first_edition_ends) {
  State state{};
  for (const GoldenEvent& golden : read_golden_events()) {
    if (golden.event.position > up_to) break;
    if (golden.event.stream.starts_with(stream_prefix)) evolve(state, golden.event);
  }
  return state;
}

TEST(Golden_states, know_the_competition_with_its_extended_window) {
  const auto competition = folded<workflows::Competition>("competition-");
  EXPECT_EQ(competition.id, "kota-contoh-2022");
  EXPECT_EQ(competition.organizer, "kota-contoh");
  EXPECT_EQ(competition.year, 2022);
  EXPECT_TRUE(competition.rulebook.contains("hash"));
  EXPECT_TRUE(competition.definition.contains("hash"));
  EXPECT_EQ(format_rfc3339(competition.extended.at("entry")), "2022-06-30T16:59:59.000000Z");
}

TEST(Golden_states, can_read_the_pinned_rules) {
  EXPECT_NE(folded<workflows::PinnedRulebook>("rulebook-").rulebook, nullptr);
  const auto pinned = folded<workflows::PinnedDefinition>("definition-");
  ASSERT_NE(pinned.definition, nullptr);
  EXPECT_TRUE(pinned.forms.contains("SUBMIT"));
}

TEST(Golden_states, can_go_on_from_the_snapshot_of_a_proposal) {
  const auto proposal = folded<workflows::Proposal>("proposal-");
  EXPECT_EQ(proposal.title, "Inovasi Contoh");
  EXPECT_EQ(proposal.number, 1);
  EXPECT_EQ(proposal.entrant_name, "Dinas Contoh");
  EXPECT_EQ(proposal.summary, "Warga melapor lewat satu pintu.");
  const auto pinned = folded<workflows::PinnedDefinition>("definition-");
  const auto snapshot = statechart::restore(*pinned.definition, proposal.state);
  ASSERT_TRUE(snapshot.has_value()) << snapshot.error().front().pointer << snapshot.error().front().message;
  EXPECT_TRUE(statechart::matches(*pinned.definition, *snapshot, "screening.desk"));
}

TEST(Golden_states, hold_every_snapshot_in_the_form_that_the_machine_itself_writes) {
  const auto pinned = folded<workflows::PinnedDefinition>("definition-");
  for (const auto& [file, event] : read_golden_events()) {
    const json::value* state = event.data.as_object().if_contains("state");
    if (state == nullptr || event.position > first_edition_ends) continue;  // of other machines later
    const auto snapshot = statechart::restore(*pinned.definition, *state);
    ASSERT_TRUE(snapshot.has_value()) << file;
    EXPECT_EQ(canonical_json(statechart::to_json(*pinned.definition, *snapshot)), canonical_json(*state))
        << file;
  }
}

TEST(Golden_states, know_who_entered_what) {
  const auto entries = folded<workflows::Register>("register-");
  EXPECT_EQ(entries.proposals.size(), 1U);
  EXPECT_TRUE(entries.titles.contains(workflows::title_key("Inovasi Contoh")));
  EXPECT_EQ(entries.per_entrant.size(), 1U);
}

TEST(Golden_states, know_organizer_entrant_and_juror) {
  EXPECT_EQ(folded<workflows::Organizer>("organizer-").name, "Bappeda Kota Contoh");
  EXPECT_EQ(folded<workflows::Entrant>("entrant-").kind, "OPD");
  EXPECT_EQ(folded<workflows::Juror>("juror-").agency, "Universitas Contoh");
  EXPECT_TRUE(folded<workflows::Session>("session-").recorded);
}

TEST(Golden_states, keep_scores_exact) {
  const auto assessments = folded<workflows::Assessments>("assessment-0190a1b2-0000-7000-8000-a00000000001-screening");
  ASSERT_EQ(assessments.by_juror.size(), 1U);
  const workflows::Scores& scores = assessments.by_juror.begin()->second.scores;
  EXPECT_EQ(scores.at("novelty").to_string(), "85.5");
  EXPECT_EQ(scores.at("usefulness").to_string(), "86.25");
}

TEST(Golden_states, know_what_was_decided_granted_and_taken_back) {
  const auto decision = folded<workflows::StageDecision>("decision-");
  EXPECT_EQ(decision.rounds, 3) << "of three stages";
  EXPECT_FALSE(decision.decided) << "the last one was reopened";
  EXPECT_EQ(decision.reopening->reason, "Satu lembar salah dinilai");
  const auto award = folded<workflows::Award>("award-");
  EXPECT_TRUE(award.granted);
  EXPECT_TRUE(award.revoked);
  EXPECT_EQ(folded<workflows::Replication>("replication-").status, "established");
}

TEST(Golden_states, know_keys_and_erased_persons) {
  const auto keys = folded<workflows::Keys>("keys");
  ASSERT_EQ(keys.by_id.size(), 1U);
  EXPECT_EQ(keys.by_id.begin()->second.role, "juror");
  EXPECT_TRUE(keys.by_id.begin()->second.revoked);
  EXPECT_TRUE(folded<workflows::Subject>("subject-").erased);
}

TEST(Golden_states, know_what_was_put_right_afterwards) {
  const Position all = 1'000'000;
  const auto proposal = folded<workflows::Proposal>("proposal-0190a1b2-0000-7000-8000-a00000000001", all);
  EXPECT_EQ(proposal.title, "Inovasi Contoh Kota");
  const auto entries = folded<workflows::Register>("register-kota-contoh-2022", all);
  EXPECT_TRUE(entries.titles.contains(workflows::title_key("Inovasi Contoh Kota")));
  EXPECT_FALSE(entries.titles.contains(workflows::title_key("Inovasi Contoh")));
  const auto competition = folded<workflows::Competition>("competition-kota-contoh-2022", all);
  EXPECT_EQ(competition.rulebook.at("version"), json::value("2"));
  EXPECT_FALSE(competition.amendment);
  const auto interview = folded<workflows::StageDecision>("decision-kota-contoh-2022-interview", all);
  EXPECT_TRUE(interview.decided);
  EXPECT_FALSE(interview.proposed) << "a decision ends its proposal";
  EXPECT_TRUE(folded<workflows::Subject>("subject-session-", all).erased);
}

}  // namespace
}  // namespace jejak::golden
