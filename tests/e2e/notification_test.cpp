// Notifications of the real program: sent by a server, once it may send there, and by nothing else.
#include <gtest/gtest.h>

#include <thread>

#include "tests/e2e/walk.hpp"
#include "tests/support/sink.hpp"
#include "tools/webhook_signature.hpp"

namespace jejak::e2e {
namespace {

const std::string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

class Notification : public testing::Test {
 protected:
  Notification() : program_(JEJAK_BINARY, folder_.path()) {}

  std::string admin_key() {
    const Ended made = program_.run({"key", "create", "--role", "admin", "--store", program_.store()});
    return made.out.substr(0, made.out.find('\n'));
  }
  std::unique_ptr<Walk> walk(tools::Child& server, const std::string& key) {
    auto walk = std::make_unique<Walk>(tools::wait_until_listening(server, patience), key);
    walk->secretariat().good("POST", "/v1/webhooks",
                             R"({"organizer":"kota-latihan","url":")" + sink_.url() + R"(","kinds":["proposal_entered"],"secret":")" + secret + R"("})");
    return walk;
  }
  // Waits until the first notification has that status.
  json::value until(Walk& walk, std::string_view status) {
    const auto limit = std::chrono::steady_clock::now() + patience;
    while (std::chrono::steady_clock::now() < limit) {
      const json::value page = walk.secretariat().good("GET", "/v1/notifications?status=" + std::string(status));
      if (!page.at("items").as_array().empty()) return page.at("items").as_array().front();
      std::this_thread::yield();
    }
    throw std::runtime_error("no notification is " + std::string(status));
  }

  TemporaryFolder folder_;
  Program program_;
  support::Sink sink_;
};

TEST_F(Notification, reaches_a_webhook_signed_and_is_not_sent_by_a_replay) {
  const std::string key = admin_key();
  const auto server = program_.start_server({"--log", "off", "--webhooks-to-private-addresses"});
  const auto people = walk(*server, key);
  people->draft("Data Go");
  until(*people, "delivered");
  ASSERT_EQ(sink_.requests().size(), 1U);
  const support::Received request = sink_.requests().front();
  EXPECT_EQ(request.header("webhook-signature"),
            tools::webhook_signature(secret, request.header("webhook-id"), std::stoll(request.header("webhook-timestamp")), request.body));
  server->signal(SIGKILL);
  server->wait(patience);
  EXPECT_EQ(program_.run({"replay", "--store", program_.store(), "--compare"}).code, 0);
  EXPECT_EQ(program_.run({"verify", "--store", program_.store()}).code, 0);
  const auto again = program_.start_server({"--log", "off", "--webhooks-to-private-addresses"});
  Caller caller(tools::wait_until_listening(*again, patience), key);
  caller.good("POST", "/v1/organizers", R"({"name":"Bappeda Lain","region":"Lain"})");
  again->signal(SIGTERM);
  EXPECT_EQ(again->wait(patience), 0);
  EXPECT_EQ(sink_.requests().size(), 1U);
}

TEST_F(Notification, is_not_sent_into_the_own_network_unless_the_server_may) {
  const auto key = admin_key();
  const auto server = program_.start_server({"--log", "off"});
  const auto people = walk(*server, key);
  people->draft("Data Go");
  const auto limit = std::chrono::steady_clock::now() + patience;
  json::value tried = until(*people, "queued");
  while (tried.at("attempts") == 0 && std::chrono::steady_clock::now() < limit) tried = until(*people, "queued");
  EXPECT_NE(text_of(tried, "/error").find("private network"), std::string::npos) << canonical_json(tried);
  EXPECT_TRUE(sink_.requests().empty());
  server->signal(SIGTERM);
  EXPECT_EQ(server->wait(patience), 0);
}

}  // namespace
}  // namespace jejak::e2e
