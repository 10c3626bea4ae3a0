#include "tests/api/sample_files.hpp"

#include <zlib.h>

#include <algorithm>

namespace jejak::tests {

namespace {

using namespace std::string_literals;

const std::string open_xml = "application/vnd.openxmlformats-officedocument.";
const std::string package_relations = "http://schemas.openxmlformats.org/package/2006/relationships";
const std::string office_relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

std::string little(std::size_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i));
  return text;
}

std::string big(std::size_t value) {
  std::string text = little(value, 4);
  std::reverse(text.begin(), text.end());
  return text;
}

std::size_t checksum(const std::string& bytes) {
  return crc32(0, reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<unsigned>(bytes.size()));
}

std::string chunk(const std::string& type, const std::string& data) { return big(data.size()) + type + data + big(checksum(type + data)); }

std::string types(const std::string& overrides) {
  return R"(<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
         R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
         R"(<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>)" +
         overrides + "</Types>";
}

std::string part_type(const std::string& part, const std::string& type) {
  return "<Override PartName=\"/" + part + "\" ContentType=\"" + open_xml + type + "+xml\"/>";
}

std::string relation_to(const std::string& target) {
  return "<Relationships xmlns=\"" + package_relations + "\"><Relationship Id=\"rId1\" Type=\"" + office_relations + "/officeDocument\" Target=\"" + target + "\"/></Relationships>";
}

Parts replaced(Parts parts, const Parts& with) {
  for (const auto& part : with) {
    const auto same = std::ranges::find(parts, part.first, &Parts::value_type::first);
    if (same == parts.end()) {
      parts.push_back(part);
    } else {
      same->second = part.second;
    }
  }
  return parts;
}

}  // namespace

std::string pdf_file(const std::string& objects, const std::string& trailer) {
  return "%PDF-1.7\n" + objects + "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n" +
         "trailer<</Root 1 0 R" + trailer + ">>\n%%EOF\n";
}

std::string png_file(std::string_view width, const std::string& more_chunks) {
  const std::string header = std::string(width.empty() ? std::string_view("\0\0\0\1", 4) : width) + "\0\0\0\1\x08\0\0\0\0"s;
  return "\x89PNG\r\n\x1a\n" + chunk("IHDR", header) + (more_chunks.empty() ? "" : chunk("tEXt", more_chunks)) + chunk("IDAT", "x\x9c\x63\x60\0\0\0\2\0\1"s) + chunk("IEND", "");
}

std::string jpeg_file(std::string_view size) {
  return "\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"s + "\xff\xc0\0\x0b\x08"s + std::string(size) + "\1\1\x11\0"s + "\xff\xda\0\x08\1\1\0\0\x3f\0\x2a\xff\0\x2a\xff\xd9"s;
}

std::string zip_file(const Parts& parts) {
  std::string bytes, directory;
  for (const auto& [name, data] : parts) {
    const std::string common = little(20, 2) + little(0, 2) + little(0, 2) + little(0, 4) + little(checksum(data), 4) + little(data.size(), 4) +
                               little(data.size(), 4) + little(name.size(), 2) + little(0, 2);
    directory += "PK\1\2" + little(20, 2) + common + little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4) + little(bytes.size(), 4) + name;
    bytes += "PK\3\4" + common + name + data;
  }
  const std::string end = "PK\5\6" + little(0, 4) + little(parts.size(), 2) + little(parts.size(), 2) + little(directory.size(), 4) + little(bytes.size(), 4) + little(0, 2);
  return bytes + directory + end;
}

std::pair<std::string, std::string> docx_types(const std::string& more) {
  return {"[Content_Types].xml", types(part_type("word/document.xml", "wordprocessingml.document.main") + part_type("word/styles.xml", "wordprocessingml.styles") + more)};
}

Parts docx_parts(const Parts& with) {
  const std::string space = R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")";
  return replaced({docx_types(""),
                   {"_rels/.rels", relation_to("word/document.xml")},
                   {"word/document.xml", "<w:document " + space + "><w:body><w:p><w:r><w:t>Inovasi</w:t></w:r></w:p></w:body></w:document>"},
                   {"word/styles.xml", "<w:styles " + space + "/>"},
                   {"word/_rels/document.xml.rels",
                    "<Relationships xmlns=\"" + package_relations + "\"><Relationship Id=\"rId1\" Type=\"" + office_relations +
                        "/hyperlink\" Target=\"https://example.go.id/\" TargetMode=\"External\"/></Relationships>"},
                   {"word/media/image1.png", png_file()}},
                  with);
}

Parts xlsx_parts(const Parts& with) {
  return replaced({{"[Content_Types].xml", types(part_type("xl/workbook.xml", "spreadsheetml.sheet.main") + part_type("xl/worksheets/sheet1.xml", "spreadsheetml.worksheet"))},
                   {"_rels/.rels", relation_to("xl/workbook.xml")},
                   {"xl/workbook.xml", "<workbook/>"},
                   {"xl/worksheets/sheet1.xml", "<worksheet/>"}},
                  with);
}

Parts pptx_parts(const Parts& with) {
  return replaced({{"[Content_Types].xml", types(part_type("ppt/presentation.xml", "presentationml.presentation.main") + part_type("ppt/slides/slide1.xml", "presentationml.slide"))},
                   {"_rels/.rels", relation_to("ppt/presentation.xml")},
                   {"ppt/presentation.xml", "<presentation/>"},
                   {"ppt/slides/slide1.xml", "<sld/>"}},
                  with);
}

Parts odt_parts(const Parts& with) {
  const std::string spaces = R"(xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" )"
                             R"(xmlns:xlink="http://www.w3.org/1999/xlink")";
  return replaced({{"mimetype", "application/vnd.oasis.opendocument.text"},
                   {"Configurations2/accelerator/current.xml", ""},
                   {"Thumbnails/thumbnail.png", png_file()},
                   {"layout-cache", "\x02\0\0"},
                   {"content.xml", "<office:document-content " + spaces + "><office:scripts/><office:body><office:text><text:p>Inovasi <text:a xlink:href=\"https://example.go.id/\">"
                                   "di sini</text:a></text:p></office:text></office:body></office:document-content>"},
                   {"styles.xml", "<office:document-styles " + spaces + "/>"},
                   {"META-INF/manifest.xml", R"(<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>)"}},
                  with);
}

}  // namespace jejak::tests
