#include "api/documents/open_document_check.hpp"

#include <algorithm>
#include <array>

#include "api/documents/office_part.hpp"
#include "api/documents/ooxml_check.hpp"
#include "api/documents/pdf_action.hpp"
#include "api/documents/xml_walk.hpp"

namespace jejak::documents {

namespace {

using namespace std::string_view_literals;
using workflows::Sentence;

// Without an extension: what LibreOffice writes beside the contents.
bool is_known_name(std::string_view name) {
  if (name == "mimetype" || name == "layout-cache" || name == "Thumbnails/thumbnail") return true;
  if (name.find("ObjectReplacements/") != std::string_view::npos) return true;
  return is_known_extension(extension_of(name)) && extension_of(name) != ".bin" && extension_of(name) != ".rels";
}

// Elements that do something, or bring in what is elsewhere (part 3: 3.12, 3.13, 10.4.6, 14.6, 10.4.10).
constexpr std::array active = {"script"sv, "event-listener"sv, "dde-source"sv, "dde-connection"sv, "dde-connection-decl"sv, "dde-link"sv, "plugin"sv,
                               "applet"sv, "floating-frame"sv, "object-ole"sv, "auto-reload"sv, "encryption-data"sv, "cell-range-source"sv,
                               "section-source"sv, "connection-resource"sv, "database-source"sv};

// A link waits for somebody to follow it; everything else is loaded, so it has to be in the package.
bool leads_inside(std::string_view address) {
  return address.starts_with('#') || (address.find(':') == std::string_view::npos && address.find("..") == std::string_view::npos && !address.starts_with('/') &&
                                      address.find('\\') == std::string_view::npos);
}

// A click in a presentation may turn the page.
bool turns_page(const XmlStart& element) {
  const std::string_view action = element.find("action");
  return element.name == "event-listener" && element.space.ends_with(":presentation:1.0") &&
         (action == "next-page" || action == "previous-page" || action == "first-page" || action == "last-page" || action == "show" || action == "none");
}

std::optional<Sentence> refuse_element(const XmlStart& element, std::string_view where) {
  const std::string name(element.name.substr(0, 40));
  if (std::ranges::find(active, element.name) != active.end() && !turns_page(element)) return active_part({"active content (<" + name + ">)", "isi aktif (<" + name + ">)"}, where);
  const std::string_view address = element.find("href");
  const bool is_link = element.name == "a";
  if (address.empty() || (is_link ? is_harmless_address(address) || address.starts_with('#') : leads_inside(address))) return std::nullopt;
  if (element.name == "template") return std::nullopt;  // where the file was made from; nothing is loaded from it
  std::string shown(address.substr(0, 80));
  for (char& c : shown) c = c < ' ' || c > '~' ? '?' : c;
  return active_part({"a link (<" + name + ">) to \"" + shown + "\"", "tautan (<" + name + ">) ke \"" + shown + "\""}, where);
}

std::optional<Sentence> refuse_contents(const ZipEntry& entry) {
  const std::string extension = extension_of(entry.name);
  if (extension != ".xml" && extension != ".svg" && extension != ".rdf") return std::nullopt;
  if (entry.unpacked == 0) return std::nullopt;  // menus and the like that were never changed
  const auto document = unpack(entry);
  if (!document) return broken_archive();
  if (extension == ".svg") return refuse_svg(*document, entry.name);
  if (extension == ".rdf") return std::nullopt;
  auto refused = walk_xml(*document, {.start = [&](const XmlStart& element) { return refuse_element(element, entry.name); }});
  if (!refused || refused->en.find(" (in ") != std::string::npos) return refused;
  const std::string place(entry.name.substr(0, 100));
  return Sentence{refused->en + " (in " + place + ")", refused->id + " (dalam " + place + ")"};
}

}  // namespace

std::optional<Sentence> refuse_open_document(const std::vector<ZipEntry>& entries) {
  for (const std::string_view needed : {"content.xml"sv, "META-INF/manifest.xml"sv})
    if (std::ranges::find(entries, needed, &ZipEntry::name) == entries.end())
      return Sentence{"has no " + std::string(needed) + ", so it is no OpenDocument file", "tidak memuat " + std::string(needed) + ", jadi bukan berkas OpenDocument"};
  for (const ZipEntry& entry : entries) {
    if (entry.is_folder()) continue;
    if (!is_known_name(entry.name))
      return active_part({"a part that is no text, picture or font", "bagian yang bukan teks, gambar, atau fon"}, entry.name);
    if (auto refused = refuse_contents(entry)) return refused;
  }
  return std::nullopt;
}

}  // namespace jejak::documents
