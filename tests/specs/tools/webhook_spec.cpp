// Webhooks as they leave: signed, to whom they may go, tried again.
#include <gtest/gtest.h>

#include "tests/specs/tools/office.hpp"
#include "tests/support/sink.hpp"
#include "tools/webhook_signature.hpp"
#include "workflows/field.hpp"

namespace jejak::tools {
namespace {

const std::string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

TEST(Webhook_signature, is_that_of_the_example_of_standard_webhooks) {
  EXPECT_EQ(webhook_signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, R"({"test": 2432232314})"),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  EXPECT_EQ(webhook_signature("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "a", 1, ""), std::nullopt);
}

TEST(Webhook_post, goes_to_no_private_address_unless_it_may) {
  support::Sink sink;
  const std::atomic<bool> stop = false;
  for (const std::string host : {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"}) {
    const PostOutcome outcome = post_json("http://" + host + ":" + std::to_string(sink.port()) + "/", "{}", {}, {}, stop);
    EXPECT_EQ(outcome.status, 0) << host;
    EXPECT_NE(outcome.error.find("private network"), std::string::npos) << host << ": " << outcome.error;
  }
  EXPECT_TRUE(sink.requests().empty());
  EXPECT_EQ(post_json(sink.url(), "{}", {}, {.private_addresses = true}, stop).status, 204);
}

TEST(Webhook_post, follows_no_redirect_and_speaks_no_other_protocol) {
  support::Sink sink({302});
  const std::atomic<bool> stop = false;
  EXPECT_EQ(post_json(sink.url(), "{}", {}, {.private_addresses = true}, stop).error, "HTTP 302");
  EXPECT_EQ(sink.requests().size(), 1U);
  EXPECT_FALSE(post_json("file:///etc/passwd", "{}", {}, {.private_addresses = true}, stop).error.empty());
}

// A webhook that asks for decisions, and what it was sent.
struct Hooked : Office {
  explicit Hooked(std::vector<int> answers) : Office({.webhooks = {.private_addresses = true}}), sink(std::move(answers)) {
    give("RegisterWebhook", {{"url", sink.url()}, {"kinds", json::array{"stage_decided"}}, {"secret", secret}});
  }
  ~Hooked() { deliveries.stop(); }
  support::Sink sink;
};

TEST(Deliveries, send_what_is_queued_signed_and_once) {
  Hooked office({204});
  office.decide_stage(100);
  office.decide_stage(100);
  office.until([](const json::object& each) { return workflows::text_of(each, "status") == "delivered"; });
  ASSERT_EQ(office.sink.requests().size(), 1U);
  const support::Received request = office.sink.requests().front();
  EXPECT_EQ(webhook_signature(secret, request.header("webhook-id"), std::stoll(request.header("webhook-timestamp")), request.body),
            request.header("webhook-signature"));
  const auto body = parse_json(request.body);
  ASSERT_TRUE(body);
  EXPECT_EQ(body->at("type"), json::value("stage_decided"));
  EXPECT_EQ(body->at("data").at("text").at("id"), json::value("Tahap \"screening\" diputuskan: 3 lolos, 7 tidak."));
}

TEST(Deliveries, try_again_when_it_is_time_with_the_same_id) {
  Hooked office({503, 204});
  office.decide_stage(100);
  const auto failed = office.until([](const json::object& each) { return workflows::integer_of(each, "attempts") == 1; });
  EXPECT_EQ(workflows::text_of(failed, "status"), "queued");
  EXPECT_EQ(workflows::text_of(failed, "error"), "HTTP 503");
  EXPECT_EQ(workflows::text_of(failed, "next_attempt_at"), "2026-06-01T02:00:05.000000Z");
  EXPECT_EQ(office.sink.requests().size(), 1U) << "not before it is time";
  office.clock.set(parse_rfc3339("2026-06-01T02:00:05Z").value());
  office.deliveries.notify();
  office.until([](const json::object& each) { return workflows::text_of(each, "status") == "delivered"; });
  const auto requests = office.sink.requests();
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_EQ(requests[0].header("webhook-id"), requests[1].header("webhook-id"));
}

}  // namespace
}  // namespace jejak::tools
