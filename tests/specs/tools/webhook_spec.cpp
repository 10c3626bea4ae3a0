// Webhooks as they leave: signed, to whom they may go, tried again.
#include <gtest/gtest.h>

#include <future>

#include "tests/support/sink.hpp"
#include "tests/support/seeded_entropy.hpp"
#include "tests/support/virtual_clock.hpp"
#include "engine/runtime/projector.hpp"
#include "storage/memory/event_log.hpp"
#include "storage/memory/vault.hpp"
#include "storage/memory/view_store.hpp"
#include "tools/deliveries.hpp"
#include "tools/webhook_signature.hpp"
#include "workflows/command.hpp"
#include "workflows/field.hpp"
#include "workflows/projections.hpp"

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

// A domain in memory with one webhook, and the thread that delivers.
struct Office {
  explicit Office(std::vector<int> answers)
      : sink(std::move(answers)),
        views(schemas()),
        processor(log, vault, clock, entropy),
        projector(log, views, workflows::projections()),
        deliveries(views, vault, processor, clock, {.private_addresses = true}) {
    clock.set(parse_rfc3339("2026-06-01T02:00:00Z").value());
    processor.on_committed([this](Position position) { projector.notify(position); });
    projector.on_advanced([this](Position) { deliveries.notify(); });
    processor.start();
    projector.start();
    deliveries.start();
    give("RegisterOrganizer", {{"id", "kota"}, {"name", "Bappeda"}, {"region", "Kota"}});
    give("RegisterWebhook", {{"url", sink.url()}, {"kinds", json::array{"stage_decided"}}, {"secret", secret}});
  }
  ~Office() {
    deliveries.stop();
    processor.stop();
    projector.stop();
  }
  static std::vector<ViewSchema> schemas() {
    std::vector<ViewSchema> all;
    for (const Projection& projection : workflows::projections()) all.push_back(projection.view);
    return all;
  }
  void give(std::string name, json::object body) {
    workflows::Command command;
    command.name = std::move(name);
    command.caller = {"system", workflows::Role::system, {}, {}, {}};
    command.body = std::move(body);
    std::promise<bool> done;
    Submission submission;
    submission.decide = [command](World& world) { return workflows::decide(world, command); };
    submission.actor = "system";
    submission.reply = [&done](const CommandOutcome& outcome) { done.set_value(std::holds_alternative<Done>(outcome)); };
    processor.submit(std::move(submission));
    EXPECT_TRUE(done.get_future().get()) << command.name;
  }
  // As the notifier does for an event of the log.
  void decide_stage(std::int64_t position) {
    give("QueueNotifications", {{"position", position}, {"type", "StageDecided"}, {"stream", "decision-c-screening"},
                                {"data", {{"organizer", "kota"}, {"stage", "screening"}, {"in", 3}, {"out", 7}}}});
  }
  // Waits for the first notification to come to that status, or that many attempts.
  json::object until(const std::function<bool(const json::object&)>& reached) {
    const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (std::chrono::steady_clock::now() < limit) {
      const auto page = views.query({.view = "notifications"});
      if (page && !page->documents.empty()) {
        const auto document = parse_own_json(page->documents.front());
        if (document && reached(document->get_object())) return document->get_object();
      }
      std::this_thread::yield();
    }
    ADD_FAILURE() << "it never came to that";
    return {};
  }

  support::VirtualClock clock;
  support::SeededEntropy entropy;
  support::Sink sink;
  MemoryEventLog log;
  MemoryVault vault{entropy};
  MemoryViewStore views;
  CommandProcessor processor;
  Projector projector;
  Deliveries deliveries;
};

TEST(Deliveries, send_what_is_queued_signed_and_once) {
  Office office({204});
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
  EXPECT_EQ(body->at("data").at("text").at("id"), json::value("Tahap screening diputuskan: 3 lolos, 7 tidak."));
}

TEST(Deliveries, try_again_when_it_is_time_with_the_same_id) {
  Office office({503, 204});
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
