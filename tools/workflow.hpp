#pragma once

namespace CLI {
class App;
}

namespace jejak::tools {

// `jejak workflow check|graph|import|simulate|eval`.
void add_workflow_command(CLI::App& app, int& exit_code);

}  // namespace jejak::tools
