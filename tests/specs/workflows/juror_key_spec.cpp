// Nobody judges as somebody else without a second person, and without the juror noticing.
#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"
#include "workflows/key/state.hpp"

namespace jejak::workflows {
namespace {

Caller second_person() {
  Caller caller = secretariat();
  caller.actor = "key-second";
  return caller;
}

json::object for_juror(const std::string& id) {
  return {{"role", "juror"}, {"label", "Juri"}, {"juror", id}, {"hash", std::string(64, 'a')}};
}

Path key(const json::object& issued) { return {{"key", std::string(text_of(issued, "id"))}}; }

}  // namespace

TEST(A_jurors_key, is_one_and_the_next_takes_another_person_than_revoked_it) {
  Trial trial;
  trial.open();
  const std::string by = trial.add_juror(), other = trial.add_juror();
  const auto first = trial.accept("IssueKey", secretariat(), {}, for_juror(by));
  for (const Caller& caller : {secretariat(), second_person(), admin(), console()})
    EXPECT_EQ(text_of(trial.refuse("juror_has_key", "IssueKey", caller, {}, for_juror(by)).details, "juror"), by);
  trial.accept("IssueKey", secretariat(), {}, for_juror(other));
  trial.accept("RevokeKey", secretariat(), key(first), {{"reason", "Hilang"}});
  trial.refuse("same_person", "IssueKey", secretariat(), {}, for_juror(by));
  const auto second = trial.accept("IssueKey", second_person(), {}, for_juror(by));
  trial.refuse("juror_has_key", "IssueKey", admin(), {}, for_juror(by));
  trial.accept("RevokeKey", second_person(), key(second), {});
  trial.refuse("same_person", "IssueKey", second_person(), {}, for_juror(by));
  trial.accept("IssueKey", secretariat(), {}, for_juror(by));
}

TEST(A_jurors_key, of_a_log_where_a_juror_had_several_is_followed_by_none_while_one_lives) {
  Keys keys;
  const auto happen = [&](std::string_view type, std::string_view data, std::string_view actor) {
    Event event;
    event.type = type;
    event.actor = actor;
    event.data = object(data);
    evolve(keys, event);
  };
  happen("KeyIssued", R"({"id":"a","role":"juror","juror":"j"})", "key-s");
  happen("KeyIssued", R"({"id":"b","role":"juror","juror":"j"})", "key-s");
  happen("KeyRevoked", R"({"id":"a"})", "key-s");
  EXPECT_EQ(keys.by_juror.at("j").live, 1U);
  happen("KeyRevoked", R"({"id":"b"})", "key-second");
  EXPECT_EQ(keys.by_juror.at("j").live, 0U);
  EXPECT_EQ(keys.by_juror.at("j").revoked_by, "key-second");
}

TEST(A_jurors_key, is_told_to_the_juror_and_no_other_key_to_anybody) {
  Trial trial;
  trial.open();
  trial.accept("RegisterWebhook", secretariat(), {},
               {{"organizer", city}, {"url", "https://contoh.go.id/kait"}, {"secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}, {"kinds", json::array{"juror_key_issued"}}});
  const auto tell = [&] {
    const StoredEvent event = trial.events().back();
    return integer_of(trial.accept("QueueNotifications", console(), {},
                                   {{"position", static_cast<std::int64_t>(event.position)}, {"type", event.type}, {"stream", event.stream}, {"data", object(event.data)}}),
                      "queued");
  };
  const std::string by = trial.add_juror();
  trial.accept("IssueKey", secretariat(), {}, for_juror(by));
  EXPECT_EQ(tell(), 1);
  const auto queued = trial.last("NotificationQueued");
  EXPECT_EQ(text_of(queued, "kind"), "juror_key_issued");
  EXPECT_EQ(text_of(queued, "to"), "juror");
  EXPECT_EQ(text_of(queued, "to_id"), by);
  EXPECT_EQ(text_of(queued, "competition"), contest);
  trial.accept("IssueKey", secretariat(), {}, {{"role", "proposer"}, {"label", "x"}, {"entrant", trial.entrant}, {"hash", std::string(64, 'b')}});
  EXPECT_EQ(tell(), 0);
}

TEST(A_sheet, says_in_the_decision_whose_key_submitted_it) {
  Trial trial;
  trial.open();
  const std::string id = trial.bring_to_desk("A"), by = trial.add_juror();
  trial.assign({id}, "screening", by);
  trial.assess(id, "screening", by, "60");
  trial.decide("screening");
  const auto decided = trial.last("StageDecided");
  const auto& sheet = members_of(array_of(members_of(array_of(decided, "results").at(0)), "sheets").at(0));
  EXPECT_EQ(text_of(sheet, "actor"), "key-j");
}

}  // namespace jejak::workflows
