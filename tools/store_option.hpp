#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "engine/core/result.hpp"
#include "engine/ports/failure.hpp"
#include "storage/sqlite/store.hpp"

namespace CLI {
class App;
}

namespace jejak::tools {

// How the reading subcommands open a store: beside a server or without one, changing nothing.
inline const StoreOptions reading{.mode = StoreMode::read, .create = false, .log = {}};

// What was wrong with the command line, as one sentence.
struct WrongUse {
  std::string message;
};

// Adds --store (or JEJAK_STORE): "sqlite:DIR". Required.
void add_store_option(CLI::App& command, std::string& store);

// The folder of a "sqlite:DIR" address.
Result<std::filesystem::path, WrongUse> store_folder(std::string_view store);

// Says a failure in one line on stderr and gives the exit code for it.
int report(const Failure& failure);
int wrong_use(std::string_view message);

}  // namespace jejak::tools
