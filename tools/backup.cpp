#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>

#include "storage/sqlite/copy.hpp"
#include "tools/backup_manifest.hpp"
#include "tools/blob_audit.hpp"
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

// Every blob that is there; each is checked against its name by what reads the copy. Returns the paths within the backup.
Result<std::vector<std::string>, Failure> copy_blobs(const std::filesystem::path& from, const std::filesystem::path& to) {
  std::vector<std::string> paths;
  std::error_code none;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(from, none)) {
    const std::string name = entry.path().filename().string();
    if (!entry.is_regular_file() || !hash_from_hex(name)) continue;  // a file that was never finished
    const std::filesystem::path place = to / blob_place(name);
    std::filesystem::create_directories(place.parent_path());
    const auto digest = copy_and_digest(entry.path(), place);
    if (!digest && !std::filesystem::exists(entry.path(), none)) continue;  // of a write that was refused meanwhile
    if (!digest) return digest.error();
    if (to_hex(digest->sha256) != name) return Failure{Failure::Kind::corrupt, entry.path().string() + " is not what its name says"};
    paths.push_back(std::string(blobs_prefix) + blob_place(name).string());
  }
  std::ranges::sort(paths);
  return paths;
}

std::optional<Failure> write_manifest(const std::filesystem::path& folder, const LogHead& head, std::vector<std::string> blobs) {
  BackupManifest manifest;
  manifest.head = head;
  manifest.made_at = SystemClock().now();
  std::vector<std::string> paths{"keys/keys.db", "log/log.db"};
  std::printf("files: %zu\n", blobs.size());
  std::ranges::move(blobs, std::back_inserter(paths));
  for (const std::string& path : paths) {
    const auto digest = digest_file(folder / path);
    if (!digest) return digest.error();
    manifest.files.push_back({path, *digest});
    if (path.starts_with(blobs_prefix)) continue;  // their names say it
    std::printf("%s: %llu bytes, SHA-256 %s\n", path.c_str(), static_cast<unsigned long long>(digest->bytes),
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
  BlobAudit named;
  auto log = SqliteEventLog::open(to.log, StoreMode::read);
  if (!log) return report(log.error());
  const LogVerdict verdict = audit_showing_progress(**log, std::nullopt, "verify backup", [&](const StoredEvent& event) { named.add(event); });
  log->reset();
  if (verdict.failure) return report(*verdict.failure);
  if (verdict.fault) {
    std::fprintf(stderr, "jejak: no backup was made: the log is not whole\n");
    return report_bad(*verdict.fault);
  }
  const auto blobs = copy_blobs(from.blobs, to.blobs);
  if (!blobs) return report(blobs.error());
  FileBlobStore copied(to.blobs);
  const auto bad_blob = named.check(copied);
  if (!bad_blob) return report(bad_blob.error());
  if (*bad_blob) {
    std::fprintf(stderr, "jejak: no backup was made: a file of a proposal is not whole\n");
    return report_bad(**bad_blob);
  }
  if (auto failure = write_manifest(fresh.making(), verdict.head, *blobs)) return report(*failure);
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
  command->add_option("DIR", options->folder, "A new or empty folder for log/, blobs/, keys/ and manifest.json")->required();
  command->callback([options, &exit_code] { exit_code = backup(*options); });
}

}  // namespace jejak::tools
