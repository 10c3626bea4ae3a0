#include "tools/xml_element.hpp"

#include <expat.h>

#include <algorithm>
#include <memory>

namespace jejak::tools {

namespace {

struct Reading {
  XML_Parser parser = nullptr;
  std::vector<XmlElement> open;
  XmlElement root;
  std::size_t elements = 0;
  std::string refusal;

  void refuse(std::string why) {
    refusal = std::move(why);
    XML_StopParser(parser, XML_FALSE);
  }
};

Reading& of(void* reading) { return *static_cast<Reading*>(reading); }

void start_element(void* user, const char* name, const char** attributes) {
  Reading& reading = of(user);
  if (reading.open.size() >= xml_depth_max)
    return reading.refuse("elements stand more than " + std::to_string(xml_depth_max) + " deep");
  if (++reading.elements > xml_elements_max)
    return reading.refuse("more than " + std::to_string(xml_elements_max) + " elements");
  XmlElement element;
  element.name = name;
  if (const std::size_t space = element.name.find(' '); space != std::string::npos) {
    element.space = element.name.substr(0, space);
    element.name.erase(0, space + 1);
  }
  for (; *attributes != nullptr; attributes += 2) element.attributes.emplace_back(attributes[0], attributes[1]);
  element.line = XML_GetCurrentLineNumber(reading.parser);
  reading.open.push_back(std::move(element));
}

void end_element(void* user, const char*) {
  Reading& reading = of(user);
  XmlElement element = std::move(reading.open.back());
  reading.open.pop_back();
  if (reading.open.empty()) {
    reading.root = std::move(element);
  } else {
    reading.open.back().children.push_back(std::move(element));
  }
}

void add_text(void* user, const char* text, int length) {
  of(user).open.back().text.append(text, static_cast<std::size_t>(length));
}

void start_document_type(void* user, const char*, const char*, const char*, int) {
  of(user).refuse("a document type (<!DOCTYPE>) is not accepted");
}

}  // namespace

const std::string* XmlElement::find(std::string_view attribute) const {
  const auto found = std::ranges::find(attributes, attribute, &std::pair<std::string, std::string>::first);
  return found == attributes.end() ? nullptr : &found->second;
}

Result<XmlElement, XmlFault> read_xml(std::string_view text) {
  if (text.size() > xml_bytes_max)
    return XmlFault{1, "more than " + std::to_string(xml_bytes_max) + " bytes"};
  Reading reading;
  const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser(XML_ParserCreateNS(nullptr, ' '),
                                                                       XML_ParserFree);
  reading.parser = parser.get();
  XML_SetUserData(reading.parser, &reading);
  XML_SetElementHandler(reading.parser, start_element, end_element);
  XML_SetCharacterDataHandler(reading.parser, add_text);
  XML_SetStartDoctypeDeclHandler(reading.parser, start_document_type);
  if (XML_Parse(reading.parser, text.data(), static_cast<int>(text.size()), 1) == XML_STATUS_OK)
    return std::move(reading.root);
  const std::string why = reading.refusal.empty()
                              ? std::string("not well-formed XML: ") +
                                    XML_ErrorString(XML_GetErrorCode(reading.parser))
                              : reading.refusal;
  return XmlFault{XML_GetCurrentLineNumber(reading.parser), why};
}

}  // namespace jejak::tools
