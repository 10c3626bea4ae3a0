#include "storage/merkle/checkpoint.hpp"

#include "engine/core/json.hpp"

namespace jejak {

std::string print_checkpoint(const LogHead& head) {
  return "{\"root\":\"" + to_hex(head.root) + "\",\"size\":" + std::to_string(head.size) + "}";
}

Result<LogHead, Faults> parse_checkpoint(std::string_view text) {
  const auto parsed = parse_json(text);
  if (!parsed) {
    const JsonFault& fault = parsed.error();
    return Faults{{"", "not JSON at byte " + std::to_string(fault.offset) + ": " + fault.message}};
  }
  Faults faults;
  LogHead head;
  const json::value* size = find_pointer(*parsed, "/size");
  if (size != nullptr && size->is_int64() && size->get_int64() >= 0) {
    head.size = static_cast<Position>(size->get_int64());
  } else if (size != nullptr && size->is_uint64()) {
    head.size = size->get_uint64();
  } else {
    faults.push_back({"/size", "size must be a whole number from 0 on"});
  }
  const json::value* root = find_pointer(*parsed, "/root");
  const auto hash = root != nullptr && root->is_string() ? hash_from_hex(root->get_string()) : std::nullopt;
  if (hash) {
    head.root = *hash;
  } else {
    faults.push_back({"/root", "root must be 64 hexadecimal digits"});
  }
  if (!faults.empty()) return faults;
  return head;
}

}  // namespace jejak
