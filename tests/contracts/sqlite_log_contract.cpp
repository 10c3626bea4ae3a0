#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "storage/merkle/leaf.hpp"
#include "storage/merkle/tree.hpp"
#include "storage/sqlite/store.hpp"
#include "tests/contracts/failing_disk.hpp"
#include "tests/contracts/sample_events.hpp"
#include "tests/contracts/temporary_folder.hpp"
#include "tests/support/seeded_entropy.hpp"

// What the log promises beyond every adapter's contract because it is a file.
namespace jejak::contracts {
namespace {

using Log = std::unique_ptr<SqliteEventLog>;

Log open_log(const TemporaryFolder& folder, StoreMode mode = StoreMode::write,
             const SqliteLogOptions& options = {}) {
  return std::move(SqliteEventLog::open(folder / "log.db", mode, options).value());
}

LogHead append(EventLog& log, std::vector<StoredEvent> events, std::vector<IdempotencyRecord> records = {}) {
  return log.append(events, records).value();
}

// The message of the error that `sql` gives in the sqlite3 shell's place; empty when it was taken.
std::string refusal(const std::filesystem::path& file, const std::string& sql) {
  try {
    SQLite::Database shell(file.string(), SQLite::OPEN_READWRITE);
    shell.exec(sql);
    return {};
  } catch (const SQLite::Exception& error) {
    return error.what();
  }
}

TEST(Sqlite_log_file, has_a_column_for_every_field_of_an_event) {
  const TemporaryFolder folder;
  const Log log = open_log(folder);
  append(*log, events_of(1, 8), {record_of(1, 8)});
  SQLite::Database shell((folder / "log.db").string(), SQLite::OPEN_READONLY);
  SQLite::Statement row(
      shell,
      "SELECT position, stream, stream_version, id, type, schema_version, time, actor, correlation_id, "
      "causation_id, data, length(salt), length(leaf_hash), length(nodes) FROM events WHERE position = 4");
  ASSERT_TRUE(row.executeStep());
  EXPECT_EQ(row.getColumn(1).getString(), "proposal-1");
  EXPECT_EQ(row.getColumn(6).getString(), "2022-05-25T02:00:00.004000Z");
  EXPECT_EQ(row.getColumn(9).getString(), "event-3");
  EXPECT_EQ(row.getColumn(10).getString(), event_of("", 4).data);
  EXPECT_EQ(row.getColumn(11).getInt(), 32);
  EXPECT_EQ(row.getColumn(12).getInt(), 32);
  EXPECT_EQ(row.getColumn(13).getInt(), 64);
  EXPECT_EQ(shell.execAndGet("SELECT count(*) FROM events WHERE causation_id IS NULL").getInt(), 6);
  EXPECT_EQ(shell.execAndGet("SELECT count(*) FROM pragma_table_list WHERE strict = 1").getInt(), 2);
}

TEST(Sqlite_log_file, refuses_every_change_of_what_is_recorded) {
  const TemporaryFolder folder;
  {
    const Log log = open_log(folder);
    append(*log, events_of(1, 5), {record_of(1, 5)});
  }
  const auto file = folder / "log.db";
  const std::string copied =
      " SELECT 6, stream, 2, id, type, schema_version, time, actor, correlation_id, causation_id,"
      " data, salt, leaf_hash, nodes FROM events WHERE position = ";
  EXPECT_NE(refusal(file, "UPDATE events SET actor = 'x' WHERE position = 2"), "");
  EXPECT_NE(refusal(file, "DELETE FROM events WHERE position = 5"), "");
  EXPECT_NE(refusal(file, "DELETE FROM events"), "");
  EXPECT_NE(refusal(file, "INSERT OR REPLACE INTO events SELECT * FROM events WHERE position = 2"), "");
  EXPECT_NE(refusal(file, "REPLACE INTO events" + copied + "1"), "") << "stream version exists";
  EXPECT_NE(refusal(file,
                    "INSERT INTO events SELECT NULL, stream, 9, id, type, 1, time, actor, '', '', data, salt,"
                    " leaf_hash, nodes FROM events WHERE position = 5"),
            "");
  EXPECT_NE(refusal(file, "UPDATE idempotency SET answer = ''"), "");
  EXPECT_NE(refusal(file, "DELETE FROM idempotency"), "");
  EXPECT_NE(refusal(file, "REPLACE INTO idempotency SELECT key, request, 500, '', 1 FROM idempotency"), "");
  EXPECT_NE(
      refusal(file, "INSERT OR REPLACE INTO idempotency SELECT key, request, 500, '', 1 FROM idempotency"),
      "");
  const Log log = open_log(folder);
  EXPECT_EQ(log->head().size, 5U);
}

TEST(Sqlite_log_file, of_another_program_is_refused_and_left_as_it_is) {
  const TemporaryFolder folder;
  const auto file = folder / "log.db";
  {
    SQLite::Database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
        .exec("CREATE TABLE songs (name)");
  }
  for (const StoreMode mode : {StoreMode::write, StoreMode::read}) {
    const auto opened = SqliteEventLog::open(file, mode);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, Failure::Kind::foreign);
    EXPECT_EQ(opened.error().message.find('\n'), std::string::npos);
  }
  EXPECT_EQ(refusal(file, "INSERT INTO songs VALUES ('x')"), "");
}

TEST(Sqlite_log_file, that_is_no_database_is_refused) {
  const TemporaryFolder folder;
  std::ofstream(folder / "log.db") << std::string(5000, 'x');
  EXPECT_EQ(SqliteEventLog::open(folder / "log.db", StoreMode::write).error().kind, Failure::Kind::foreign);
}

TEST(Sqlite_log_file, of_a_newer_version_is_refused) {
  const TemporaryFolder folder;
  { open_log(folder); }
  ASSERT_EQ(refusal(folder / "log.db", "PRAGMA user_version = 2"), "");
  const auto opened = SqliteEventLog::open(folder / "log.db", StoreMode::write);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, Failure::Kind::foreign);
  EXPECT_NE(opened.error().message.find("newer"), std::string::npos);
}

TEST(Sqlite_log_file, goes_on_where_it_was_after_a_clean_close) {
  const TemporaryFolder folder;
  LogHead head;
  for (std::uint64_t number = 1; number < 60; number += 7) {
    const Log log = open_log(folder);
    EXPECT_EQ(log->head().size, number - 1);
    if (number > 1) {
      EXPECT_EQ(log->head(), head);
    }
    head = append(*log, events_of(number, 7));
    EXPECT_EQ(log->last_time(), event_of("", number + 6).time);
  }
  EXPECT_EQ(std::filesystem::file_size(folder / "log.db-wal"), 0U) << "a clean close leaves all in one file";
}

TEST(Sqlite_log_file, goes_on_where_it_was_after_its_process_was_killed) {
  const TemporaryFolder folder;
  const pid_t child = ::fork();
  if (child == 0) {
    const Log log = open_log(folder);
    for (std::uint64_t number = 1; number < 100; number += 3)
      append(*log, events_of(number, 3), {record_of(static_cast<unsigned char>(number), number)});
    ::kill(::getpid(), SIGKILL);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status));
  {
    const Log reader = open_log(folder, StoreMode::read);
    EXPECT_EQ(reader->head().size, 99U);
    EXPECT_EQ(read_all(*reader).size(), 99U);
  }
  const Log log = open_log(folder);
  EXPECT_EQ(log->head().size, 99U);
  EXPECT_TRUE(*log->find_idempotency(record_of(97, 97).key));
  append(*log, events_of(100, 2));
  EXPECT_EQ(*log->root(99), *log->root(99));
  EXPECT_EQ(read_all(*log).back().position, 101U);
}

TEST(Sqlite_log_file, is_read_beside_its_writer) {
  const TemporaryFolder folder;
  const Log log = open_log(folder);
  const Log reader = open_log(folder, StoreMode::read);
  EXPECT_EQ(reader->head(), log->head());
  for (std::uint64_t number = 1; number < 20; number += 5) {
    append(*log, events_of(number, 5));
    EXPECT_EQ(reader->head(), log->head());
    EXPECT_EQ(reader->last_time(), log->last_time());
    EXPECT_EQ(read_all(*reader).size(), number + 4);
  }
  auto events = events_of(21, 1);
  EXPECT_FALSE(reader->append(events, {}));
}

TEST(Sqlite_log_file, tells_of_rows_that_are_gone) {
  const TemporaryFolder folder;
  { append(*open_log(folder), events_of(1, 10)); }
  ASSERT_EQ(refusal(folder / "log.db", "DROP TRIGGER events_delete; DELETE FROM events WHERE position = 4"),
            "");
  const Log log = open_log(folder, StoreMode::read);
  std::size_t seen = 0;
  const auto failure = log->read(1, 100, [&seen](const StoredEvent&) { return ++seen, true; });
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->kind, Failure::Kind::corrupt);
  EXPECT_EQ(seen, 3U);
}

// Recomputes everything, as an auditor does; 0 when all is well, else the first bad position.
Position first_bad(SqliteEventLog& log) {
  Frontier tree;
  Position bad = 0;
  const auto failure =
      log.read_with_nodes(1, UINT64_MAX, [&](const StoredEvent& event, std::string_view nodes) {
        std::vector<Hash> completed;
        const Hash leaf = leaf_hash(event);
        tree.append(leaf, completed);
        std::string expected;
        for (const Hash& node : completed)
          expected.append(reinterpret_cast<const char*>(node.data()), node.size());
        if (leaf == event.leaf_hash && expected == nodes) return true;
        bad = event.position;
        return false;
      });
  if (failure) throw std::runtime_error(failure->message);
  return bad;
}

TEST(Sqlite_log_file, shows_every_tampering_to_who_recomputes_it) {
  for (const char* change :
       {"data = replace(data, '7', '8')", "actor = 'somebody'", "time = '2022-05-25T02:00:00.007001Z'",
        "type = 'Awarded'", "salt = zeroblob(32)", "schema_version = 9", "id = 'x'", "correlation_id = ''",
        "causation_id = 'y'", "leaf_hash = zeroblob(32)", "nodes = zeroblob(32)"}) {
    const TemporaryFolder folder;
    { append(*open_log(folder), events_of(1, 20)); }
    EXPECT_EQ(first_bad(*open_log(folder, StoreMode::read)), 0U);
    ASSERT_EQ(refusal(folder / "log.db", std::string("DROP TRIGGER events_update; UPDATE events SET ") +
                                             change + " WHERE position = 7"),
              "");
    EXPECT_EQ(first_bad(*open_log(folder, StoreMode::read)), 7U) << change;
  }
}

TEST(Sqlite_log_file, keeps_nothing_when_its_quota_is_full_and_goes_on_afterwards) {
  const TemporaryFolder folder;
  SqliteLogOptions options;
  options.file_bytes_max = 128 * 1024;
  LogHead head;
  {
    const Log log = open_log(folder, StoreMode::write, options);
    std::uint64_t number = 1;
    std::optional<Failure> failure;
    while (!failure && number < 5000) {
      auto events = events_of(number, 20);
      const auto appended = log->append(events, {});
      if (appended) {
        head = *appended;
        number += 20;
      } else {
        failure = appended.error();
      }
    }
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->kind, Failure::Kind::full);
    EXPECT_EQ(log->head(), head);
    EXPECT_EQ(read_all(*log).size(), head.size) << "reads go on";
  }
  const Log log = open_log(folder);
  EXPECT_EQ(log->head(), head);
  append(*log, events_of(head.size + 1, 20));
  EXPECT_EQ(first_bad(*log), 0U);
}

TEST(Sqlite_log_file, keeps_nothing_when_the_disk_is_full_and_goes_on_when_there_is_room) {
  const TemporaryFolder folder;
  SqliteLogOptions options;
  options.vfs = FailingDisk::name();
  const FailingDisk disk;
  const Log log = open_log(folder, StoreMode::write, options);
  const LogHead head = append(*log, events_of(1, 10));
  FailingDisk::disk_is_full = true;
  auto events = events_of(11, 5);
  EXPECT_EQ(log->append(events, std::vector{record_of(1, 15)}).error().kind, Failure::Kind::full);
  EXPECT_EQ(log->head(), head);
  EXPECT_EQ(read_all(*log).size(), 10U);
  FailingDisk::disk_is_full = false;
  append(*log, events_of(11, 5), {record_of(1, 15)});
  EXPECT_EQ(first_bad(*log), 0U);
}

// A limit on the size of files, met in a child so that only it is limited.
TEST(Sqlite_log_file, tells_a_file_size_limit_as_full) {
  const TemporaryFolder folder;
  const pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const Log log = open_log(folder);
    const rlimit limit{256 * 1024, 256 * 1024};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    for (std::uint64_t number = 1; number < 5000; number += 10) {
      auto events = events_of(number, 10);
      const auto appended = log->append(events, {});
      if (!appended) ::_exit(appended.error().kind == Failure::Kind::full ? 0 : 1);
    }
    ::_exit(2);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_EQ(first_bad(*open_log(folder)), 0U);
}

TEST(Sqlite_log_file, takes_nothing_more_after_a_failed_fsync) {
  const TemporaryFolder folder;
  SqliteLogOptions options;
  options.vfs = FailingDisk::name();
  const FailingDisk disk;
  const Log log = open_log(folder, StoreMode::write, options);
  append(*log, events_of(1, 3));
  FailingDisk::sync_fails = true;
  auto events = events_of(4, 1);
  EXPECT_EQ(log->append(events, {}).error().kind, Failure::Kind::not_durable);
  FailingDisk::sync_fails = false;
  events = events_of(4, 1);
  EXPECT_EQ(log->append(events, {}).error().kind, Failure::Kind::not_durable);
}

TEST(Sqlite_log_file, tells_of_a_checkpoint_that_was_not_durable_with_the_next_append) {
  const TemporaryFolder folder;
  SqliteLogOptions options;
  options.vfs = FailingDisk::name();
  options.wal_bytes_idle = 0;
  const FailingDisk disk;
  const Log log = open_log(folder, StoreMode::write, options);
  append(*log, events_of(1, 3));
  FailingDisk::sync_fails = true;
  log->idle();
  FailingDisk::sync_fails = false;
  auto events = events_of(4, 1);
  EXPECT_EQ(log->append(events, {}).error().kind, Failure::Kind::not_durable);
}

TEST(Sqlite_log_file, bounds_its_wal_when_it_is_never_idle) {
  const TemporaryFolder folder;
  SqliteLogOptions options;
  options.wal_bytes_max = 256 * 1024;
  const Log log = open_log(folder, StoreMode::write, options);
  for (std::uint64_t number = 1; number < 4000; number += 10) append(*log, events_of(number, 10));
  EXPECT_LT(std::filesystem::file_size(folder / "log.db-wal"), 512U * 1024);
  EXPECT_EQ(first_bad(*log), 0U);
}

}  // namespace
}  // namespace jejak::contracts
