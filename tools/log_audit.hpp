#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "storage/merkle/tree.hpp"
#include "storage/sqlite/event_log.hpp"

namespace jejak::tools {

// What is wrong with a log, and where it first is.
struct LogFault {
  Position position = 0;
  std::string reason;
};

// Recomputes a log from its events alone: positions and stream versions dense, time never going back, each leaf hash
// from the envelope, the salt and the data, each tree node from the leaves.
class LogAudit {
 public:
  // The next event with the nodes stored beside it; the first fault, if it has one.
  std::optional<LogFault> add(const StoredEvent& event, std::string_view nodes);
  std::optional<LogFault> add(const StoredEvent& event);  // one that came without nodes
  Position size() const { return tree_.size(); }
  Hash root() const { return tree_.root(); }

 private:
  Frontier tree_;
  Timestamp last_time_{INT64_MIN};
  std::vector<Hash> completed_;
  std::unordered_map<std::string, StreamVersion> versions_;
};

struct LogVerdict {
  LogHead head;                    // as recomputed, up to the first fault
  std::optional<LogFault> fault;
  std::optional<Failure> failure;  // the log could not be read
};

// Audits a whole log. With `checkpoint`, the tree over its first `size` events must have its root.
// `each` sees every good event.
using EachEvent = std::function<void(const StoredEvent&)>;
LogVerdict audit_log(SqliteEventLog& log, const std::optional<LogHead>& checkpoint,
                     const std::function<void(Position)>& progress, const EachEvent& each = {});

// The same with a progress bar of that name.
LogVerdict audit_showing_progress(SqliteEventLog& log, const std::optional<LogHead>& checkpoint, std::string name,
                                  const EachEvent& each = {});

// The lines that an audit ends with, on stdout: "bad position N: reason" (exit code 1), or "size N root HEX".
int report_bad(const LogFault& fault);
void print_head(const LogHead& head);

}  // namespace jejak::tools
