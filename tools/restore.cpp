#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "tools/backup_manifest.hpp"
#include "tools/blob_audit.hpp"
#include "tools/commands.hpp"
#include "tools/held_back.hpp"
#include "tools/log_audit.hpp"
#include "tools/new_folder.hpp"
#include "tools/small_file.hpp"

namespace jejak::tools {
namespace {

struct RestoreOptions {
  std::string folder, store;
};

int refuse(const std::string& reason) {
  std::fprintf(stderr, "jejak: nothing was restored: %s\n", reason.c_str());
  return 1;
}

// Copies one file and holds it against the manifest; 0 where it is what it was.
int bring(const BackupManifest& manifest, const std::filesystem::path& backup, const std::string& path,
          const std::filesystem::path& to) {
  const FileDigest* expected = manifest.digest_of(path);
  if (expected == nullptr) return refuse("the manifest does not name " + path);
  std::error_code ignored;
  if (!std::filesystem::exists(backup / path, ignored)) {
    return report({Failure::Kind::foreign, "there is no " + (backup / path).string() +
                                               "; log and keys are kept apart, so put both into the backup's folder"});
  }
  const auto copied = copy_and_digest(backup / path, to);
  if (!copied) return report(copied.error());
  if (*copied != *expected) return refuse(path + " is not what the manifest says: its SHA-256 is " + to_hex(copied->sha256));
  return 0;
}

// The blobs that the manifest names, each where its own name says and nowhere else.
int bring_blobs(const BackupManifest& manifest, const std::filesystem::path& backup, const std::filesystem::path& to) {
  for (const BackupManifest::File& file : manifest.files) {
    if (!file.path.starts_with(blobs_prefix)) continue;
    const std::string name = to_hex(file.digest.sha256);
    if (file.path != std::string(blobs_prefix) + blob_place(name).string()) return refuse("the manifest has a file in a place that is none: " + file.path);
    std::filesystem::create_directories((to / blob_place(name)).parent_path());
    if (const int code = bring(manifest, backup, file.path, to / blob_place(name)); code != 0) return code;
  }
  return 0;
}

int verify_log(const StorePaths& paths, const LogHead& head) {
  auto log = SqliteEventLog::open(paths.log, StoreMode::read);
  if (!log) return report(log.error());
  BlobAudit blobs;
  const LogVerdict verdict = audit_showing_progress(**log, head, "verify log", [&](const StoredEvent& event) { blobs.add(event); });
  if (verdict.failure) return report(*verdict.failure);
  if (verdict.fault) return refuse("bad position " + std::to_string(verdict.fault->position) + ": " + verdict.fault->reason);
  if (verdict.head != head) {
    return refuse("the log has " + std::to_string(verdict.head.size) + " events, the manifest says " +
                  std::to_string(head.size));
  }
  FileBlobStore store(paths.blobs);
  const auto bad = blobs.check(store);
  if (!bad) return report(bad.error());
  if (*bad) return refuse("bad position " + std::to_string((*bad)->position) + ": " + (*bad)->reason);
  return 0;
}

int fill(NewFolder& fresh, const std::filesystem::path& backup, const BackupManifest& manifest) {
  const StorePaths to(fresh.making());
  if (const int code = bring(manifest, backup, "keys/keys.db", to.keys); code != 0) return code;
  if (const int code = bring(manifest, backup, "log/log.db", to.log); code != 0) return code;
  if (const int code = bring_blobs(manifest, backup, to.blobs); code != 0) return code;
  if (const int code = verify_log(to, manifest.head); code != 0) return code;
  if (auto failure = mark_as_copy(fresh.making())) return report(*failure);
  if (auto failure = fresh.finish()) return report(*failure);
  std::printf("restored; the views are made when a server starts, and nothing is sent until one is started with --take-over\n");
  print_head(manifest.head);
  return 0;
}

int restore(const RestoreOptions& options) {
  const auto folder = store_folder(options.store);
  if (!folder) return wrong_use(folder.error().message);
  const std::filesystem::path backup = options.folder;
  const std::filesystem::path file = backup / manifest_name;
  const auto text = read_small_file(file);
  if (!text) {
    return report({Failure::Kind::foreign,
                   options.folder + " is no finished backup: cannot read " + file.string() + ": " + text.error()});
  }
  const auto manifest = parse_manifest(*text);
  if (!manifest) return report({Failure::Kind::foreign, first_fault(file, manifest.error())});
  auto fresh = NewFolder::begin(*folder, NewFolder::Kind::store);
  if (!fresh) return report(fresh.error());
  return fill(**fresh, backup, *manifest);
}

}  // namespace

void add_restore_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<RestoreOptions>();
  CLI::App* command =
      app.add_subcommand("restore", "Make a store from a backup, once every byte and the tree are what they were");
  command->add_option("DIR", options->folder, "The backup's folder, with log/, blobs/, keys/ and manifest.json")->required();
  add_store_option(*command, options->store);
  command->callback([options, &exit_code] { exit_code = restore(*options); });
}

}  // namespace jejak::tools
