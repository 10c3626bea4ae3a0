#include "api/documents/office_part.hpp"

#include <algorithm>
#include <array>

#include "api/documents/zip_archive.hpp"

namespace jejak::documents {

namespace {

using namespace std::string_view_literals;

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

// After "application/vnd.openxmlformats-officedocument." and before "+xml". Not among them: templates, external links, connections, query
// tables, dialog sheets, live data, controls and XML maps.
constexpr std::array open_xml = {
    "wordprocessingml.document.main"sv, "wordprocessingml.document.glossary"sv, "wordprocessingml.styles"sv, "wordprocessingml.settings"sv,
    "wordprocessingml.webSettings"sv, "wordprocessingml.fontTable"sv, "wordprocessingml.numbering"sv, "wordprocessingml.footnotes"sv,
    "wordprocessingml.endnotes"sv, "wordprocessingml.comments"sv, "wordprocessingml.commentsExtended"sv, "wordprocessingml.commentsIds"sv,
    "wordprocessingml.commentsExtensible"sv, "wordprocessingml.people"sv, "wordprocessingml.header"sv, "wordprocessingml.footer"sv,
    "spreadsheetml.sheet.main"sv, "spreadsheetml.worksheet"sv, "spreadsheetml.chartsheet"sv, "spreadsheetml.styles"sv,
    "spreadsheetml.sharedStrings"sv, "spreadsheetml.calcChain"sv, "spreadsheetml.table"sv, "spreadsheetml.tableSingleCells"sv,
    "spreadsheetml.comments"sv, "spreadsheetml.pivotTable"sv, "spreadsheetml.pivotCacheDefinition"sv, "spreadsheetml.pivotCacheRecords"sv,
    "spreadsheetml.sheetMetadata"sv, "spreadsheetml.userNames"sv, "spreadsheetml.revisionHeaders"sv, "spreadsheetml.revisionLog"sv,
    "presentationml.presentation.main"sv, "presentationml.slide"sv, "presentationml.slideLayout"sv, "presentationml.slideMaster"sv,
    "presentationml.notesSlide"sv, "presentationml.notesMaster"sv, "presentationml.handoutMaster"sv, "presentationml.presProps"sv,
    "presentationml.viewProps"sv, "presentationml.tableStyles"sv, "presentationml.commentAuthors"sv, "presentationml.comments"sv,
    "presentationml.tags"sv, "presentationml.slideUpdateInfo"sv, "drawingml.chart"sv, "drawingml.chartshapes"sv,
    "drawingml.diagramColors"sv, "drawingml.diagramData"sv, "drawingml.diagramLayout"sv, "drawingml.diagramStyle"sv,
    "drawing"sv, "theme"sv, "themeOverride"sv, "custom-properties"sv,
    "extended-properties"sv, "customXmlProperties"sv};

// After "application/vnd.ms-" and before "+xml": what Microsoft's programs write beside.
constexpr std::array microsoft = {
    "office.chartstyle"sv, "office.chartcolorstyle"sv, "office.chartex"sv, "office.classificationlabels"sv, "office.drawingml.diagramDrawing"sv,
    "word.stylesWithEffects"sv, "excel.slicer"sv, "excel.slicerCache"sv, "excel.timeline"sv, "excel.timelineCache"sv,
    "excel.threadedcomments"sv, "excel.person"sv, "excel.rdrichvalue"sv, "excel.rdrichvaluestructure"sv, "excel.rdrichvaluetypes"sv,
    "powerpoint.changesinfo"sv, "powerpoint.revisioninfo"sv, "powerpoint.comments"sv, "powerpoint.authors"sv};

constexpr std::array others = {
    "application/xml"sv, "text/xml"sv, "application/vnd.openxmlformats-package.relationships+xml"sv,
    "application/vnd.openxmlformats-package.core-properties+xml"sv, "application/vnd.openxmlformats-officedocument.vmlDrawing"sv,
    "application/vnd.openxmlformats-officedocument.obfuscatedFont"sv, "application/x-fontdata"sv, "application/x-font-ttf"sv,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"sv,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.printerSettings"sv,
    "application/vnd.openxmlformats-officedocument.presentationml.printerSettings"sv,
    "image/png"sv, "image/jpeg"sv, "image/jpg"sv, "image/gif"sv, "image/bmp"sv, "image/tiff"sv, "image/svg+xml"sv, "image/x-wmf"sv, "image/x-emf"sv,
    "image/wmf"sv, "image/emf"sv};

constexpr std::array extensions = {".xml"sv, ".rels"sv, ".vml"sv, ".png"sv, ".jpg"sv, ".jpeg"sv, ".jpe"sv, ".gif"sv, ".bmp"sv, ".tif"sv, ".tiff"sv,
                                   ".svg"sv, ".wmf"sv, ".emf"sv, ".bin"sv, ".odttf"sv, ".fntdata"sv, ".ttf"sv, ".rdf"sv, ".svm"sv};

// ECMA-376 part 1, 11.3 and 15.2; [MS-OI29500]. A hyperlink is none of them, since it waits for somebody to follow it.
constexpr std::array active_relationships = {"aFChunk"sv, "attachedTemplate"sv, "attachedToolbars"sv, "connections"sv, "control"sv, "customXmlMappings"sv,
                                             "externalLink"sv, "externalLinkPath"sv, "extensibility"sv, "frame"sv, "keyMapCustomizations"sv, "mailMergeSource"sv,
                                             "mailMergeHeaderSource"sv, "oleObject"sv, "package"sv, "queryTable"sv, "recipientData"sv, "subDocument"sv,
                                             "vbaProject"sv, "wordVbaData"sv, "xlMacrosheet"sv, "xlIntlMacrosheet"sv, "activeXControlBinary"sv, "webextension"sv,
                                             "webextensiontaskpanes"sv, "htmlPubSaveAs"sv};

}  // namespace

bool is_known_content_type(std::string_view content_type) {
  const auto within = [&](std::string_view prefix, const auto& list) {
    return content_type.starts_with(prefix) && content_type.ends_with("+xml") && content_type.size() >= prefix.size() + 4 &&
           is_one_of(list, content_type.substr(prefix.size(), content_type.size() - prefix.size() - 4));
  };
  return is_one_of(others, content_type) || within("application/vnd.openxmlformats-officedocument.", open_xml) || within("application/vnd.ms-", microsoft);
}

std::string extension_of(std::string_view name) {
  const std::string_view last = name.substr(name.rfind('/') + 1);
  const std::size_t dot = last.rfind('.');
  return dot == std::string_view::npos ? std::string() : in_lower_case(last.substr(dot));
}

bool is_known_extension(std::string_view extension) { return is_one_of(extensions, extension); }

bool is_active_relationship(std::string_view type) { return is_one_of(active_relationships, type.substr(type.rfind('/') + 1)); }

workflows::Sentence active_part(const workflows::Sentence& what, std::string_view where) {
  const std::string place(where.substr(0, 100));
  return {"has " + what.en + " (in " + place + "): save it without macros, controls, embedded objects and links to files",
          "memuat " + what.id + " (dalam " + place + "): simpan tanpa makro, kontrol, objek sisipan, dan tautan ke berkas"};
}

}  // namespace jejak::documents
