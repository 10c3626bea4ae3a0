#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <memory>

#include "storage/sqlite/copy.hpp"
#include "tools/backup_manifest.hpp"
#include "tools/commands.hpp"
#include "tools/log_audit.hpp"
#include "tools/new_folder.hpp"
#include "tools/progress.hpp"
#include "tools/system_clock.hpp"
#include "tools/system_entropy.hpp"

namespace jejak::tools {
namespace {

struct BackupOptions {
  std::string store, folder;
};

std::optional<Failure> copy_showing_progress(const std::filesystem::path& from, const std::filesystem::path& to) {
  std::filesystem::create_directory(to.parent_path());
  std::unique_ptr<Progress> progress;
  return copy_database(from, to, [&](std::uint64_t done, std::uint64_t whole) {
    if (!progress) progress = std::make_unique<Progress>("copy " + from.filename().string() + ", pages", whole);
    progress->at(done);
  });
}

std::optional<Failure> write_manifest(const std::filesystem::path& folder, const LogHead& head) {
  BackupManifest manifest;
  manifest.head = head;
  manifest.made_at = SystemClock().now();
  for (const char* path : {"keys/keys.db", "log/log.db"}) {
    const auto digest = digest_file(folder / path);
    if (!digest) return digest.error();
    manifest.files.push_back({path, *digest});
    std::printf("%s: %llu bytes, SHA-256 %s\n", path, static_cast<unsigned long long>(digest->bytes),
                to_hex(digest->sha256).c_str());
  }
  std::ofstream file(folder / manifest_name, std::ios::binary);
  if (file << print_manifest(manifest) << std::flush) return std::nullopt;
  return Failure{Failure::Kind::unavailable, "cannot write " + (folder / manifest_name).string()};
}

// The log comes before the keys: keys are durable before the events that need them, so that every event of the copy has
// its key. Who was erased in between is erased in the backup.
int fill(NewFolder& fresh, const StorePaths& from) {
  const StorePaths to = backup_paths(fresh.making());
  if (auto failure = copy_showing_progress(from.log, to.log)) return report(*failure);
  if (auto failure = copy_showing_progress(from.keys, to.keys)) return report(*failure);
  auto log = SqliteEventLog::open(to.log, StoreMode::read);
  if (!log) return report(log.error());
  const LogVerdict verdict = audit_showing_progress(**log, std::nullopt, "verify backup");
  log->reset();
  if (verdict.failure) return report(*verdict.failure);
  if (verdict.fault) {
    std::fprintf(stderr, "jejak: no backup was made: the log is not whole\n");
    return report_bad(*verdict.fault);
  }
  if (auto failure = write_manifest(fresh.making(), verdict.head)) return report(*failure);
  if (auto failure = fresh.finish()) return report(*failure);
  print_head(verdict.head);
  return 0;
}

int backup(const BackupOptions& options) {
  const auto folder = store_folder(options.store);
  if (!folder) return wrong_use(folder.error().message);
  SystemEntropy entropy;
  auto store = open_store(*folder, {}, entropy, reading);
  if (!store) return report(store.error());
  if (!store->vault) return report({Failure::Kind::foreign, "there is no " + store->paths.keys.string() + " to back up"});
  auto fresh = NewFolder::begin(options.folder, NewFolder::Kind::backup);
  if (!fresh) return report(fresh.error());
  return fill(**fresh, store->paths);
}

}  // namespace

void add_backup_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<BackupOptions>();
  CLI::App* command = app.add_subcommand(
      "backup", "Copy log and keys as they are at one instant, beside a running server too, and verify the copy");
  add_store_option(*command, options->store);
  command->add_option("DIR", options->folder, "A new or empty folder for log/, keys/ and manifest.json")->required();
  command->callback([options, &exit_code] { exit_code = backup(*options); });
}

}  // namespace jejak::tools
