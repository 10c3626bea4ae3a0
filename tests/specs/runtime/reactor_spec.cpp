#include <gtest/gtest.h>

#include <future>

#include "engine/runtime/reactor.hpp"
#include "storage/memory/event_log.hpp"

namespace jejak::specs {
namespace {

struct Reactions {
  MemoryEventLog log;
  std::vector<Position> reacted;
  Position kept = 0;
  std::optional<Failure> next_failure;

  void append(std::string type) {
    StoredEvent event;
    event.stream = "subject-1";
    event.type = std::move(type);
    event.data = "{}";
    ASSERT_TRUE(log.append(std::span(&event, 1), {}).has_value());
  }
  Reactor reactor(std::size_t batch_events_max = 1'000) {
    return Reactor(log, kept,
                   {{"SubjectErased"},
                    [this](const Event& event) {
                      if (next_failure) return std::exchange(next_failure, std::nullopt);
                      reacted.push_back(event.position);
                      return std::optional<Failure>();
                    },
                    [this](Position position) {
                      kept = position;
                      return std::optional<Failure>();
                    }},
                   batch_events_max);
  }
};

TEST(Reactor, reacts_to_its_types_in_order_and_keeps_how_far_it_came) {
  Reactions reactions;
  for (const char* type : {"Entered", "SubjectErased", "Entered", "SubjectErased", "Entered"}) reactions.append(type);
  Reactor reactor = reactions.reactor(2);
  EXPECT_FALSE(reactor.catch_up(5));
  EXPECT_EQ(reactions.reacted, (std::vector<Position>{2, 4}));
  EXPECT_EQ(reactions.kept, 5U);
}

TEST(Reactor, goes_on_from_where_it_was_kept) {
  Reactions reactions;
  reactions.append("SubjectErased");
  EXPECT_FALSE(reactions.reactor().catch_up(1));
  reactions.append("SubjectErased");
  EXPECT_FALSE(reactions.reactor().catch_up(2));
  EXPECT_EQ(reactions.reacted, (std::vector<Position>{1, 2}));
}

TEST(Reactor, stops_before_an_event_that_it_could_not_react_to_and_tries_it_again) {
  Reactions reactions;
  for (int n = 0; n < 3; ++n) reactions.append("SubjectErased");
  Reactor reactor = reactions.reactor(1);
  EXPECT_FALSE(reactor.catch_up(1));
  reactions.next_failure = Failure{Failure::Kind::unavailable, "busy"};
  EXPECT_TRUE(reactor.catch_up(3).has_value());
  EXPECT_EQ(reactor.position(), 1U);
  EXPECT_FALSE(reactor.catch_up(3));
  EXPECT_EQ(reactions.reacted, (std::vector<Position>{1, 2, 3}));
}

TEST(Reactor, follows_the_log_on_its_own_thread) {
  MemoryEventLog log;
  std::promise<void> done;
  Reactor reactor(log, 0,
                  {{},
                   [](const Event&) { return std::optional<Failure>(); },
                   [&](Position position) {
                     if (position == 2) done.set_value();
                     return std::optional<Failure>();
                   }});
  reactor.start();
  for (int n = 0; n < 2; ++n) {
    StoredEvent event;
    event.stream = "a";
    event.data = "{}";
    ASSERT_TRUE(log.append(std::span(&event, 1), {}).has_value());
    reactor.notify(log.head().size);
  }
  EXPECT_EQ(done.get_future().wait_for(std::chrono::seconds(20)), std::future_status::ready);
  reactor.stop();
}

}  // namespace
}  // namespace jejak::specs
