#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "tools/bench.hpp"
#include "tools/commands.hpp"
#include "tools/settings_file.hpp"
#include "tools/workflow.hpp"

// Read by the allocator (jemalloc) before main: what threads gave back goes to the system within a second, also when the
// server has nothing more to do.
extern "C" {
extern const char* malloc_conf;
const char* malloc_conf = "background_thread:true,dirty_decay_ms:1000,muzzy_decay_ms:0";
}

namespace {

// One line: what is wrong, and where the right use is told.
std::string wrong_use(const CLI::App* app, const CLI::Error& error) {
  const std::vector<std::string> unknown = app->remaining(true);
  std::string name = app->get_name();
  while (!app->get_subcommands().empty()) {
    app = app->get_subcommands().front();
    name += " " + app->get_name();
  }
  const bool is_command = !unknown.empty() && !app->get_subcommands({}).empty();
  const std::string what = is_command ? name + " has no subcommand " + unknown.front() : error.what();
  return "jejak: " + what + " (see " + name + " --help)\n";
}

// What was printed arrives only now. Whoever reads no further (head) has all that they wanted.
bool output_arrived() {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return true;
  pollfd reader{STDOUT_FILENO, 0, 0};
  return poll(&reader, 1, 0) == 1 && (reader.revents & POLLERR) != 0;
}

}  // namespace

// Wires the subcommands together; what each does is in the file of its name.
int main(int argc, char** argv) {
  umask(077);  // a store holds scores of open stages and salts: its owner's alone
  std::signal(SIGPIPE, SIG_IGN);  // a reader that goes away (head) is an error to report, not a reason to die
  std::signal(SIGXFSZ, SIG_IGN);  // a limit on files is a full disk
  CLI::App app{"Jejak keeps the trail of every proposal in a public-service innovation competition.", "jejak"};
  app.set_version_flag("--version", "jejak 0.1.0");
  app.require_subcommand(1);
  app.failure_message(wrong_use);
  app.fallthrough();
  jejak::tools::add_settings_file(app);
  int exit_code = 0;
  jejak::tools::add_serve_command(app, exit_code);
  jejak::tools::add_replay_command(app, exit_code);
  jejak::tools::add_verify_command(app, exit_code);
  jejak::tools::add_events_command(app, exit_code);
  jejak::tools::add_backup_command(app, exit_code);
  jejak::tools::add_restore_command(app, exit_code);
  jejak::tools::add_import_command(app, exit_code);
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
  if (exit_code != 3 && !output_arrived()) {
    std::fprintf(stderr, "jejak: not all of the output could be written\n");
    return 3;
  }
  return exit_code;
}
