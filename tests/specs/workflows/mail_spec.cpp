// E-mail: which addresses are taken, what a message looks like, who may ask for it.
#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"
#include "workflows/notification/mail.hpp"

namespace jejak::workflows {
namespace {

json::object mailing(std::string_view organizer = city) {
  return {{"organizer", organizer}, {"kinds", json::array{"proposal_entered"}}, {"office", "bappeda@contoh.go.id"}};
}

}  // namespace

TEST(A_mail_address, is_a_dot_string_at_a_domain_and_nothing_that_could_end_a_line) {
  for (const char* good : {"a@b", "layanan.publik+2022@bappeda.contoh.go.id", "o'neil@x-y.id"}) EXPECT_TRUE(is_mail_address(good)) << good;
  for (const char* bad : {"", "a", "@b", "a@", "a..b@c", ".a@b", "a@b.", "a@-b", "a b@c", "a@b\r\nRCPT TO:<x@y>", "<a@b>", "a@b,c@d", "\"a\"@b", "a@[127.0.0.1]", "\xc3\xa9@b"})
    EXPECT_FALSE(is_mail_address(bad)) << bad;
  EXPECT_FALSE(is_mail_address(std::string(65, 'a') + "@b"));
  EXPECT_FALSE(is_mail_address("a@" + std::string(64, 'b')));
}

TEST(A_mail, is_laid_out_as_rfc_5322_and_mime_say) {
  const json::object notification{{"id", "8f0c1d2e-0000-8000-8000-000000000001"},
                                  {"competition", "kota-contoh-2022"},
                                  {"proposal", ""},
                                  {"about", {{"position", 7}}},
                                  {"text", {{"id", "\"Caf\xc3\xa9 Layanan\" memperoleh penghargaan."}, {"en", "It was given its award."}}}};
  const Mail mail{"inovasi@contoh.go.id", "dinas@contoh.go.id", parse_rfc3339("2026-06-01T09:30:05+07:00").value()};
  const std::string message = mail_message(mail, notification);
  const auto head = message.substr(0, message.find("\r\n\r\n"));
  EXPECT_EQ(head,
            "From: <inovasi@contoh.go.id>\r\nTo: <dinas@contoh.go.id>\r\n"
            "Subject: =?UTF-8?B?" + to_base64(bytes_of("\"Caf\xc3\xa9 Layanan\" memperoleh penghargaan.")) + "?=\r\n"
            "Date: Mon, 01 Jun 2026 02:30:05 +0000\r\nMessage-ID: <8f0c1d2e-0000-8000-8000-000000000001@contoh.go.id>\r\n"
            "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n"
            "Content-Transfer-Encoding: base64");
  std::string body = message.substr(head.size() + 4);
  std::erase_if(body, [](char c) { return c == '\r' || c == '\n'; });
  const auto text = from_base64(body);
  ASSERT_TRUE(text);
  EXPECT_TRUE(text->starts_with("\"Caf\xc3\xa9 Layanan\" memperoleh penghargaan.\n\nIt was given its award.\n")) << *text;
  EXPECT_NE(text->find("kota-contoh-2022"), std::string::npos);
}

TEST(A_mail, never_has_a_line_longer_than_78_nor_cuts_a_character) {
  std::string long_text;
  for (int i = 0; i < 100; ++i) long_text += "\xc3\xa9";
  const json::object notification{{"id", "x"}, {"text", {{"id", long_text}, {"en", long_text}}}};
  const std::string message = mail_message({"a@b", "c@d", {}}, notification);
  std::string subject;
  for (std::size_t at = 0; at < message.size();) {
    const std::size_t end = message.find("\r\n", at);
    ASSERT_NE(end, std::string::npos) << "every line ends in CRLF";
    EXPECT_LE(end - at, 78U);
    const std::string line = message.substr(at, end - at);
    const auto word = line.find("=?UTF-8?B?");
    if (word != std::string::npos) {
      const auto piece = from_base64(line.substr(word + 10, line.size() - word - 12));
      ASSERT_TRUE(piece);
      EXPECT_EQ(piece->size() % 2, 0U) << "a word ends with a whole character";
      subject += *piece;
    }
    at = end + 2;
  }
  EXPECT_EQ(subject, long_text.substr(0, 120));
}

TEST(A_mailing, hears_as_a_webhook_does_until_it_is_removed) {
  Trial trial;
  trial.open("practice");
  const std::string id(text_of(trial.accept("RegisterMailing", secretariat(), {}, mailing()), "id"));
  EXPECT_FALSE(trial.last("MailingRegistered").at("office").is_string()) << "sealed";
  const auto entered = [&](std::string_view title) {
    trial.enter(title, trial.entrant);
    json::object body;
    for (const StoredEvent& event : trial.events())
      if (event.type == "ProposalEntered") body = {{"position", static_cast<std::int64_t>(event.position)}, {"type", event.type}, {"stream", event.stream}, {"data", object(event.data)}};
    return integer_of(trial.accept("QueueNotifications", console(), {}, body), "queued");
  };
  EXPECT_EQ(entered("Data Go"), 1);
  EXPECT_EQ(text_of(trial.last("NotificationQueued"), "webhook"), id);
  trial.refuse("not_found", "RemoveWebhook", secretariat(), {{"webhook", id}}, {});
  trial.refuse("not_found", "RemoveMailing", secretariat("lain"), {{"mailing", id}}, {});
  trial.accept("RemoveMailing", secretariat(), {{"mailing", id}}, {});
  EXPECT_EQ(entered("Si Bulan"), 0);
}

TEST(A_mailing, is_its_own_organizers) {
  Trial trial;
  trial.open("practice");
  trial.refuse("not_found", "RegisterMailing", secretariat(), {}, mailing("tidak-ada"));
  trial.refuse("forbidden", "RegisterMailing", secretariat("lain"), {}, mailing());
  trial.refuse("forbidden", "RegisterMailing", proposer(trial.entrant), {}, mailing());
}

}  // namespace jejak::workflows
