#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jejak::tests {

// Files as programs write them, made here byte by byte. `objects` takes the place of the catalog, `trailer` is put into the trailer.
std::string pdf_file(const std::string& objects = "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n", const std::string& trailer = "");
std::string png_file(std::string_view width = {}, const std::string& more_chunks = "");
std::string jpeg_file(std::string_view size = std::string_view("\0\1\0\1", 4));

using Parts = std::vector<std::pair<std::string, std::string>>;
std::string zip_file(const Parts& parts);

// The parts of a small file that LibreOffice and Microsoft's programs open. `with` replaces the part of its name, or is added.
Parts docx_parts(const Parts& with = {});
Parts xlsx_parts(const Parts& with = {});
Parts pptx_parts(const Parts& with = {});
Parts odt_parts(const Parts& with = {});

// [Content_Types].xml of a docx with one more line.
std::pair<std::string, std::string> docx_types(const std::string& more);

}  // namespace jejak::tests
