// The views of a proposal's path: proposals, proposal_details, history, timers.
#include <gtest/gtest.h>

#include "tests/specs/projections/folded_views.hpp"

namespace jejak::specs {
namespace {

constexpr std::string_view answered_data =
    R"({"competition":"c","answers":{"summary":"Satu pintu."},"words":{"summary":2},"missing":[],
        "from":"submission.draft","to":"submission.draft","stage":"submission",
        "state":{"value":{"submission":"draft"},"context":{"revisions":0},"status":"active"}})";
const Past answered{"proposal-p", "ProposalAnswered", std::string(answered_data)};

TEST(Proposals_view, shows_a_proposal_as_it_was_entered) {
  given({entered("p")})
      .then("proposals", "p",
            R"({"id":"p","number":1,"competition":"c","organizer":"o","local_organizer":"o","entrant":"e","entrant_name":"Dinas",
      "title":"Data Go","category":"tik","group":"umum","state":"sosialisasi","stage":"sosialisasi","done":false,
      "entered_at":"2022-06-06T02:00:01.000000Z","updated_at":"2022-06-06T02:00:01.000000Z","state_since":"2022-06-06T02:00:01.000000Z","stream_version":1})");
}

TEST(Proposals_view, follows_every_transition) {
  given({entered("p"), moved("p", "START_DRAFT", "sosialisasi", "submission.draft")})
      .then_shows("proposals", "p",
                  R"({"state":"submission.draft","stage":"submission","done":false,"stream_version":2,
                      "entered_at":"2022-06-06T02:00:01.000000Z","updated_at":"2022-06-06T02:00:02.000000Z"})");
}

TEST(Proposals_view, shows_that_a_path_has_come_to_its_end) {
  given({entered("p"),
         {"proposal-p", "TransitionTaken",
          R"({"competition":"c","event":"WITHDRAW","from":"sosialisasi","to":"withdrawn","stage":"withdrawn",
                            "state":{"value":"withdrawn","context":{},"status":"done"}})"}})
      .then_shows("proposals", "p", R"({"state":"withdrawn","stage":"withdrawn","done":true})");
}

TEST(Proposals_view, counts_answers_as_a_change) {
  given({entered("p"), answered})
      .then_shows("proposals", "p", R"({"stream_version":2,"updated_at":"2022-06-06T02:00:02.000000Z"})");
}

TEST(Proposals_view, refuses_a_transition_of_a_proposal_that_was_never_entered) {
  given({moved("p", "START_DRAFT", "sosialisasi", "submission.draft")})
      .then_refused("proposals", "there is no p")
      .then_refused("proposal_details", "there is no p")
      .then_none("proposals", "p");
}

TEST(Proposals_view, refuses_a_transition_in_the_stream_of_something_else) {
  Past elsewhere = moved("p", "START_DRAFT", "sosialisasi", "submission.draft");
  elsewhere.stream = "entrant-e";
  given({elsewhere}).then_refused("proposals", "TransitionTaken stands in entrant-e");
}

TEST(Proposal_details_view, shows_all_that_is_known_at_entry) {
  given({entered("p")})
      .then("proposal_details", "p",
            R"({"id":"p","number":1,"competition":"c","organizer":"o","entrant":"e","entrant_name":"Dinas",
      "title":"Data Go","category":"tik","group":"umum","state":"sosialisasi","stage":"sosialisasi","done":false,
      "entered_at":"2022-06-06T02:00:01.000000Z","updated_at":"2022-06-06T02:00:01.000000Z","state_since":"2022-06-06T02:00:01.000000Z","stream_version":1,
      "elements":[],"started_on":null,"rulebook":{"id":"r"},"definition":{"id":"kipp"},"state_value":"sosialisasi",
      "context":{"revisions":0},"answers":{},"words":{},"results":[],"award":null,"timers":[],
      "flags":null,"lineage":null,"local_organizer":"o"})");
}

TEST(Proposal_details_view, shows_the_latest_answers_with_their_words) {
  given({entered("p"), answered})
      .then_shows(
          "proposal_details", "p",
          R"({"answers":{"summary":"Satu pintu."},"words":{"summary":2},"state_value":{"submission":"draft"}})");
}

TEST(Proposal_details_view, shows_the_machine_context_and_pending_timers_of_now) {
  const Past waiting = {
      "proposal-p", "TransitionTaken",
      R"({"competition":"c","event":"SELECT","from":"interview.judged","to":"award.announced","stage":"award",
          "state":{"value":{"award":"announced"},"context":{"revisions":2,"reason":"x"},"status":"active",
          "timers":[{"key":"kipp.award.announced/0","due":"2022-06-11T02:00:00.000000Z","sequence":7}]}})"};
  given({entered("p"), waiting})
      .then_shows("proposal_details", "p",
                  R"({"context":{"revisions":2,"reason":"x"},
                      "timers":[{"key":"kipp.award.announced/0","due":"2022-06-11T02:00:00.000000Z"}]})");
  given({entered("p"), waiting, moved("p", "TIMER", "award.announced", "award.granted")})
      .then_shows("proposal_details", "p", R"({"context":{"revisions":1},"timers":[]})");
}

TEST(Proposal_details_view, shows_the_result_of_each_decided_stage_and_the_award) {
  given({entered("p"), decided("p", "in"), granted("p")})
      .then_shows("proposal_details", "p",
                  R"({"results":[{"stage":"screening","outcome":"in","rank":1,"score":"80","decimal":"80",
                      "reason":"within_top"}],
                      "award":{"status":"granted","granted_at":"2022-06-06T02:00:03.000000Z","revoked_at":null,
                      "reason":null}})");
}

TEST(Proposal_details_view, keeps_a_revoked_award_with_the_reason) {
  given({entered("p"), granted("p"), revoked("p")})
      .then_shows("proposal_details", "p",
                  R"({"award":{"status":"revoked","granted_at":"2022-06-06T02:00:02.000000Z",
                      "revoked_at":"2022-06-06T02:00:03.000000Z","reason":"Data palsu"}})");
}

TEST(History_view, has_one_line_for_each_event_of_a_proposal_in_order_of_its_stream) {
  given({entered("p"), moved("p", "START_DRAFT", "sosialisasi", "submission.draft"), answered})
      .then_keys("history", {"p/000000000001", "p/000000000002", "p/000000000003"})
      .then("history", "p/000000000001",
            R"({"proposal":"p","position":1,"stream_version":1,"time":"2022-06-06T02:00:01.000000Z",
                "type":"ProposalEntered","actor":"key-1","to":"sosialisasi"})")
      .then("history", "p/000000000002",
            R"({"proposal":"p","position":2,"stream_version":2,"time":"2022-06-06T02:00:02.000000Z",
                "type":"TransitionTaken","actor":"key-1","event":"START_DRAFT","from":"sosialisasi",
                "to":"submission.draft"})")
      .then_shows("history", "p/000000000003", R"({"type":"ProposalAnswered","from":"submission.draft"})");
}

TEST(History_view, tells_the_reason_where_one_was_given) {
  given({entered("p"),
         moved("p", "WITHDRAW", "sosialisasi", "withdrawn", R"(,"data":{"reason":"Diajukan lagi nanti"})")})
      .then_shows("history", "p/000000000002", R"({"event":"WITHDRAW","reason":"Diajukan lagi nanti"})");
}

TEST(Timers_view, has_a_row_for_each_pending_timer_until_it_is_cleared) {
  const Past set =
      moved("p", "SELECT", "interview.judged", "award.announced",
            R"(,"timers":{"set":[{"key":"kipp.award.announced/0","due":"2022-06-11T02:00:00.000000Z"}]})");
  const Past cleared = moved("p", "OBJECT", "award.announced", "award.objection",
                             R"(,"timers":{"cleared":["kipp.award.announced/0"]})");
  given({set}).then("timers", "proposal-p|kipp.award.announced/0",
                    R"({"stream":"proposal-p","key":"kipp.award.announced/0","due":1654912800000000,
                        "due_at":"2022-06-11T02:00:00.000000Z"})");
  given({set, cleared}).then_keys("timers", {});
}

TEST(Timers_view, has_the_new_instant_of_a_timer_that_was_set_again) {
  const auto set_for = [](std::string_view due) {
    return moved("p", "X", "a", "a",
                 R"(,"timers":{"set":[{"key":"t","due":")" + std::string(due) + R"("}]})");
  };
  given({set_for("2022-06-11T02:00:00.000000Z"), set_for("2022-06-12T02:00:00.000000Z")})
      .then_shows("timers", "proposal-p|t", R"({"due_at":"2022-06-12T02:00:00.000000Z"})");
}

TEST(Timers_view, refuses_a_timer_that_is_due_at_no_instant) {
  given({moved("p", "X", "a", "a", R"(,"timers":{"set":[{"key":"t","due":"soon"}]})")})
      .then_refused("timers", "the timer t is due at no instant")
      .then_keys("timers", {});
}

TEST(Proposal_details_view, flags_a_copy_whose_origin_lost_its_award) {
  given({opened(), entered("p"),
         {"lineage-p", "OriginLost", R"({"proposal":"p","competition":"c","organizer":"o","title":"T","origin":{"proposal":"q","competition":"b","organizer":"n","entrant":"e"},"state":"revoked","reason":"Data palsu."})"}})
      .then_shows("proposal_details", "p",
                  R"({"flags":[{"code":"origin_lost","proposal":"q","entrant":"e","other_entrant":false}],
                      "lineage":{"origin_lost":{"proposal":"q","state":"revoked","reason":"Data palsu.","position":3,"at":"2022-06-06T02:00:03.000000Z"}}})");
}

}  // namespace
}  // namespace jejak::specs
