// E-mail as it leaves: to whom it concerns, at the address they gave, tried again.
#include "tests/specs/tools/office.hpp"
#include "tests/support/mail_sink.hpp"
#include "workflows/field.hpp"

namespace jejak::tools {
namespace {

using workflows::text_of;

constexpr const char* entrant = "0190a1b2-0000-7000-8000-e00000000001";

// An organizer whose entrants and office are written to.
struct Mailed : Office {
  explicit Mailed(std::vector<int> answers, bool relay = true)
      : Mailed(std::make_unique<support::MailSink>(std::move(answers)), relay) {}
  ~Mailed() { deliveries.stop(); }

  void register_entrant(json::object contact) {
    give("RegisterEntrant", {{"id", entrant}, {"name", "Dinas Contoh"}, {"kind", "OPD"}, {"contact", std::move(contact)}}, {{"organizer", "kota"}});
  }
  void note(std::int64_t position) {
    give("QueueNotifications", {{"position", position}, {"type", "CoachingNoteRecorded"}, {"stream", "coaching-x"},
                                {"data", {{"organizer", "kota"}, {"entrant", entrant}, {"note", "Ukur waktu layanan"}}}});
  }
  std::unique_ptr<support::MailSink> sink;

 private:
  Mailed(std::unique_ptr<support::MailSink> to, bool relay)
      : Office({.webhooks = {}, .mail = {relay ? to->url() : "", "inovasi@contoh.go.id", {}, {}}}), sink(std::move(to)) {
    give("RegisterMailing", {{"organizer", "kota"}, {"kinds", json::array{"stage_decided", "coaching_note"}}, {"office", "bappeda@contoh.go.id"}});
  }
};

bool is_delivered(const json::object& each) { return text_of(each, "status") == "delivered"; }
bool was_tried(const json::object& each) { return workflows::integer_of(each, "attempts") == 1; }

TEST(Mail, goes_to_the_entrant_whom_it_concerns_at_the_address_of_the_contact) {
  Mailed office({250});
  office.register_entrant({{"name", "Ibu Contoh"}, {"email", "ibu@contoh.go.id"}});
  office.note(100);
  office.until(is_delivered);
  const auto letters = office.sink->letters();
  ASSERT_EQ(letters.size(), 1U);
  EXPECT_EQ(letters[0].from, "inovasi@contoh.go.id");
  EXPECT_EQ(letters[0].to, "ibu@contoh.go.id");
  EXPECT_NE(letters[0].message.find("To: <ibu@contoh.go.id>\r\n"), std::string::npos);
}

TEST(Mail, to_the_organizer_goes_to_its_office) {
  Mailed office({250});
  office.decide_stage(100);
  office.until(is_delivered);
  ASSERT_EQ(office.sink->letters().size(), 1U);
  EXPECT_EQ(office.sink->letters()[0].to, "bappeda@contoh.go.id");
}

TEST(Mail, that_a_relay_turns_away_is_tried_again_when_it_is_time) {
  Mailed office({450, 250});
  office.decide_stage(100);
  const auto failed = office.until(was_tried);
  EXPECT_EQ(text_of(failed, "error"), "SMTP 450");
  EXPECT_EQ(text_of(failed, "next_attempt_at"), "2026-06-01T02:00:05.000000Z");
  office.clock.set(parse_rfc3339("2026-06-01T02:00:05Z").value());
  office.deliveries.notify();
  office.until(is_delivered);
  EXPECT_EQ(office.sink->letters().size(), 1U);
}

TEST(Mail, to_somebody_without_an_address_says_so_and_goes_once_there_is_one) {
  Mailed office({250});
  office.register_entrant({{"name", "Ibu Contoh"}});
  office.note(100);
  EXPECT_EQ(text_of(office.until(was_tried), "error"), "no e-mail address is known of this entrant");
  office.give("CorrectContact", {{"contact", {{"email", "ibu@contoh.go.id"}}}, {"reason", "Belum ada"}}, {{"entrant", entrant}});
  while (office.projector.position() < office.log.head().size) std::this_thread::yield();  // an attempt without it would wait long for the next
  office.clock.set(parse_rfc3339("2026-06-01T02:00:05Z").value());
  office.deliveries.notify();
  office.until(is_delivered);
  EXPECT_EQ(office.sink->letters().size(), 1U);
}

TEST(Mail, without_a_relay_says_how_to_start_the_server_with_one) {
  Mailed office({250}, false);
  office.decide_stage(100);
  EXPECT_EQ(text_of(office.until(was_tried), "error"), "this server has no mail relay: start it with --smtp and --mail-from");
  EXPECT_TRUE(office.sink->letters().empty());
}

}  // namespace
}  // namespace jejak::tools
