#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>

#include "storage/merkle/checkpoint.hpp"
#include "storage/sqlite/copy.hpp"
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

Result<LogHead, WrongUse> read_checkpoint(const std::string& path) {
  std::ifstream file(path);
  if (!file) return WrongUse{"cannot read the checkpoint " + path};
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  auto head = parse_checkpoint(text);
  if (!head) return WrongUse{path + head.error().front().pointer + ": " + head.error().front().message};
  return *head;
}

// Rebuilds the views in a file that is thrown away and compares; 0 where they are equal or there are none.
int verify_views(SqliteStore& store) {
  if (!std::filesystem::exists(store.paths.views)) {
    std::printf("views: there are none to compare with\n");
    return 0;
  }
  const RebuildRequest request{store.paths, store.paths.folder / "views.verify.db", std::nullopt, true};
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
    auto read = read_checkpoint(options.checkpoint);
    if (!read) return wrong_use(read.error().message);
    checkpoint = *read;
  }
  SystemEntropy entropy;
  auto store = open_store(*folder, {}, entropy, reading);
  if (!store) return report(store.error());

  LogVerdict verdict;
  {
    const auto last = store->log->last_position();
    Progress progress("verify log", last ? *last : 0);
    verdict = audit_log(*store->log, checkpoint, [&](Position done) { progress.at(done); });
  }
  if (verdict.failure) return report(*verdict.failure);
  if (verdict.fault) {
    std::printf("bad position %llu: %s\n", static_cast<unsigned long long>(verdict.fault->position),
                verdict.fault->reason.c_str());
    return 1;
  }
  std::printf("log: %llu events, every leaf and every tree node recomputed\n",
              static_cast<unsigned long long>(verdict.head.size));
  if (checkpoint) std::printf("checkpoint: holds (size %llu)\n", static_cast<unsigned long long>(checkpoint->size));
  if (!options.log_only) {
    if (const int code = verify_views(*store); code != 0) return code;
  }
  std::printf("size %llu root %s\n", static_cast<unsigned long long>(verdict.head.size),
              to_hex(verdict.head.root).c_str());
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
