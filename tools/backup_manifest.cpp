#include "tools/backup_manifest.hpp"

#include "engine/core/json.hpp"
#include "storage/merkle/checkpoint.hpp"

namespace jejak::tools {
namespace {

std::optional<BackupManifest::File> file_of(const json::value& entry) {
  const json::value* path = find_pointer(entry, "/path");
  const json::value* bytes = find_pointer(entry, "/bytes");
  const json::value* sha256 = find_pointer(entry, "/sha256");
  if (path == nullptr || !path->is_string() || bytes == nullptr || !bytes->is_int64() || bytes->get_int64() < 0) {
    return std::nullopt;
  }
  const auto hash = sha256 != nullptr && sha256->is_string() ? hash_from_hex(sha256->get_string()) : std::nullopt;
  if (!hash) return std::nullopt;
  return BackupManifest::File{std::string(path->get_string()), {static_cast<std::uint64_t>(bytes->get_int64()), *hash}};
}

}  // namespace

const FileDigest* BackupManifest::digest_of(std::string_view path) const {
  for (const File& file : files) {
    if (file.path == path) return &file.digest;
  }
  return nullptr;
}

std::string print_manifest(const BackupManifest& manifest) {
  json::array files;
  for (const BackupManifest::File& file : manifest.files) {
    files.push_back(json::object{
        {"path", file.path}, {"bytes", file.digest.bytes}, {"sha256", to_hex(file.digest.sha256)}});
  }
  return canonical_json(json::object{{"format", manifest_format},
                                     {"files", std::move(files)},
                                     {"made_at", format_rfc3339(manifest.made_at)},
                                     {"root", to_hex(manifest.head.root)},
                                     {"size", manifest.head.size}}) +
         "\n";
}

Result<BackupManifest, Faults> parse_manifest(std::string_view text) {
  const auto head = parse_checkpoint(text);
  if (!head) return head.error();
  const json::value document = *parse_json(text);
  BackupManifest manifest;
  manifest.head = *head;
  Faults faults;
  const json::value* format = find_pointer(document, "/format");
  if (format == nullptr || *format != manifest_format) {
    faults.push_back({"/format", "format must be " + std::to_string(manifest_format) + "; a newer jejak may know another"});
  }
  const json::value* made_at = find_pointer(document, "/made_at");
  const auto time = made_at != nullptr && made_at->is_string() ? parse_rfc3339(made_at->get_string()) : std::nullopt;
  if (time) {
    manifest.made_at = *time;
  } else {
    faults.push_back({"/made_at", "made_at must be an RFC 3339 instant"});
  }
  const json::value* files = find_pointer(document, "/files");
  if (files == nullptr || !files->is_array()) {
    faults.push_back({"/files", "files must be a list"});
    return faults;
  }
  for (std::size_t n = 0; n < files->get_array().size(); ++n) {
    auto file = file_of(files->get_array()[n]);
    if (file) {
      manifest.files.push_back(std::move(*file));
    } else {
      faults.push_back({"/files/" + std::to_string(n), "a file has path, bytes and sha256 (64 hexadecimal digits)"});
    }
  }
  if (!faults.empty()) return faults;
  return manifest;
}

}  // namespace jejak::tools
