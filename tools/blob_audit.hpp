#pragma once
#include <string>
#include <vector>

#include "engine/ports/blob_store.hpp"
#include "engine/ports/event_log.hpp"
#include "tools/log_audit.hpp"

namespace jejak::tools {

// Holds the files beside the log against it: every blob that an event names is there, and is what its name says.
class BlobAudit {
 public:
  void add(const StoredEvent& event);  // remembers the blob that the event names, if it names one
  // The first event whose blob is missing or was changed; a Failure where the blobs cannot be read.
  Result<std::optional<LogFault>, Failure> check(BlobStore& blobs) const;
  std::size_t size() const { return named_.size(); }

 private:
  struct Named {
    Position position;
    std::string blob;
  };
  std::vector<Named> named_;
};

}  // namespace jejak::tools
