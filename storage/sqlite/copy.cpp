#include "storage/sqlite/copy.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "storage/sqlite/connection.hpp"

namespace jejak {
namespace {

constexpr int pages_per_step = 16'384;  // 64 MiB

struct FinishBackup {
  void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};

Failure cannot_copy(const std::filesystem::path& from, const Failure& failure) {
  return {failure.kind, "cannot copy " + from.string() + ": " + failure.message};
}

// The read transaction lasts over all steps: all pages are of its instant, whatever is written meanwhile.
std::optional<Failure> copy_pages(const sqlite::Connection& source, const sqlite::Connection& target,
                                  const CopyProgress& progress) {
  if (auto failure = source.execute("BEGIN")) return failure;
  if (const auto held = source.number("SELECT count(*) FROM sqlite_schema"); !held) return held.error();
  const std::unique_ptr<sqlite3_backup, FinishBackup> backup(
      sqlite3_backup_init(target.handle(), "main", source.handle(), "main"));
  if (!backup) return target.failure("begin the copy");
  int code = SQLITE_OK;
  while (code == SQLITE_OK) {
    code = sqlite3_backup_step(backup.get(), pages_per_step);
    const auto whole = static_cast<std::uint64_t>(sqlite3_backup_pagecount(backup.get()));
    const auto left = static_cast<std::uint64_t>(sqlite3_backup_remaining(backup.get()));
    if (progress) progress(whole - left, whole);
  }
  if (code == SQLITE_DONE) return std::nullopt;
  Failure failure = target.failure("write the copy");
  if ((code & 0xff) == SQLITE_FULL) failure.kind = Failure::Kind::full;
  return failure;
}

// A copied log or view says of itself that it has a WAL; a copy is to need no file beside it.
std::optional<Failure> leave_wal(const std::filesystem::path& file) {
  const auto connection = sqlite::Connection::open(file, sqlite::Access::read_write);
  if (!connection) return connection.error();
  return connection->execute("PRAGMA journal_mode = DELETE");
}

std::optional<Failure> copy(const std::filesystem::path& from, const std::filesystem::path& to,
                            const CopyProgress& progress) {
  const auto source = sqlite::Connection::open(from, sqlite::Access::read_only);
  if (!source) return source.error();
  {
    const auto target = sqlite::Connection::open(to, sqlite::Access::create);
    if (!target) return target.error();
    if (auto failure = target->execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")) return failure;
    if (auto failure = copy_pages(*source, *target, progress)) return failure;
  }
  return leave_wal(to);
}

}  // namespace

void remove_database(const std::filesystem::path& file) {
  std::error_code ignored;
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
    std::filesystem::path part = file;
    part += suffix;
    std::filesystem::remove(part, ignored);
  }
}

std::optional<Failure> copy_database(const std::filesystem::path& from, const std::filesystem::path& to,
                                     const CopyProgress& progress) {
  remove_database(to);
  auto failure = copy(from, to, progress);
  if (!failure) return std::nullopt;
  remove_database(to);
  return cannot_copy(from, *failure);
}

std::optional<Failure> make_durable(const std::filesystem::path& file_or_folder) {
  const int descriptor = ::open(file_or_folder.c_str(), O_RDONLY | O_CLOEXEC);
  const bool durable = descriptor >= 0 && ::fsync(descriptor) == 0;
  const int reason = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (durable) return std::nullopt;
  return Failure{Failure::Kind::not_durable,
                 "cannot make " + file_or_folder.string() + " durable: " + std::strerror(reason)};
}

}  // namespace jejak
