#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "api/routes/key_directory.hpp"
#include "storage/sqlite/store.hpp"
#include "tools/commands.hpp"
#include "tools/local_commands.hpp"
#include "tools/store_option.hpp"
#include "tools/system_clock.hpp"
#include "tools/system_entropy.hpp"

namespace jejak::tools {
namespace {

struct KeyOptions {
  std::string store, role, organizer, entrant, juror;
  std::string label = "console";
};

workflows::Command issue_key(const KeyOptions& options, const std::string& token) {
  workflows::Command command;
  command.name = "IssueKey";
  command.caller.actor = "console";
  command.caller.role = workflows::Role::system;
  command.body = {{"role", options.role}, {"label", options.label}, {"hash", routes::token_hash(token)}};
  if (!options.organizer.empty()) command.body["organizer"] = options.organizer;
  if (!options.entrant.empty()) command.body["entrant"] = options.entrant;
  if (!options.juror.empty()) command.body["juror"] = options.juror;
  return command;
}

int create_key(const KeyOptions& options) {
  const auto folder = store_folder(options.store);
  if (!folder) return wrong_use(folder.error().message);
  SystemEntropy entropy;
  auto store = open_store(*folder, {}, entropy);
  if (!store) {
    const bool served = store.error().message.find("in use") != std::string::npos;
    const int code = report(store.error());
    if (served) std::fprintf(stderr, "jejak: while a server runs, make keys with POST /v1/keys\n");
    return code;
  }
  SystemClock clock;
  CommandProcessor processor(*store->log, *store->vault, clock, entropy);
  const std::string token = routes::make_token(entropy);
  const CommandOutcome outcome = carry_out(processor, issue_key(options, token), "console");
  if (std::holds_alternative<Done>(outcome)) {
    std::printf("%s\n", token.c_str());
    return 0;
  }
  std::fprintf(stderr, "jejak: no key was made: %s\n", reason_of(outcome).c_str());
  return std::holds_alternative<Rejection>(outcome) ? 1 : 3;
}

}  // namespace

void add_key_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<KeyOptions>();
  CLI::App* key = app.add_subcommand("key", "API keys");
  key->require_subcommand(1);
  CLI::App* create = key->add_subcommand("create", "Make an API key (an event in the log) and print it; it is shown once");
  add_store_option(*create, options->store);
  create->add_option("--role", options->role, "admin, secretariat, proposer, juror or auditor")
      ->required()
      ->check(CLI::IsMember({"admin", "secretariat", "proposer", "juror", "auditor"}));
  create->add_option("--organizer", options->organizer, "The organizer it is for");
  create->add_option("--entrant", options->entrant, "The entrant it is for (proposer)");
  create->add_option("--juror", options->juror, "The juror it is for");
  create->add_option("--label", options->label, "What it is for, in words");
  create->callback([options, &exit_code] { exit_code = create_key(*options); });
}

}  // namespace jejak::tools
