#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "engine/core/result.hpp"
#include "engine/ports/failure.hpp"
#include "storage/sqlite/store.hpp"

namespace CLI {
class App;
class Validator;
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

// Numbers that can be a position: from 1 to 2^53 - 1, beyond which JSON is not exact.
CLI::Validator position_range();

// The folder of a "sqlite:DIR" address.
Result<std::filesystem::path, WrongUse> store_folder(std::string_view store);

// Where a database is made that is compared and thrown away: beside the live views, or, where their folder can only be
// read or is a backup, in the system's temporary folder. Every process has its own.
std::filesystem::path scratch_file(const StorePaths& paths, std::string_view name);

// Says a failure in one line on stderr and gives the exit code for it.
int report(const Failure& failure);
int wrong_use(std::string_view message);

}  // namespace jejak::tools
