#pragma once
#include <string>
#include <string_view>

#include "workflows/sentence.hpp"

namespace jejak::documents {

// Parts of an OOXML package by what they may be (ECMA-376, part 2): everything else is not taken, whatever it is.
bool is_known_content_type(std::string_view content_type);

// ".xml" and the like of an entry's name, in lower case; "" where it has none.
std::string extension_of(std::string_view name);
bool is_known_extension(std::string_view extension);

// The relationship's last word ("hyperlink") is one that makes a program load or start what is elsewhere.
bool is_active_relationship(std::string_view type);

// "has X (WHERE): Y", in both languages.
workflows::Sentence active_part(const workflows::Sentence& what, std::string_view where);

}  // namespace jejak::documents
