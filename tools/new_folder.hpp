#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/ports/failure.hpp"
#include "storage/sqlite/folder_lock.hpp"
#include "tools/store_option.hpp"

namespace jejak::tools {

// A folder that is being filled for the first time, by one process. What goes into it is made in a folder within it and
// appears in its place by finish(), durable, with what makes it whole (a store's log, a backup's manifest) last; without
// finish() nothing is left behind. What a killed process left is cleared away by the next.
class NewFolder {
 public:
  enum class Kind { store, backup };
  // WrongUse: something is in the folder already. Failure: it is being filled by another process, or cannot be made.
  using Refused = std::variant<WrongUse, Failure>;
  static Result<std::unique_ptr<NewFolder>, Refused> begin(const std::filesystem::path& folder, Kind kind);
  ~NewFolder();
  NewFolder(const NewFolder&) = delete;

  const std::filesystem::path& making() const { return making_; }
  std::optional<Failure> finish();

 private:
  NewFolder(std::filesystem::path folder, Kind kind, bool made, FolderLock lock);
  std::optional<Failure> move_into_place(const std::string& name);
  std::filesystem::path folder_, making_;
  Kind kind_;
  bool made_ = false;  // the folder itself was not there
  bool finished_ = false;
  std::vector<std::string> placed_;
  FolderLock lock_;
};

// Says why in one line and gives the exit code.
int report(const NewFolder::Refused& refused);

}  // namespace jejak::tools
