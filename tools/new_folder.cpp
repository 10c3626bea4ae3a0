#include "tools/new_folder.hpp"

#include <set>

#include "storage/sqlite/copy.hpp"

namespace jejak::tools {
namespace {

constexpr const char* lock_name = "lock";
constexpr const char* making_name = "unfinished";

// Something that is neither ours nor the file system's own.
std::optional<std::string> stranger_in(const std::filesystem::path& folder) {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename();
    if (name != lock_name && name != making_name && name != "lost+found") return name;
  }
  return std::nullopt;
}

Failure failed(const char* doing, const std::filesystem::path& path, const std::error_code& error) {
  return {Failure::Kind::unavailable, std::string("cannot ") + doing + " " + path.string() + ": " + error.message()};
}

// Folders first, so that what is durable in them is found again.
std::optional<Failure> make_all_durable(const std::filesystem::path& folder) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (auto failure = make_durable(entry.path())) return failure;
  }
  return make_durable(folder);
}

}  // namespace

NewFolder::NewFolder(std::filesystem::path folder, Kind kind, bool made, FolderLock lock)
    : folder_(std::move(folder)), making_(folder_ / making_name), kind_(kind), made_(made), lock_(std::move(lock)) {}

Result<std::unique_ptr<NewFolder>, NewFolder::Refused> NewFolder::begin(const std::filesystem::path& named,
                                                                         Kind kind) {
  const std::filesystem::path folder = named.has_filename() ? named : named.parent_path();
  std::error_code error;
  if (const auto stranger = stranger_in(folder)) {
    return Refused{WrongUse{folder.string() + " is not empty: " + *stranger + " is in it"}};
  }
  const bool there = std::filesystem::exists(folder, error);
  if (!there && !std::filesystem::create_directories(folder, error)) return Refused{failed("make", folder, error)};
  auto lock = FolderLock::take(folder / lock_name);
  if (!lock) return Refused{lock.error()};
  std::unique_ptr<NewFolder> fresh(new NewFolder(folder, kind, !there, std::move(*lock)));
  std::filesystem::remove_all(fresh->making_, error);
  if (error) return Refused{failed("remove", fresh->making_, error)};
  if (!std::filesystem::create_directory(fresh->making_, error)) return Refused{failed("make", fresh->making_, error)};
  return fresh;
}

// A store keeps its lock file, which the next process to write will hold; a backup has none.
NewFolder::~NewFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(making_, ignored);
  if (finished_ && kind_ == Kind::store) return;
  std::filesystem::remove(folder_ / lock_name, ignored);
  for (const std::string& name : placed_) {
    if (!finished_) std::filesystem::remove_all(folder_ / name, ignored);
  }
  if (made_ && !finished_) std::filesystem::remove(folder_, ignored);
}

std::optional<Failure> NewFolder::move_into_place(const std::string& name) {
  std::error_code error;
  std::filesystem::rename(making_ / name, folder_ / name, error);
  if (error) return failed("move into place", folder_ / name, error);
  placed_.push_back(name);
  return std::nullopt;
}

std::optional<Failure> NewFolder::finish() {
  const std::string last = kind_ == Kind::store ? "log.db" : "manifest.json";
  if (auto failure = make_all_durable(making_)) return failure;
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(making_)) names.insert(entry.path().filename());
  names.erase(last);
  names.erase(lock_name);
  for (const std::string& name : names) {
    if (auto failure = move_into_place(name)) return failure;
  }
  if (auto failure = make_durable(folder_)) return failure;
  if (auto failure = move_into_place(last)) return failure;
  finished_ = true;
  if (auto failure = make_durable(folder_)) return failure;
  return made_ ? make_durable(std::filesystem::absolute(folder_).parent_path()) : std::nullopt;
}

int report(const NewFolder::Refused& refused) {
  if (const auto* wrong = std::get_if<WrongUse>(&refused)) return wrong_use(wrong->message);
  return report(std::get<Failure>(refused));
}

}  // namespace jejak::tools
