#include "api/routes/event_streams.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include "engine/core/event_json.hpp"

namespace jejak::routes {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t events_per_round = 1000;  // so that one client far behind does not hold up the others

}  // namespace

EventStreams::EventStreams(EventLog& log, const KeyDirectory& keys, OnBug on_bug, EventStreamLimits limits)
    : log_(log), keys_(keys), on_bug_(std::move(on_bug)), limits_(limits) {}

EventStreams::~EventStreams() { stop(); }

void EventStreams::Bell::ring() {
  {
    const std::lock_guard lock(mutex);
    rung = true;
  }
  wake.notify_one();
}

std::shared_ptr<http::Outflow> EventStreams::open(Position last, std::string token) {
  auto flow = std::make_shared<http::Outflow>(limits_.ahead_bytes_max + limits_.event_bytes_max);
  flow->on_taken([bell = bell_] { bell->ring(); });
  flow->write("retry: 1000\n\n");
  {
    const std::lock_guard lock(mutex_);
    std::erase_if(streams_, [](const auto& each) { return !each->flow->is_open(); });
    if (streams_.size() >= limits_.streams_max) return nullptr;
    streams_.push_back(std::make_shared<Stream>(
        Stream{flow, last + 1, std::move(token), Clock::now() + limits_.heartbeat}));
  }
  advanced();
  return flow;
}

void EventStreams::advanced() {
  if (thread_.joinable()) return bell_->ring();
  while (round()) {
  }
}

std::size_t EventStreams::count() {
  const std::lock_guard lock(mutex_);
  return static_cast<std::size_t>(
      std::count_if(streams_.begin(), streams_.end(), [](const auto& each) { return each->flow->is_open(); }));
}

void EventStreams::start() { thread_ = std::thread(&EventStreams::loop, this); }

void EventStreams::stop() {
  {
    const std::lock_guard lock(bell_->mutex);
    bell_->stopping = true;
  }
  bell_->wake.notify_one();
  if (thread_.joinable()) thread_.join();
  const std::lock_guard lock(mutex_);
  for (const auto& each : streams_) each->flow->close();
  streams_.clear();
}

void EventStreams::loop() {
  std::unique_lock lock(bell_->mutex);
  for (bool more = false; !bell_->stopping;) {
    if (!more) bell_->wake.wait_for(lock, limits_.heartbeat / 4, [this] { return bell_->rung || bell_->stopping; });
    bell_->rung = false;
    lock.unlock();
    try {
      more = round();
    } catch (const std::exception& bug) {
      more = false;
      if (on_bug_) on_bug_(bug.what());
    }
    lock.lock();
  }
}

bool EventStreams::round() {
  std::vector<std::shared_ptr<Stream>> streams;
  {
    const std::lock_guard lock(mutex_);
    streams = streams_;
  }
  bool more = false;
  for (const auto& each : streams) {
    if (go_on(*each)) {
      more = more || has_more(*each);
    } else {
      const std::lock_guard lock(mutex_);
      std::erase(streams_, each);
    }
  }
  return more;
}

bool EventStreams::has_more(const Stream& stream) {
  return stream.flow->pending_bytes() < limits_.ahead_bytes_max && stream.next <= log_.head().size;
}

bool EventStreams::go_on(Stream& stream) {
  if (!stream.flow->is_open()) return false;
  std::string text;
  std::optional<Failure> failure;
  if (keys_.find(stream.token) && has_more(stream)) {
    failure = log_.read(stream.next, events_per_round, [&](const StoredEvent& event) {
      text += "id: " + std::to_string(event.position) + "\ndata: ";
      append_event_json(text, event);
      text += "\n\n";
      stream.next = event.position + 1;
      return text.size() < limits_.ahead_bytes_max;
    });
  }
  // Whoever is still entitled comes back with Last-Event-ID.
  if (failure || !keys_.find(stream.token)) {
    stream.flow->close();
    return false;
  }
  const auto now = Clock::now();
  if (text.empty() && now >= stream.beat) text = ":\n\n";
  if (text.empty()) return true;
  stream.beat = now + limits_.heartbeat;
  return stream.flow->write(text);
}

}  // namespace jejak::routes
