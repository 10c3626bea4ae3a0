#include "tools/settings_file.hpp"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <memory>

namespace jejak::tools {
namespace {

// The option that a line of the file sets; null for the beginning or end of a section. Throws where there is none.
const CLI::Option* option_of(const CLI::App& app, const CLI::ConfigItem& item) {
  const CLI::App* command = &app;
  const auto refused = [](const std::string& name, const char* why) {
    return CLI::ConfigError("settings file: " + name + why, CLI::ExitCodes::ConfigError);
  };
  for (const std::string& parent : item.parents) {
    const auto named = command->get_subcommands([&](const CLI::App* each) { return each->get_name() == parent; });
    if (named.empty()) throw refused("[" + parent + "]", " is no subcommand");
    command = named.front();
  }
  if (item.name == "++" || item.name == "--") return nullptr;
  const CLI::Option* option = command->get_option_no_throw("--" + item.name);
  if (option == nullptr) throw refused(item.fullname(), " is no setting");
  return option;
}

bool is_set_in_environment(const CLI::Option* option) {
  if (option == nullptr || option->get_envname().empty()) return false;
  const char* value = std::getenv(option->get_envname().c_str());
  return value != nullptr && *value != '\0';
}

// CLI11 gives a file precedence over the environment; what the environment has is therefore left out of the file.
class BehindEnvironment : public CLI::ConfigTOML {
 public:
  explicit BehindEnvironment(const CLI::App& app) : app_(app) {}
  std::vector<CLI::ConfigItem> from_config(std::istream& input) const override {
    auto items = CLI::ConfigTOML::from_config(input);
    std::erase_if(items, [&](const CLI::ConfigItem& item) { return is_set_in_environment(option_of(app_, item)); });
    return items;
  }

 private:
  const CLI::App& app_;
};

}  // namespace

void add_settings_file(CLI::App& app) {
  const char* named = std::getenv("JEJAK_CONFIG");
  const std::string file = named == nullptr ? "" : named;
  CLI::Option* option =
      app.set_config("--config", file, "A file of settings (TOML), or JEJAK_CONFIG; flags and JEJAK_* variables come before it");
  if (!file.empty()) option->required();  // one that was named has to be there
  app.config_formatter(std::make_shared<BehindEnvironment>(app));
}

}  // namespace jejak::tools
