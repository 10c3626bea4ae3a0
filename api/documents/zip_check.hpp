#pragma once
#include <string_view>

#include "api/documents/file_type.hpp"

namespace jejak::documents {

// The office file that a ZIP archive is, by its directory (APPNOTE.TXT 4.3.12 and 4.3.16): OOXML (ECMA-376) or OpenDocument 1.3.
Result<FileType, workflows::Sentence> office_type_of(std::string_view archive);

}  // namespace jejak::documents
