// The processor under many submitters at once; meant to be run under the thread sanitizer too.
#include <latch>
#include <set>
#include <thread>

#include "tests/specs/runtime/counter.hpp"

namespace jejak::specs {
namespace {

// A submitter that sends its next command when the last one was answered.
class Client {
 public:
  Client(Machine& machine, int number, int commands, std::latch& finished)
      : machine_(machine), stream_("count-" + std::to_string(number)), left_(commands), finished_(finished) {}

  void next() {
    if (left_-- == 0) return finished_.count_down();
    Submission command;
    command.decide = Machine::adding({.by = 1, .stream = stream_});
    command.reply = [this](CommandOutcome outcome) { answered(std::move(outcome)); };
    machine_.processor->submit(std::move(command));
  }

  std::vector<Recorded> acknowledged;

 private:
  void answered(CommandOutcome outcome) {
    if (const Done* done = std::get_if<Done>(&outcome)) acknowledged.push_back(done->events.at(0));
    next();
  }
  Machine& machine_;
  std::string stream_;
  int left_;
  std::latch& finished_;
};

TEST(Threads, every_acknowledged_event_is_in_the_log_once_where_it_was_said_to_be) {
  Machine machine;
  machine.processor->start();
  constexpr int clients_count = 32;
  std::latch finished(clients_count);
  std::vector<std::unique_ptr<Client>> clients;
  for (int n = 0; n < clients_count; ++n) {
    clients.push_back(std::make_unique<Client>(machine, n, 50, finished));
  }
  {
    std::vector<std::jthread> starters;
    for (int thread = 0; thread < 4; ++thread) {
      starters.emplace_back([&clients, thread] {
        for (std::size_t n = static_cast<std::size_t>(thread); n < clients.size(); n += 4) clients[n]->next();
      });
    }
  }
  finished.wait();
  machine.processor->stop();
  const std::vector<StoredEvent> stored = machine.stored();
  std::set<Position> seen;
  for (const auto& client : clients) {
    ASSERT_EQ(client->acknowledged.size(), 50U);
    for (const Recorded& event : client->acknowledged) {
      EXPECT_TRUE(seen.insert(event.position).second);
      EXPECT_EQ(stored.at(event.position - 1).id, event.id);
      EXPECT_EQ(stored.at(event.position - 1).leaf_hash, event.leaf_hash);
    }
  }
  EXPECT_EQ(stored.size(), seen.size());
}

TEST(Threads, stop_answers_everything_that_was_submitted) {
  for (int round = 0; round < 20; ++round) {
    Machine machine({.queue_max = 64});
    std::atomic<int> answered = 0;
    constexpr int threads_count = 4;
    constexpr int commands_each = 50;
    machine.processor->start();
    std::latch begun(threads_count);
    std::vector<std::jthread> submitters;
    for (int thread = 0; thread < threads_count; ++thread) {
      submitters.emplace_back([&machine, &answered, &begun] {
        for (int n = 0; n < commands_each; ++n) {
          Submission command;
          command.decide = [](World&) -> Decision { return Accepted{}; };
          command.reply = [&answered](const CommandOutcome&) { ++answered; };
          machine.processor->submit(std::move(command));
          if (n == 10) begun.count_down();
        }
      });
    }
    begun.wait();
    machine.processor->stop();
    submitters.clear();
    EXPECT_EQ(answered, threads_count * commands_each);
  }
}

TEST(Threads, the_log_is_told_when_nobody_waits) {
  Machine machine({.idle_after = std::chrono::microseconds(100)});
  machine.processor->start();
  std::latch answered(1);
  Submission command;
  command.decide = Machine::adding({});
  command.reply = [&answered](const CommandOutcome&) { answered.count_down(); };
  machine.processor->submit(std::move(command));
  answered.wait();
  while (machine.log.idles == 0) std::this_thread::yield();
  machine.processor->stop();
  EXPECT_EQ(machine.log.idles, 1U);
}

}  // namespace
}  // namespace jejak::specs
