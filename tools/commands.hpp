#pragma once

namespace CLI {
class App;
}

// Every subcommand of the program. Each adds itself to `app` with its options; when it was the one asked for, it runs
// and sets `exit_code`: 0 fine, 1 the answer is no (mismatch, violation), 2 wrong use, 3 the system failed.
namespace jejak::tools {

void add_serve_command(CLI::App& app, int& exit_code);
void add_replay_command(CLI::App& app, int& exit_code);
void add_verify_command(CLI::App& app, int& exit_code);
void add_events_command(CLI::App& app, int& exit_code);
void add_backup_command(CLI::App& app, int& exit_code);
void add_restore_command(CLI::App& app, int& exit_code);
void add_import_command(CLI::App& app, int& exit_code);
void add_key_command(CLI::App& app, int& exit_code);
void add_demo_command(CLI::App& app, int& exit_code);

}  // namespace jejak::tools
