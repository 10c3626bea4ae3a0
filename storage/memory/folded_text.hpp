#pragma once
#include <string>
#include <vector>

#include "storage/format/view_query.hpp"

namespace jejak {

// Lower case and without diacritics, for the letters of ASCII and Latin-1: enough for a reference, where
// SQLite's unicode61 folds more.
std::string folded_text(std::string_view text);

// Whether each of `words` begins some word of `value`, folded.
bool has_words(const ViewValue& value, const std::vector<std::string>& words);

}  // namespace jejak
