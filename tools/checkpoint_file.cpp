#include "tools/checkpoint_file.hpp"


#include "storage/merkle/checkpoint.hpp"
#include "tools/small_file.hpp"

namespace jejak::tools {

Result<LogHead, WrongUse> read_checkpoint_file(const std::string& path) {
  const auto text = read_small_file(path);
  if (!text) return WrongUse{"cannot read the checkpoint " + path + ": " + text.error()};
  const auto head = parse_checkpoint(*text);
  if (head) return *head;
  return WrongUse{"the checkpoint " + first_fault(path, head.error())};
}

}  // namespace jejak::tools
