#include "api/documents/ooxml_check.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "api/documents/office_part.hpp"
#include "api/documents/pdf_action.hpp"
#include "api/documents/word_fields.hpp"
#include "api/documents/xml_walk.hpp"

namespace jejak::documents {

namespace {

using namespace std::string_view_literals;
using workflows::Sentence;

constexpr std::string_view types_part = "[Content_Types].xml";

std::string quoted(std::string_view text) {
  std::string shown(text.substr(0, 80));
  for (char& c : shown) c = c < ' ' || c > '~' ? '?' : c;
  return "\"" + shown + "\"";
}

struct ContentTypes {
  std::map<std::string, std::string, std::less<>> by_extension;  // ".png", in lower case
  std::map<std::string, std::string, std::less<>> by_part;       // without the first slash, in lower case

  std::string_view of(std::string_view name) const {
    if (const auto part = by_part.find(in_lower_case(name)); part != by_part.end()) return part->second;
    const auto extension = by_extension.find(extension_of(name));
    return extension == by_extension.end() ? std::string_view() : std::string_view(extension->second);
  }
};

Result<ContentTypes, Sentence> read_types(const ZipEntry& entry) {
  const auto document = unpack(entry);
  if (!document) return broken_archive();
  ContentTypes types;
  const XmlVisitor visitor{.start = [&](const XmlStart& element) -> std::optional<Sentence> {
    const std::string type(element.find("ContentType"));
    if (element.name == "Default") types.by_extension["." + in_lower_case(element.find("Extension"))] = type;
    const std::string part = in_lower_case(element.find("PartName"));
    if (element.name == "Override" && part.starts_with('/')) types.by_part[part.substr(1)] = type;
    return std::nullopt;
  }};
  if (auto refused = walk_xml(*document, visitor)) return *std::move(refused);
  return types;
}

std::optional<Sentence> refuse_type(std::string_view name, std::string_view type) {
  if (!is_known_extension(extension_of(name)))
    return active_part({"a part that is no text, sheet, slide or picture", "bagian yang bukan teks, lembar, salindia, atau gambar"}, name);
  if (!is_known_content_type(type)) return active_part({"a part of the type " + quoted(type), "bagian berjenis " + quoted(type)}, name);
  if (extension_of(name) == ".bin" && !type.ends_with("printerSettings"))
    return active_part({"a part that is no text, sheet, slide or picture", "bagian yang bukan teks, lembar, salindia, atau gambar"}, name);
  return std::nullopt;
}

std::optional<Sentence> refuse_relationship(const XmlStart& element, std::string_view where) {
  if (element.name != "Relationship") return std::nullopt;
  const std::string_view type = element.find("Type"), target = element.find("Target");
  const std::string word(type.substr(type.rfind('/') + 1));
  if (is_active_relationship(type)) return active_part({"the relationship " + word + " to " + quoted(target), "hubungan " + word + " ke " + quoted(target)}, where);
  if (in_lower_case(element.find("TargetMode")) != "external" && target.find("://") == std::string_view::npos) return std::nullopt;
  if (word == "hyperlink" && (is_harmless_address(target) || target.starts_with('#'))) return std::nullopt;
  const std::string shown = quoted(target);
  return active_part({"a link (" + word + ") to " + shown + ": only hyperlinks to http, https and mailto are taken",
                      "tautan (" + word + ") ke " + shown + ": hanya hiperpranala ke http, https, dan mailto yang diterima"},
                     where);
}

std::optional<Sentence> refuse_relationships(std::string_view document, std::string_view where) {
  return walk_xml(document, {.start = [&](const XmlStart& element) { return refuse_relationship(element, where); }});
}

// Of a sentence that does not say where it was found.
std::optional<Sentence> in_part(std::optional<Sentence> refused, std::string_view name) {
  const std::string place = " (" + std::string(name.substr(0, 100)) + ")";
  if (refused && refused->en.find(place.substr(2, place.size() - 3)) == std::string::npos) refused = Sentence{refused->en + place, refused->id + place};
  return refused;
}

std::optional<Sentence> refuse_part(const ZipEntry& entry, std::string_view type) {
  const bool is_text = type.ends_with("xml") || type.ends_with("vmlDrawing");
  if (!is_text) return std::nullopt;
  const auto document = unpack(entry);
  if (!document) return broken_archive();
  if (type == "image/svg+xml") return in_part(refuse_svg(*document, entry.name), entry.name);
  if (extension_of(entry.name) == ".rels") return in_part(refuse_relationships(*document, entry.name), entry.name);
  // Drawings in VML are often not well-formed; what they link to stands in relationships.
  if (type.ends_with("vmlDrawing")) return std::nullopt;
  return in_part(refuse_fields(*document, entry.name), entry.name);
}

}  // namespace

std::optional<Sentence> refuse_svg(std::string_view picture, std::string_view where) {
  const auto start = [&](const XmlStart& element) -> std::optional<Sentence> {
    static constexpr std::array active = {"script"sv, "foreignObject"sv, "iframe"sv, "object"sv, "embed"sv, "handler"sv, "listener"sv};
    const bool handles = std::ranges::any_of(element.attributes, [](const auto& attribute) { return in_lower_case(attribute.first).starts_with("on"); });
    const std::string address(element.find("href"));
    const bool elsewhere = !address.empty() && !address.starts_with('#') && !address.starts_with("data:image/") && !is_harmless_address(address);
    if (std::ranges::find(active, element.name) == active.end() && !handles && !elsewhere) return std::nullopt;
    const std::string name(element.name.substr(0, 40));
    return active_part({"a picture with active content (<" + name + ">)", "gambar dengan isi aktif (<" + name + ">)"}, where);
  };
  return walk_xml(picture, {.start = start});
}

std::optional<Sentence> refuse_ooxml(const std::vector<ZipEntry>& entries) {
  const auto list = std::ranges::find(entries, types_part, &ZipEntry::name);
  if (list == entries.end()) return broken_archive();
  const auto types = read_types(*list);
  if (!types) return types.error();
  for (const ZipEntry& entry : entries) {
    if (entry.name == types_part || entry.is_folder()) continue;
    if (auto refused = refuse_type(entry.name, types->of(entry.name))) return refused;
    if (auto refused = refuse_part(entry, types->of(entry.name))) return refused;
  }
  return std::nullopt;
}

}  // namespace jejak::documents
