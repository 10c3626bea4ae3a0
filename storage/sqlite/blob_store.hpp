#pragma once
#include <filesystem>

#include "engine/ports/blob_store.hpp"

namespace jejak {

// Blobs as files of their own, `ab/<name>` below a folder, where `ab` is how the name begins: a file of megabytes in a database would be
// copied with every backup of it and checkpointed with every commit. A blob is written beside its place, fsynced and renamed.
class FileBlobStore final : public BlobStore {
 public:
  explicit FileBlobStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

  Result<std::string, Failure> put(std::string_view bytes) override;
  Result<std::optional<std::string>, Failure> get(std::string_view name) override;
  std::optional<Failure> remove(std::string_view name) override;

 private:
  std::filesystem::path folder_;  // made with the first blob
};

// Where below a folder of blobs the one of that name is: "ab/abcd...".
std::filesystem::path blob_place(std::string_view name);

}  // namespace jejak
