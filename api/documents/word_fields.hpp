#pragma once
#include <optional>
#include <string_view>

#include "workflows/sentence.hpp"

namespace jejak::documents {

// A field of a text (ECMA-376 part 1, 17.16) that starts a program or loads a file: DDE, DDEAUTO, LINK, INCLUDETEXT, DATABASE, or one whose
// kind is itself the result of a field. `where` is the part that the document is.
std::optional<workflows::Sentence> refuse_fields(std::string_view document, std::string_view where);

}  // namespace jejak::documents
