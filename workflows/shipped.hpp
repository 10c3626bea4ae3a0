#pragma once
#include <span>
#include <string_view>

namespace jejak::workflows {

// One JSON file that the program carries: `name` is its path below workflows/, for example
// "definitions/kipp.json"; `bytes` is the file as it is in the repository.
struct ShippedFile {
  std::string_view name;
  std::string_view bytes;
};

// Every shipped definition and rulebook, sorted by name.
std::span<const ShippedFile> shipped_files();

}  // namespace jejak::workflows
