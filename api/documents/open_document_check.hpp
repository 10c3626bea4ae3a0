#pragma once
#include <optional>
#include <vector>

#include "api/documents/zip_archive.hpp"

namespace jejak::documents {

// Why an OpenDocument package (OASIS OpenDocument 1.3) is not taken, though it is a whole archive: a part that is no text, picture or font, an
// encrypted one, and in its contents a script, an event's handler, a DDE link, a plugin, an OLE object, or a link to a file.
std::optional<workflows::Sentence> refuse_open_document(const std::vector<ZipEntry>& entries);

}  // namespace jejak::documents
