#include "engine/runtime/command_processor.hpp"

#include <thread>

#include "engine/runtime/command_batch.hpp"
#include "engine/runtime/command_queue.hpp"

namespace jejak {

struct CommandProcessor::State {
  State(EventLog& log_, Vault& vault, Clock& clock, Entropy& entropy, const ProcessorLimits& limits_)
      : log(log_),
        limits(limits_),
        batch(log, vault, clock, entropy, {limits.events_per_command_max, limits.streams_max}),
        queue(limits.queue_max) {}

  EventLog& log;
  ProcessorLimits limits;
  CommandBatch batch;
  CommandQueue queue;
  std::function<void(Position)> committed = [](Position) {};
  std::function<void(const Failure&)> not_durable = [](const Failure&) {};
  std::optional<Failure> broken;       // what the disk holds is unknown: nothing more is decided
  std::vector<Submission> commands;    // of the running batch
  bool idle_is_due = false;            // something was committed since the log was last told to tidy up
  std::thread thread;
};

CommandProcessor::CommandProcessor(EventLog& log, Vault& vault, Clock& clock, Entropy& entropy,
                                   ProcessorLimits limits)
    : state_(std::make_unique<State>(log, vault, clock, entropy, limits)) {}

CommandProcessor::~CommandProcessor() { stop(); }

void CommandProcessor::on_committed(std::function<void(Position)> listener) {
  state_->committed = std::move(listener);
}

void CommandProcessor::on_not_durable(std::function<void(const Failure&)> listener) {
  state_->not_durable = std::move(listener);
}

void CommandProcessor::start() {
  state_->thread = std::thread([this] { loop(); });
}

void CommandProcessor::submit(Submission command) {
  if (state_->queue.push(command)) return;
  counters_.overloaded.fetch_add(1, std::memory_order_relaxed);
  command.reply(Overloaded{});
}

void CommandProcessor::stop() {
  state_->queue.close();
  if (state_->thread.joinable()) {
    state_->thread.join();
  } else {
    drain();
  }
}

std::size_t CommandProcessor::queued() const { return state_->queue.size(); }

std::size_t CommandProcessor::drain() {
  std::size_t commands = 0;
  while (state_->queue.take(state_->commands, state_->limits.batch_max) > 0) {
    commands += state_->commands.size();
    run_batch();
  }
  return commands;
}

// While commands keep coming the log is never told to be idle; it bounds by itself what then piles up.
void CommandProcessor::loop() {
  State& state = *state_;
  while (state.queue.wait(state.idle_is_due ? std::optional(state.limits.idle_after) : std::nullopt)) {
    if (drain() == 0) {
      state.log.idle();
      state.idle_is_due = false;
    }
  }
}

void CommandProcessor::run_batch() {
  State& state = *state_;
  std::optional<Failure> failure = state.broken;
  if (!failure) failure = state.batch.run(state.commands);
  const std::uint64_t events = failure ? 0 : state.batch.events();
  counters_.batches.fetch_add(1, std::memory_order_relaxed);
  counters_.commands.fetch_add(state.commands.size(), std::memory_order_relaxed);
  counters_.events.fetch_add(events, std::memory_order_relaxed);
  if (events > 0) {
    state.idle_is_due = true;
    state.committed(state.batch.log_size());
  }
  for (std::size_t index = 0; index < state.commands.size(); ++index) {
    CommandOutcome outcome = failure ? CommandOutcome(*failure) : state.batch.take_outcome(index);
    if (std::holds_alternative<Rejection>(outcome)) counters_.rejections.fetch_add(1, std::memory_order_relaxed);
    if (std::holds_alternative<Failure>(outcome)) counters_.failures.fetch_add(1, std::memory_order_relaxed);
    if (std::holds_alternative<Repeated>(outcome)) counters_.repeated.fetch_add(1, std::memory_order_relaxed);
    state.commands[index].reply(std::move(outcome));
  }
  state.commands.clear();
  if (failure && failure->kind == Failure::Kind::not_durable && !state.broken) {
    state.broken = failure;
    state.not_durable(*failure);
  }
}

}  // namespace jejak
