#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <exception>

#include "tools/bench.hpp"
#include "tools/commands.hpp"
#include "tools/workflow.hpp"

// Wires the subcommands together; what each does is in the file of its name.
int main(int argc, char** argv) {
  umask(077);  // a store holds scores of open stages and salts: its owner's alone
  std::signal(SIGPIPE, SIG_IGN);  // a reader that goes away (head) is an error to report, not a reason to die
  std::signal(SIGXFSZ, SIG_IGN);  // a limit on files is a full disk
  CLI::App app{"Jejak keeps the trail of every proposal in a public-service innovation competition.", "jejak"};
  app.set_version_flag("--version", "jejak 0.1.0");
  app.require_subcommand(1);
  app.set_config("--config", "", "A file of options (TOML); flags and JEJAK_* variables come before it");
  int exit_code = 0;
  jejak::tools::add_serve_command(app, exit_code);
  jejak::tools::add_replay_command(app, exit_code);
  jejak::tools::add_verify_command(app, exit_code);
  jejak::tools::add_events_command(app, exit_code);
  jejak::tools::add_key_command(app, exit_code);
  jejak::tools::add_demo_command(app, exit_code);
  jejak::tools::add_workflow_command(app, exit_code);
  jejak::tools::add_bench_command(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "jejak: %s\n", error.what());
    return 3;
  }
  return exit_code;
}
