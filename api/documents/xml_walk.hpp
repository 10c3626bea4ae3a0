#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "workflows/sentence.hpp"

namespace jejak::documents {

struct XmlStart {
  std::string_view space;  // the namespace, "" where it has none
  std::string_view name;
  std::vector<std::pair<std::string_view, std::string_view>> attributes;  // by their names without the namespace

  std::string_view find(std::string_view attribute) const;  // "" where there is none
};

// What looks at a document while it is read, without keeping it. A sentence ends the reading.
struct XmlVisitor {
  std::function<std::optional<workflows::Sentence>(const XmlStart&)> start;
  std::function<std::optional<workflows::Sentence>(std::string_view name)> end = nullptr;
  std::function<void(std::string_view)> text = nullptr;
};

// The visitor's sentence, or why the document cannot be read: not well-formed, too deep, or with a document type (so that there are no
// entities of its own).
std::optional<workflows::Sentence> walk_xml(std::string_view document, const XmlVisitor& visitor);

}  // namespace jejak::documents
