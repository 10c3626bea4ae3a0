#include "storage/sqlite/log_schema.hpp"

namespace jejak::sqlite {
namespace {

// The columns are the fields of DESIGN.md section 3. `nodes` holds the interior nodes of the RFC 6962 tree
// that this leaf completes, 32 bytes each, from level 1 up to the number of trailing zero bits of the
// position: node (level, index) is in the row with position (index + 1) * 2^level, at offset (level - 1)
// * 32.
constexpr const char* events_table = R"(
CREATE TABLE events (
  position INTEGER PRIMARY KEY,
  stream TEXT NOT NULL,
  stream_version INTEGER NOT NULL,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  schema_version INTEGER NOT NULL,
  time TEXT NOT NULL,
  actor TEXT NOT NULL,
  correlation_id TEXT NOT NULL,
  causation_id TEXT,
  data TEXT NOT NULL,
  salt BLOB NOT NULL,
  leaf_hash BLOB NOT NULL,
  nodes BLOB
) STRICT;
CREATE UNIQUE INDEX events_by_stream ON events (stream, stream_version);
)";

// An ordinary table with an index on the key rather than WITHOUT ROWID: answers then lie in the order in
// which they came, and only the 32-byte keys are spread at random over the pages that a commit has to write.
constexpr const char* idempotency_table = R"(
CREATE TABLE idempotency (
  key BLOB NOT NULL PRIMARY KEY,
  request BLOB NOT NULL,
  status INTEGER NOT NULL,
  answer TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;
)";

// INSERT OR REPLACE deletes without asking the DELETE trigger, so that the INSERT trigger also refuses
// whatever would meet an existing row.
constexpr const char* triggers = R"(
CREATE TRIGGER events_insert BEFORE INSERT ON events
WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM events)
  OR NEW.stream_version IS NOT
     (SELECT coalesce(max(stream_version), 0) + 1 FROM events WHERE stream = NEW.stream)
  OR NEW.time < (SELECT time FROM events WHERE position = NEW.position - 1)
BEGIN
  SELECT RAISE(ABORT, 'events: only the next position, with the next stream version and no earlier time, is taken');
END;
CREATE TRIGGER events_update BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events: the log is append-only'); END;
CREATE TRIGGER events_delete BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events: the log is append-only'); END;
CREATE TRIGGER idempotency_insert BEFORE INSERT ON idempotency
WHEN EXISTS (SELECT 1 FROM idempotency WHERE key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'idempotency: the key exists'); END;
CREATE TRIGGER idempotency_update BEFORE UPDATE ON idempotency
BEGIN SELECT RAISE(ABORT, 'idempotency: the log is append-only'); END;
CREATE TRIGGER idempotency_delete BEFORE DELETE ON idempotency
BEGIN SELECT RAISE(ABORT, 'idempotency: the log is append-only'); END;
)";

}  // namespace

FileKind log_kind() { return {"log", application_id_log, 1}; }

std::string log_schema() {
  return std::string(events_table) + idempotency_table + triggers + stamp_kind(log_kind());
}

}  // namespace jejak::sqlite
