#pragma once
#include <cstddef>
#include <string_view>

namespace jejak::workflows {

// How many words an answer has. A word is a run of characters with at least one letter or digit in it; words are parted by white space and by
// , ; / | and the en and em dash (and their look-alikes). A hyphen, an apostrophe and a full stop within a run part nothing: "e-government"
// and "Jum'at" are one word each. A comma or slash between two digits parts nothing either: "1.234,5" and "17/3/2021" are one word each.
std::size_t words_in(std::string_view answer);

}  // namespace jejak::workflows
