#pragma once
#include <optional>
#include <vector>

#include "api/documents/zip_archive.hpp"

namespace jejak::documents {

// Why an OOXML package is not taken, though it is a whole archive. It is judged by its [Content_Types].xml and its relationships: each part is
// of a known type and extension; what is elsewhere is reached by hyperlinks to http, https or mailto alone; no field of a text starts a
// program or loads a file; no picture in it has a script.
std::optional<workflows::Sentence> refuse_ooxml(const std::vector<ZipEntry>& entries);

// An SVG without scripts, handlers and whatever is not a picture.
std::optional<workflows::Sentence> refuse_svg(std::string_view picture, std::string_view where);

}  // namespace jejak::documents
