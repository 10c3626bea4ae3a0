#include "api/documents/xml_walk.hpp"

#include <expat.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace jejak::documents {

namespace {

using workflows::Sentence;

constexpr int depth_max = 256;

struct Walk {
  XML_Parser parser = nullptr;
  const XmlVisitor* visitor = nullptr;
  std::optional<Sentence> refused;
  int depth = 0;

  void stop_if(std::optional<Sentence> sentence) {
    if (!sentence || refused) return;
    refused = std::move(sentence);
    XML_StopParser(parser, XML_FALSE);
  }
};

Walk& of(void* walk) { return *static_cast<Walk*>(walk); }

// Expat writes "NAMESPACE NAME".
std::pair<std::string_view, std::string_view> split(const char* name) {
  const char* space = std::strrchr(name, ' ');
  if (space == nullptr) return {{}, name};
  return {std::string_view(name, static_cast<std::size_t>(space - name)), space + 1};
}

void start_element(void* user, const char* name, const char** attributes) {
  Walk& walk = of(user);
  if (walk.refused) return;
  if (++walk.depth > depth_max) return walk.stop_if(Sentence{"has elements that stand too deep", "memuat unsur yang terlalu dalam"});
  XmlStart start;
  std::tie(start.space, start.name) = split(name);
  for (; *attributes != nullptr; attributes += 2) start.attributes.emplace_back(split(attributes[0]).second, attributes[1]);
  walk.stop_if(walk.visitor->start(start));
}

void end_element(void* user, const char* name) {
  Walk& walk = of(user);
  --walk.depth;
  if (walk.visitor->end && !walk.refused) walk.stop_if(walk.visitor->end(split(name).second));
}

void add_text(void* user, const char* text, int length) {
  if (of(user).visitor->text) of(user).visitor->text({text, static_cast<std::size_t>(length)});
}

void start_document_type(void* user, const char*, const char*, const char*, int) {
  of(user).stop_if(Sentence{"has a document type (<!DOCTYPE>)", "memuat tipe dokumen (<!DOCTYPE>)"});
}

}  // namespace

std::string_view XmlStart::find(std::string_view attribute) const {
  const auto found = std::ranges::find(attributes, attribute, &std::pair<std::string_view, std::string_view>::first);
  return found == attributes.end() ? std::string_view() : found->second;
}

std::optional<Sentence> walk_xml(std::string_view document, const XmlVisitor& visitor) {
  Walk walk;
  const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser(XML_ParserCreateNS(nullptr, ' '), XML_ParserFree);
  walk.parser = parser.get();
  walk.visitor = &visitor;
  XML_SetUserData(walk.parser, &walk);
  XML_SetElementHandler(walk.parser, start_element, end_element);
  XML_SetCharacterDataHandler(walk.parser, add_text);
  XML_SetStartDoctypeDeclHandler(walk.parser, start_document_type);
  if (XML_Parse(walk.parser, document.data(), static_cast<int>(document.size()), 1) == XML_STATUS_OK) return std::nullopt;
  if (walk.refused) return walk.refused;
  return Sentence{"is not well-formed XML, in line " + std::to_string(XML_GetCurrentLineNumber(walk.parser)),
                  "bukan XML yang benar, pada baris " + std::to_string(XML_GetCurrentLineNumber(walk.parser))};
}

}  // namespace jejak::documents
