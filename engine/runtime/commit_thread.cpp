#include "engine/runtime/commit_thread.hpp"

#include <string>
#include <utility>

namespace jejak {

CommitThread::CommitThread(ViewStore& store) : store_(store), thread_([this] { loop(); }) {}

CommitThread::~CommitThread() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void CommitThread::begin(CollectedBatch& collected) {
  {
    const std::lock_guard lock(mutex_);
    running_ = &collected;
  }
  wake_.notify_all();
}

std::optional<Failure> CommitThread::wait() {
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [this] { return running_ == nullptr; });
  return std::exchange(outcome_, std::nullopt);
}

void CommitThread::loop() {
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [this] { return stopping_ || running_ != nullptr; });
    if (running_ == nullptr) return;
    CollectedBatch& collected = *running_;
    lock.unlock();
    std::optional<Failure> outcome = commit(collected);
    lock.lock();
    outcome_ = std::move(outcome);
    running_ = nullptr;
    wake_.notify_all();
  }
}

// The store takes the fields that it filters by from documents, and those of the fold have moved on: they are made anew.
std::optional<Failure> CommitThread::commit(CollectedBatch& collected) {
  constexpr std::size_t parsed_to_written = 6;  // about so much larger are documents than their bytes
  if (buffer_.size() < collected.bytes.size() * parsed_to_written) buffer_.resize(collected.bytes.size() * parsed_to_written);
  json::monotonic_resource memory(buffer_.data(), buffer_.size());
  documents_.clear();
  documents_.reserve(collected.batch.rows.size());
  for (ViewBatch::Row& row : collected.batch.rows) {
    if (row.bytes.empty()) continue;  // the row is erased
    auto document = parse_own_json(row.bytes, &memory);
    if (!document || !document->is_object()) {
      return Failure{Failure::Kind::defect, std::string(row.view) + ": a document that is not a JSON object"};
    }
    row.document = &documents_.emplace_back(std::move(*document)).get_object();
  }
  auto outcome = store_.commit(collected.batch);
  documents_.clear();  // before the memory that they live in
  return outcome;
}

}  // namespace jejak
