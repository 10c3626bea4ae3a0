#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "engine/core/result.hpp"
#include "engine/ports/failure.hpp"

namespace CLI {
class App;
}

namespace jejak::tools {

// Adds --store (or JEJAK_STORE): "sqlite:DIR". Required.
void add_store_option(CLI::App& command, std::string& store);

// The folder of a "sqlite:DIR" address; the error is one sentence.
Result<std::filesystem::path, std::string> store_folder(std::string_view store);

// Says a failure in one line on stderr and gives the exit code for it.
int report(const Failure& failure);
int wrong_use(std::string_view message);

}  // namespace jejak::tools
