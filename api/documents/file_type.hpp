#pragma once
#include <string_view>

#include "engine/core/result.hpp"
#include "workflows/sentence.hpp"

namespace jejak::documents {

struct FileType {
  std::string_view media_type;
  std::string_view extension;  // "pdf"
};

// What a file is, by its content and never by its name: PDF, PNG, JPEG, or a document, sheet or presentation of OOXML or
// OpenDocument. Refused (a sentence that says what was found and where): anything else, what is cut off or followed by something else,
// what is encrypted, pictures too large to be looked at, and what has active content: scripts, macros, actions, fields that start programs or
// load files, embedded files, links to anything but http, https and mailto. A hostile file may still fool some reader: downloads are served as
// such, never shown in the page's own name.
Result<FileType, workflows::Sentence> file_type_of(std::string_view bytes);

}  // namespace jejak::documents
