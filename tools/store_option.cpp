#include "tools/store_option.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>

namespace jejak::tools {

void add_store_option(CLI::App& command, std::string& store) {
  command.add_option("--store", store, "The store: sqlite:DIR, a folder with log, views and keys")
      ->required()
      ->envname("JEJAK_STORE");
}

Result<std::filesystem::path, WrongUse> store_folder(std::string_view store) {
  constexpr std::string_view scheme = "sqlite:";
  if (!store.starts_with(scheme)) {
    return WrongUse{"--store " + std::string(store) + ": a store is given as sqlite:DIR, for example sqlite:data"};
  }
  store.remove_prefix(scheme.size());
  if (store.empty()) return WrongUse{"--store sqlite: has no folder; give one, for example sqlite:data"};
  return {boost::system::in_place_value, store};
}

CLI::Validator position_range() {
  constexpr std::uint64_t position_max = (std::uint64_t{1} << 53) - 1;
  CLI::Validator range = CLI::Range(std::uint64_t{1}, position_max);
  range.description("NUMBER from 1");
  return range;
}

std::filesystem::path scratch_file(const StorePaths& paths, std::string_view name) {
  const bool beside = !is_backup(paths.folder) && ::access(paths.folder.c_str(), W_OK | X_OK) == 0;
  const std::filesystem::path folder = beside ? paths.folder : std::filesystem::temp_directory_path();
  return folder / (std::string(name) + "." + std::to_string(::getpid()) + ".db");
}

int report(const Failure& failure) {
  std::fprintf(stderr, "jejak: %s\n", failure.message.c_str());
  return 3;
}

int wrong_use(std::string_view message) {
  std::fprintf(stderr, "jejak: %.*s\n", static_cast<int>(message.size()), message.data());
  return 2;
}

}  // namespace jejak::tools
