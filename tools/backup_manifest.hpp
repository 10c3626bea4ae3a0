#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/time.hpp"
#include "engine/ports/event_log.hpp"
#include "tools/file_digest.hpp"

namespace jejak::tools {

inline constexpr std::string_view manifest_name = "manifest.json";
inline constexpr int manifest_format = 1;
inline constexpr std::string_view blobs_prefix = "blobs/";  // how the paths of blobs begin

// What a backup holds, in manifest.json, written last: a backup without it was not finished.
//   {"files":[{"bytes","path","sha256"},...],"format":1,"made_at","root","size"}
// `size` and `root` are the log's, so that the manifest is a checkpoint as well.
struct BackupManifest {
  struct File {
    std::string path;  // within the backup: "keys/keys.db", "log/log.db"
    FileDigest digest;
  };
  LogHead head;
  Timestamp made_at;
  std::vector<File> files;

  const FileDigest* digest_of(std::string_view path) const;  // null where it names no such file
};

std::string print_manifest(const BackupManifest& manifest);
Result<BackupManifest, Faults> parse_manifest(std::string_view text);

}  // namespace jejak::tools
