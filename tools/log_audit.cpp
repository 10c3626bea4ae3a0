#include "tools/log_audit.hpp"

#include <cstdio>
#include <cstring>

#include "storage/merkle/leaf.hpp"
#include "tools/progress.hpp"

namespace jejak::tools {
namespace {

bool same_nodes(const std::vector<Hash>& completed, std::string_view stored) {
  if (stored.size() != completed.size() * sizeof(Hash)) return false;
  return completed.empty() || std::memcmp(completed.data(), stored.data(), stored.size()) == 0;
}

}  // namespace

std::optional<LogFault> LogAudit::add(const StoredEvent& event) {
  const Position expected = tree_.size() + 1;
  const auto fault = [&](std::string reason) { return LogFault{expected, std::move(reason)}; };
  if (event.position != expected) {
    return fault("missing: the next event has position " + std::to_string(event.position));
  }
  if (event.time < last_time_) return fault("its time is before that of the event before it");
  last_time_ = event.time;
  StreamVersion& version = versions_[event.stream];
  if (event.stream_version != ++version) {
    return fault("stream " + event.stream + " should have version " + std::to_string(version) + " here, not " +
                 std::to_string(event.stream_version));
  }
  const Hash leaf = leaf_hash(event);
  if (leaf != event.leaf_hash) return fault("its leaf hash is not that of its bytes");
  completed_.clear();
  tree_.append(leaf, completed_);
  return std::nullopt;
}

std::optional<LogFault> LogAudit::add(const StoredEvent& event, std::string_view nodes) {
  if (auto fault = add(event)) return fault;
  if (same_nodes(completed_, nodes)) return std::nullopt;
  return LogFault{event.position, "the tree nodes stored with it are not those of the leaves"};
}

LogVerdict audit_log(SqliteEventLog& log, const std::optional<LogHead>& checkpoint,
                     const std::function<void(Position)>& progress, const EachEvent& each) {
  LogVerdict verdict;
  LogAudit audit;
  const auto against_checkpoint = [&]() -> std::optional<LogFault> {
    if (!checkpoint || audit.size() != checkpoint->size || audit.root() == checkpoint->root) return std::nullopt;
    return LogFault{audit.size(), "the tree up to here is not the checkpoint's: an event in it was changed"};
  };
  verdict.fault = against_checkpoint();
  verdict.failure = log.read_with_nodes(1, UINT64_MAX, [&](const StoredEvent& event, std::string_view nodes) {
    verdict.fault = audit.add(event, nodes);
    if (!verdict.fault) verdict.fault = against_checkpoint();
    if (each && !verdict.fault) each(event);
    if (audit.size() % 8192 == 0) progress(audit.size());
    return !verdict.fault;
  });
  verdict.head = {audit.size(), audit.root()};
  if (verdict.failure && verdict.failure->kind == Failure::Kind::corrupt) {
    verdict.fault = LogFault{audit.size() + 1, verdict.failure->message};
    verdict.failure.reset();
  }
  if (!verdict.fault && !verdict.failure) {
    const auto stray = log.rows_before_first();
    if (!stray) {
      verdict.failure = stray.error();
    } else if (*stray > 0) {
      verdict.fault = LogFault{0, std::to_string(*stray) + " rows stand before position 1, where no event can be"};
    }
  }
  if (!verdict.fault && !verdict.failure && checkpoint && checkpoint->size > audit.size()) {
    verdict.fault = LogFault{audit.size() + 1, "missing: the checkpoint covers " + std::to_string(checkpoint->size) +
                                                   " events"};
  }
  return verdict;
}

LogVerdict audit_showing_progress(SqliteEventLog& log, const std::optional<LogHead>& checkpoint, std::string name,
                                  const EachEvent& each) {
  const auto last = log.last_position();
  Progress progress(std::move(name), last ? *last : 0);
  return audit_log(log, checkpoint, [&](Position done) { progress.at(done); }, each);
}

int report_bad(const LogFault& fault) {
  std::printf("bad position %llu: %s\n", static_cast<unsigned long long>(fault.position), fault.reason.c_str());
  return 1;
}

void print_head(const LogHead& head) {
  std::printf("size %llu root %s\n", static_cast<unsigned long long>(head.size), to_hex(head.root).c_str());
}

}  // namespace jejak::tools
