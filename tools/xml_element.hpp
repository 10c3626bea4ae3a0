#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/result.hpp"

namespace jejak::tools {

// One element of an XML document, with what it holds. `text` is all its character data, children's not included.
struct XmlElement {
  std::string space;  // the namespace, "" where it has none
  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes;  // those with a namespace are "NAMESPACE NAME"
  std::string text;
  std::vector<XmlElement> children;
  std::size_t line = 0;

  // The attribute's value; null where there is none.
  const std::string* find(std::string_view attribute) const;
};

struct XmlFault {
  std::size_t line = 0;
  std::string message;
};

inline constexpr std::size_t xml_bytes_max = 4 * 1024 * 1024;
inline constexpr std::size_t xml_depth_max = 64;
inline constexpr std::size_t xml_elements_max = 50'000;

// The root element of a well-formed document within the bounds above. A document type is refused, so that there are
// neither entities of the document's own nor external ones, and nothing but `text` is ever read.
Result<XmlElement, XmlFault> read_xml(std::string_view text);

}  // namespace jejak::tools
