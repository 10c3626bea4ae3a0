// Who is told what, once, and what waits for a human.
#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::workflows {
namespace {

json::object webhook(std::initializer_list<std::string_view> kinds) {
  json::object body{{"organizer", city}, {"url", "https://contoh.go.id/kait"}, {"secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}};
  body["kinds"] = json::array(kinds.begin(), kinds.end());
  return body;
}

Caller program() {
  Caller caller;
  caller.actor = "system";
  caller.role = Role::system;
  return caller;
}

// As the notifier does for the last event of that type.
std::int64_t tell(Trial& trial, std::string_view type) {
  json::object body;
  for (const StoredEvent& event : trial.events()) {
    if (event.type == type) body = {{"position", static_cast<std::int64_t>(event.position)}, {"type", event.type}, {"stream", event.stream}, {"data", object(event.data)}};
  }
  return integer_of(trial.accept("QueueNotifications", program(), {}, body), "queued");
}

std::string notification(const Trial& trial) { return std::string(text_of(trial.last("NotificationQueued"), "id")); }

}  // namespace

TEST(Notification, tells_the_entrant_where_the_proposal_went_once) {
  Trial trial;
  trial.open("practice");
  trial.accept("RegisterWebhook", secretariat(), {}, webhook({"proposal_moved"}));
  const std::string id = trial.enter("Data Go", trial.entrant);
  trial.send(id, proposer(trial.entrant), "START_DRAFT");
  EXPECT_EQ(tell(trial, "TransitionTaken"), 1);
  EXPECT_EQ(tell(trial, "TransitionTaken"), 0);
  const auto queued = trial.last("NotificationQueued");
  EXPECT_EQ(text_of(queued, "to_id"), trial.entrant);
  EXPECT_EQ(text_of(object_of(queued, "text"), "id"), "\"Data Go\" beralih dari \"Sosialisasi\" ke \"Draf\".");
  EXPECT_EQ(tell(trial, "ProposalEntered"), 0) << "not asked for";
}

TEST(Notification, is_not_of_what_was_before_the_webhook_nor_for_a_stranger) {
  Trial trial;
  trial.open("practice");
  trial.accept("RegisterOrganizer", admin(), {}, {{"id", "lain"}, {"name", "Bappeda Lain"}, {"region", "Lain"}});
  trial.enter("Data Go", trial.entrant);
  trial.accept("RegisterWebhook", secretariat(), {}, webhook({"proposal_entered"}));
  EXPECT_EQ(tell(trial, "ProposalEntered"), 0);
  json::object others = webhook({"proposal_entered"});
  others["organizer"] = "lain";
  trial.accept("RegisterWebhook", secretariat("lain"), {}, others);
  trial.enter("Si Bulan", trial.entrant);
  EXPECT_EQ(tell(trial, "ProposalEntered"), 1) << "its own alone";
  trial.refuse("forbidden", "RegisterWebhook", secretariat("lain"), {}, webhook({"proposal_entered"}));
}

TEST(Notification, tells_a_result_as_a_result_with_its_reason_and_nothing_of_it_as_a_move) {
  Trial trial;
  trial.open("practice");
  trial.accept("RegisterWebhook", secretariat(), {}, webhook({"proposal_moved"}));
  trial.accept("RegisterWebhook", secretariat(), {}, webhook({"stage_result"}));
  const std::string id = trial.bring_to_desk("Data Go"), judge = trial.add_juror();
  trial.assign({id}, "screening", judge);
  trial.assess(id, "screening", judge, "80");
  trial.decide("screening");
  EXPECT_EQ(tell(trial, "TransitionTaken"), 1);
  const auto queued = trial.last("NotificationQueued");
  EXPECT_EQ(text_of(queued, "kind"), "stage_result");
  EXPECT_TRUE(text_of(object_of(queued, "text"), "id").starts_with("\"Data Go\" lolos: ")) << text(json::value(queued));
}

TEST(Notification, of_what_was_returned_says_why) {
  Trial trial;
  trial.open("practice");
  trial.accept("RegisterWebhook", secretariat(), {}, webhook({"proposal_moved"}));
  const std::string id = trial.enter("Data Go", trial.entrant);
  trial.send(id, proposer(trial.entrant), "START_DRAFT");
  trial.accept("AnswerProposal", proposer(trial.entrant), {{"proposal", id}}, {{"answers", {{"summary", "S"}, {"background", "L"}, {"novelty", "B"}}}}, 2);
  trial.send(id, proposer(trial.entrant), "SUBMIT", R"({"declaration":true})");
  trial.send(id, secretariat(), "RETURN_FOR_REVISION", R"({"reason":"Data belum lengkap"})");
  tell(trial, "TransitionTaken");
  const auto told = object_of(trial.last("NotificationQueued"), "text");
  EXPECT_TRUE(text_of(told, "id").ends_with("Alasan: Data belum lengkap")) << text(json::value(told));
  EXPECT_TRUE(text_of(told, "en").ends_with("Reason: Data belum lengkap"));
}

TEST(Notification, of_a_longer_window_goes_to_the_organizer_and_to_whoever_has_a_draft_on_the_competitions_clock) {
  Trial trial;
  trial.open("practice");
  trial.accept("RegisterWebhook", secretariat(), {}, webhook({"window_extended"}));
  const std::string draft = trial.enter("Data Go", trial.entrant);
  trial.enter("Si Bulan", trial.entrant);
  trial.send(draft, proposer(trial.entrant), "START_DRAFT");
  trial.accept("ExtendWindow", secretariat(), {{"competition", std::string(contest)}},
               {{"window", "entry"}, {"closes", "2100-05-06T23:59:00+07:00"}, {"reason", "Banjir"}});
  EXPECT_EQ(tell(trial, "WindowExtended"), 2);
  const auto queued = trial.last("NotificationQueued");
  EXPECT_EQ(text_of(queued, "to"), "entrant");
  EXPECT_EQ(text_of(object_of(queued, "text"), "id"), "\"Pendaftaran\" kini ditutup Kamis, 6 Mei 2100 pukul 23.59 WIB. Alasan: Banjir");
}

TEST(Notification, of_an_objection_goes_to_the_organizer_as_well) {
  Trial trial;
  json::object rulebook = shipped_document("rulebooks", "practice")->as_object();
  rulebook["objection_window"] = "P5D";
  rulebook["objections_max"] = 1;
  trial.open_with(rulebook);
  trial.accept("RegisterWebhook", secretariat(), {}, webhook({"objection"}));
  const std::string id = trial.bring_to_desk("Data Go"), judge = trial.add_juror();
  trial.assign({id}, "screening", judge);
  trial.assess(id, "screening", judge, "80");
  trial.decide("screening");
  trial.record(id, "presentation");
  trial.assign({id}, "presentation", judge);
  trial.assess(id, "presentation", judge, "80");
  trial.decide("presentation");
  trial.record(id, "interview");
  trial.assign({id}, "interview", judge);
  trial.assess(id, "interview", judge, "80");
  trial.decide("interview");
  trial.send(id, proposer(trial.entrant), "OBJECT", R"({"reason":"Nilai tertukar"})");
  EXPECT_EQ(tell(trial, "TransitionTaken"), 1);
  EXPECT_EQ(text_of(trial.last("NotificationQueued"), "to"), "organizer");
}

TEST(Notification, waits_for_a_human_where_the_rulebook_holds_its_kind) {
  Trial trial;
  json::object rulebook = shipped_document("rulebooks", "practice")->as_object();
  rulebook["notifications"] = json::object{{"hold", json::array{"proposal_entered"}}};
  trial.open_with(rulebook);
  trial.accept("RegisterWebhook", secretariat(), {}, webhook({"proposal_entered"}));
  trial.enter("Data Go", trial.entrant);
  tell(trial, "ProposalEntered");
  EXPECT_TRUE(flag_of(trial.last("NotificationQueued"), "held"));
  const Path path{{"notification", notification(trial)}};
  trial.refuse("not_found", "ReleaseNotification", secretariat("lain"), path, {});
  trial.accept("ReleaseNotification", secretariat(), path, {});
  trial.refuse("not_held", "DiscardNotification", secretariat(), path, {{"reason", "Terlambat"}});
}

TEST(Notification, records_each_attempt_once) {
  Trial trial;
  trial.open("practice");
  trial.accept("RegisterWebhook", secretariat(), {}, webhook({"proposal_entered"}));
  trial.enter("Data Go", trial.entrant);
  tell(trial, "ProposalEntered");
  const Path path{{"notification", notification(trial)}};
  const json::object failed{{"attempt", 1}, {"error", "HTTP 503"}, {"next_attempt_at", "2022-06-01T02:00:05Z"}};
  trial.accept("RecordDelivery", program(), path, failed);
  trial.accept("RecordDelivery", program(), path, failed);
  trial.accept("RecordDelivery", program(), path, {{"attempt", 2}, {"status", 204}});
  trial.accept("RecordDelivery", program(), path, {{"attempt", 3}, {"status", 204}});
  EXPECT_EQ(trial.types("notification-" + notification(trial)),
            (std::vector<std::string>{"NotificationQueued", "NotificationFailed", "NotificationDelivered"}));
  trial.refuse("forbidden", "RecordDelivery", secretariat(), path, {{"attempt", 4}});
}

TEST(Reminder, goes_to_jurors_with_open_sheets_and_to_entrants_with_drafts) {
  Trial trial;
  trial.open("practice");
  const std::string desk = trial.bring_to_desk("Data Go");
  const std::string busy = trial.add_juror("Universitas"), idle = trial.add_juror("LSM");
  trial.accept("AssignJurors", secretariat(), {{"competition", std::string(contest)}},
               {{"stage", "screening"}, {"pairs", json::array{{{"juror", busy}, {"proposals", json::array{desk}}}}}});
  const Path path{{"competition", std::string(contest)}};
  trial.refuse("nobody_listens", "Remind", secretariat(), path, {{"to", "jurors"}, {"stage", "screening"}});
  trial.accept("RegisterWebhook", secretariat(), {}, webhook({"reminder"}));
  EXPECT_EQ(text(json::value(trial.accept("Remind", secretariat(), path, {{"to", "jurors"}, {"stage", "screening"}}))), R"({"people":1,"queued":1})");
  EXPECT_EQ(text_of(trial.last("NotificationQueued"), "to_id"), busy);
  const std::string draft = trial.enter("Si Bulan", trial.entrant);
  trial.send(draft, proposer(trial.entrant), "START_DRAFT");
  EXPECT_EQ(integer_of(trial.accept("Remind", secretariat(), path, {{"to", "entrants"}, {"note", "Tutup besok."}}), "people"), 1);
  EXPECT_EQ(text_of(object_of(trial.last("NotificationQueued"), "text"), "id"), "\"Si Bulan\" belum dikirim. Tutup besok.");
}

TEST(Webhook, is_refused_with_the_field_that_is_wrong) {
  Trial trial;
  trial.open("practice");
  for (const char* url : {"ftp://contoh.go.id/", "https://", "https://a b/", "https://user:pass@contoh.go.id/", "javascript:alert(1)"}) {
    json::object body = webhook({"reminder"});
    body["url"] = url;
    trial.refuse("invalid_body", "RegisterWebhook", secretariat(), {}, body);
  }
  json::object body = webhook({"reminder"});
  body["secret"] = "whsec_cGVuZGVrcGVuZGVrcGVuZGVrcGVuZGVrcGVuZGV$";
  trial.refuse("invalid_body", "RegisterWebhook", secretariat(), {}, body);
}

}  // namespace jejak::workflows
