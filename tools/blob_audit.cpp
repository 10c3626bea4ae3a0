#include "tools/blob_audit.hpp"

#include "engine/core/json.hpp"
#include "workflows/field.hpp"

namespace jejak::tools {

void BlobAudit::add(const StoredEvent& event) {
  if (event.type != "AttachmentAdded") return;
  const auto data = parse_own_json(event.data);
  named_.push_back({event.position, data ? std::string(workflows::text_of(workflows::members_of(*data), "box")) : std::string()});
}

Result<std::optional<LogFault>, Failure> BlobAudit::check(BlobStore& blobs) const {
  for (const Named& each : named_) {
    const auto found = blobs.get(each.blob);
    if (!found && found.error().kind == Failure::Kind::corrupt) return std::optional(LogFault{each.position, found.error().message});
    if (!found) return found.error();
    if (!*found) return std::optional(LogFault{each.position, "the file that it names, " + each.blob + ", is missing"});
  }
  return std::optional<LogFault>();
}

}  // namespace jejak::tools
