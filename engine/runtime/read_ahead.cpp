#include "engine/runtime/read_ahead.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/runtime/event_parser.hpp"

namespace jejak {

ReadAhead::ReadAhead(EventLog& log, Position from, Position to, std::size_t run_events)
    : log_(log), from_(from), to_(to), run_events_(run_events), thread_([this] { loop(); }) {}

ReadAhead::~ReadAhead() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

Result<std::span<const Event>, Failure> ReadAhead::next() {
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [this] { return ended_ || filled_ > taken_; });
  if (filled_ == taken_) {
    if (failure_) return *failure_;
    return std::span<const Event>{};
  }
  const ParsedEvents& run = ring_[taken_++ % runs];
  lock.unlock();
  wake_.notify_all();  // the run before this one is free
  return run.events();
}

void ReadAhead::loop() {
  std::unique_lock lock(mutex_);
  while (!failure_ && from_ <= to_) {
    // One run is the caller's, also when it is the last that was filled.
    wake_.wait(lock, [this] { return stopping_ || filled_ + 1 < taken_ + runs; });
    if (stopping_) break;
    ParsedEvents& run = ring_[filled_ % runs];
    lock.unlock();
    auto failure = read(run);
    lock.lock();
    failure_ = std::move(failure);
    if (!run.events().empty()) ++filled_;
    wake_.notify_all();
  }
  ended_ = true;
  wake_.notify_all();
}

std::optional<Failure> ReadAhead::read(ParsedEvents& into) {
  into.clear();
  std::optional<Failure> broken;
  const auto visit = [&](const StoredEvent& stored) {
    if (!into.add(stored)) broken = not_json(stored.position);
    return !broken;
  };
  auto failure = log_.read(from_, std::min<std::uint64_t>(run_events_, to_ - from_ + 1), visit);
  if (!failure) failure = std::move(broken);
  if (into.events().empty() && !failure) failure = not_there(from_);
  if (!into.events().empty()) from_ = into.events().back().position + 1;
  return failure;
}

}  // namespace jejak
