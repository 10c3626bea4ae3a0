#include "engine/runtime/command_batch.hpp"

#include <algorithm>
#include <cstring>
#include <exception>
#include <tuple>

#include "engine/runtime/seal.hpp"

namespace jejak {
namespace {

Failure defect(std::string_view where, const std::exception& bug) {
  return {Failure::Kind::defect, std::string(where) + " threw: " + bug.what()};
}

Rejection key_reused() {
  return {Refusal::key_reused, "idempotency_key_reused",
          "This idempotency key was used for another request; send a new key with a new request.",
          "Kunci idempotensi ini sudah dipakai untuk permintaan lain; kirim kunci baru untuk permintaan baru.",
          {}};
}

Rejection too_many_events(std::size_t count, std::size_t count_max) {
  const std::string most = std::to_string(count_max);
  return {Refusal::invalid, "command_too_large",
          "This command leads to " + std::to_string(count) + " events; at most " + most +
              " are allowed. Split it into smaller ones.",
          "Perintah ini menghasilkan " + std::to_string(count) + " peristiwa; paling banyak " + most +
              ". Bagilah menjadi perintah yang lebih kecil.",
          {}};
}

}  // namespace

// A key is a SHA-256, so any of its bytes will do.
std::size_t CommandBatch::HashOfKey::operator()(const Hash& key) const {
  std::size_t bits = 0;
  std::memcpy(&bits, key.data(), sizeof bits);
  return bits;
}

CommandBatch::CommandBatch(EventLog& log, Vault& vault, Clock& clock, Entropy& entropy, Limits limits)
    : log_(log), vault_(vault), clock_(clock), random_(entropy), limits_(limits), world_(log, limits.streams_max) {
  world_.make_id_ = [this] { return random_.uuid(world_.now_); };
  world_.batch_ = &events_;
  forget_everything();
}

void CommandBatch::forget_everything() {
  world_.drop_all();
  log_size_ = log_.head().size;
  last_time_ = log_.last_time().value_or(Timestamp{});
}

void CommandBatch::clear() {
  progress_.clear();
  events_.clear();
  records_.clear();
  keys_.clear();
  world_.trim();
}

std::optional<Failure> CommandBatch::run(std::span<Submission> commands) {
  clear();
  vault_.begin_batch();
  for (std::size_t index = 0; index < commands.size(); ++index) decide(index, commands[index]);
  if (auto failure = keep(commands)) {
    forget_everything();
    return failure;
  }
  world_.settle();
  return std::nullopt;
}

void CommandBatch::decide(std::size_t index, Submission& command) {
  Progress& progress = progress_.emplace_back();
  progress.events_first = events_.size();
  world_.now_ = std::max(clock_.now(), last_time_);
  try {
    if (command.idempotency && answered_before(index, command)) return;
    Decision decision = command.decide(world_);
    if (!decision) {
      progress.outcome = std::move(decision.error());
    } else {
      accept(command, std::move(*decision), progress);
    }
  } catch (const LogUnreadable& unreadable) {
    undo(progress);
    progress.outcome = unreadable.failure;
  } catch (const std::exception& bug) {
    undo(progress);
    progress.outcome = defect("a decision", bug);
  }
  if (!progress.outcome && command.idempotency) keys_.emplace(command.idempotency->key, index);
}

bool CommandBatch::answered_before(std::size_t index, const Submission& command) {
  Progress& progress = progress_[index];
  if (const auto first = keys_.find(command.idempotency->key); first != keys_.end()) {
    const std::size_t record = *progress_[first->second].record;
    if (records_[record].request == command.idempotency->request) {
      progress.same_key_as = first->second;
    } else {
      progress.outcome = key_reused();
    }
    return true;
  }
  auto found = log_.find_idempotency(command.idempotency->key);
  if (!found) throw LogUnreadable(found.error());
  if (!*found) return false;
  if ((*found)->request == command.idempotency->request) {
    progress.outcome = Repeated{std::move(**found)};
  } else {
    progress.outcome = key_reused();
  }
  return true;
}

void CommandBatch::accept(const Submission& command, Accepted accepted, Progress& progress) {
  if (accepted.events.size() > limits_.events_per_command_max) {
    progress.outcome = too_many_events(accepted.events.size(), limits_.events_per_command_max);
    return;
  }
  if (command.idempotency && !command.render) throw std::logic_error("an idempotency key without a render");
  if (!seal(accepted.events, progress)) return;
  for (NewEvent& event : accepted.events) record(command, std::move(event));
  progress.events_count = events_.size() - progress.events_first;
  progress.answer = std::move(accepted.answer);
  if (command.idempotency) {
    progress.record = records_.size();
    records_.push_back({command.idempotency->key, command.idempotency->request, 0, {}, 0});
  }
}

// All events of a command are sealed before the first is recorded, so that a vault that fails leaves no half of it.
bool CommandBatch::seal(std::vector<NewEvent>& events, Progress& progress) {
  sealed_.clear();
  for (NewEvent& event : events) {
    json::value& data = sealed_.emplace_back(std::move(event.data));
    if (auto failure = seal_personal(data, vault_)) {
      progress.outcome = std::move(*failure);
      return false;
    }
  }
  return true;
}

void CommandBatch::record(const Submission& command, NewEvent event) {
  const std::size_t index = events_.size() - progress_.back().events_first;
  const StreamVersion version = world_.version(event.stream);
  StoredEvent& stored = events_.emplace_back();
  stored.position = log_size_ + events_.size();
  stored.stream = std::move(event.stream);
  stored.stream_version = version + 1;
  stored.id = random_.uuid(world_.now_);
  stored.type = std::move(event.type);
  stored.schema_version = event.schema_version;
  stored.time = world_.now_;
  stored.actor = command.actor;
  stored.correlation_id = command.correlation_id;
  stored.causation_id = command.causation_id;
  stored.salt = random_.take<32>();
  append_canonical(stored.data, sealed_[index]);
  last_time_ = stored.time;
  world_.apply(stored);
}

void CommandBatch::undo(Progress& progress) {
  for (std::size_t n = progress.events_first; n < events_.size(); ++n) world_.forget(events_[n].stream);
  events_.resize(progress.events_first);
  progress.events_count = 0;
}

std::optional<Failure> CommandBatch::keep(std::span<Submission> commands) {
  if (auto failure = vault_.end_batch()) return failure;
  if (!kept_anything()) return std::nullopt;
  if (auto failure = log_.prepare(events_)) return failure;
  try {
    for (std::size_t index = 0; index < commands.size(); ++index) {
      if (!progress_[index].outcome && !progress_[index].same_key_as) render(commands[index], progress_[index]);
    }
  } catch (const std::exception& bug) {
    return defect("the rendering of an answer", bug);
  }
  const auto head = log_.append(events_, records_);
  if (!head) return head.error();
  log_size_ = head->size;
  return std::nullopt;
}

void CommandBatch::render(const Submission& command, Progress& progress) {
  Done outcome = done(progress);
  if (progress.record) {
    IdempotencyRecord& record = records_[*progress.record];
    std::tie(record.status, record.answer) = command.render(outcome);
    if (!outcome.events.empty()) record.position = outcome.events.back().position;
  }
  progress.outcome = std::move(outcome);
}

Done CommandBatch::done(Progress& progress) const {
  Done done;
  done.answer = std::move(progress.answer);
  done.events.reserve(progress.events_count);
  for (std::size_t n = 0; n < progress.events_count; ++n) {
    const StoredEvent& event = events_[progress.events_first + n];
    done.events.push_back({event.position, event.stream, event.stream_version, event.id, event.type, event.time,
                           event.leaf_hash});
  }
  return done;
}

CommandOutcome CommandBatch::take_outcome(std::size_t index) {
  Progress& progress = progress_[index];
  if (progress.same_key_as) return Repeated{records_[*progress_[*progress.same_key_as].record]};
  if (!progress.outcome) return done(progress);  // accepted, and nothing had to be kept
  return std::move(*progress.outcome);
}

}  // namespace jejak
