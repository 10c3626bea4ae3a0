#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "storage/sqlite/copy.hpp"
#include "tools/blob_audit.hpp"
#include "tools/checkpoint_file.hpp"
#include "tools/commands.hpp"
#include "tools/log_audit.hpp"
#include "tools/progress.hpp"
#include "tools/rebuild.hpp"
#include "tools/store_option.hpp"
#include "tools/system_entropy.hpp"

namespace jejak::tools {
namespace {

struct VerifyOptions {
  std::string store;
  std::string checkpoint;
  bool log_only = false;
};

// Rebuilds the views in a file that is thrown away and compares; 0 where they are equal or there are none.
int verify_views(SqliteStore& store) {
  if (!std::filesystem::exists(store.paths.views)) {
    std::printf("views: there are none to compare with\n");
    return 0;
  }
  const RebuildRequest request{store.paths, scratch_file(store.paths, "views.verify"), std::nullopt, true};
  std::unique_ptr<Progress> progress;
  const auto rebuilt = rebuild_views(*store.log, request, [&](Position done, Position whole) {
    if (!progress) progress = std::make_unique<Progress>("verify views", whole);
    progress->at(done);
  });
  progress.reset();
  remove_database(request.file);
  if (!rebuilt && rebuilt.error().kind == Failure::Kind::corrupt) {
    std::printf("views: %s\n", rebuilt.error().message.c_str());
    return 1;
  }
  if (!rebuilt) return report(rebuilt.error());
  if (rebuilt->first_difference.empty()) {
    std::printf("views: byte-equal to a replay up to position %llu\n",
                static_cast<unsigned long long>(rebuilt->position));
    return 0;
  }
  std::printf("views: differ from a replay up to position %llu: %s\n",
              static_cast<unsigned long long>(rebuilt->position), rebuilt->first_difference.c_str());
  return 1;
}

int verify(const VerifyOptions& options) {
  const auto folder = store_folder(options.store);
  if (!folder) return wrong_use(folder.error().message);
  std::optional<LogHead> checkpoint;
  if (!options.checkpoint.empty()) {
    auto read = read_checkpoint_file(options.checkpoint);
    if (!read) return wrong_use(read.error().message);
    checkpoint = *read;
  }
  SystemEntropy entropy;
  auto store = open_store(*folder, {}, entropy, reading);
  if (!store) return report(store.error());

  BlobAudit blobs;
  const LogVerdict verdict = audit_showing_progress(*store->log, checkpoint, "verify log", [&](const StoredEvent& event) { blobs.add(event); });
  if (verdict.failure) return report(*verdict.failure);
  if (verdict.fault) return report_bad(*verdict.fault);
  std::printf("log: %llu events, every leaf and every tree node recomputed\n",
              static_cast<unsigned long long>(verdict.head.size));
  if (checkpoint) std::printf("checkpoint: holds (size %llu)\n", static_cast<unsigned long long>(checkpoint->size));
  const auto bad_blob = blobs.check(*store->blobs);
  if (!bad_blob) return report(bad_blob.error());
  if (*bad_blob) return report_bad(**bad_blob);
  if (blobs.size() > 0) std::printf("files: %zu, every stored byte recomputed\n", blobs.size());
  if (!options.log_only) {
    if (const int code = verify_views(*store); code != 0) return code;
  }
  print_head(verdict.head);
  return 0;
}

}  // namespace

void add_verify_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<VerifyOptions>();
  CLI::App* command = app.add_subcommand("verify", "Recompute every leaf, the tree and the views");
  add_store_option(*command, options->store);
  command->add_option("--checkpoint", options->checkpoint,
                      "A checkpoint kept earlier ({\"size\",\"root\"}): the log must still begin with it");
  command->add_flag("--log-only", options->log_only, "Leave the views out");
  command->callback([options, &exit_code] { exit_code = verify(*options); });
}

}  // namespace jejak::tools
