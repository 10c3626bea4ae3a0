#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.hpp"
#include "workflows/sentence.hpp"

namespace jejak::documents {

// One entry of a ZIP archive, as its directory has it (APPNOTE.TXT 4.3.12).
struct ZipEntry {
  std::string_view name;
  std::string_view packed;     // its bytes in the archive
  std::uint64_t unpacked = 0;  // how many they are said to be
  bool deflated = false;

  bool is_folder() const { return name.ends_with('/') && unpacked == 0; }
};

inline constexpr std::uint64_t unpacked_bytes_max = 256U << 20U;

workflows::Sentence broken_archive();
std::string in_lower_case(std::string_view text);

// All entries. Refused: an archive that does not end with its directory, encrypted or otherwise packed entries, two of one name (in any
// case), names that lead out of it, entries whose own head says another name, and what unpacks to too much.
Result<std::vector<ZipEntry>, workflows::Sentence> read_zip(std::string_view archive);

// The bytes of an entry; nothing where they are broken or other than the directory says.
std::optional<std::string> unpack(const ZipEntry& entry);

}  // namespace jejak::documents
