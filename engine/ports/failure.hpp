#pragma once
#include <string>

namespace jejak {

// A failure of the machine below us, not of the request. `message` is one line with the cause and the place.
struct Failure {
  enum class Kind {
    unavailable,  // nothing was kept; trying again may help
    full,         // the disk or a quota is full; nothing was kept
    not_durable,  // an fsync failed: what the disk holds is unknown, the process must end
    corrupt,      // what is stored contradicts itself
    foreign,      // the file belongs to another program, a newer version, or another process that runs now
    defect        // a bug of ours, caught where it showed; nothing of what was being done was kept
  };
  Kind kind = Kind::unavailable;
  std::string message;
};

}  // namespace jejak
