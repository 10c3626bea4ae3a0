#pragma once

namespace CLI {
class App;
}

namespace jejak::tools {

// Adds --config FILE (or JEJAK_CONFIG): a TOML file with a section per subcommand, its keys the long options:
//   [serve]
//   listen = "127.0.0.1:8080"
// Where an option is given several times, a flag comes before its JEJAK_* variable, that before the file, and the file
// before the default. A key that is no option is refused.
void add_settings_file(CLI::App& app);

}  // namespace jejak::tools
