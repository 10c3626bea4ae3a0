#pragma once
#include <optional>
#include <string_view>

#include "workflows/sentence.hpp"

namespace jejak::workflows {

// THE rule for texts that clients send, wherever they stand in a body:
// - a text where one must stand shows something: white space and characters without a shape are none;
// - no control characters (C0, DEL, C1), but line breaks (U+000A) and tabs in a passage;
// - nothing that turns the direction of what follows it (U+202A-202E, U+2066-2069): it lets a text read as another.
enum class TextKind {
  line,    // a name, a title, a key
  passage  // an answer, a reason, a note, a comment: line breaks and tabs are allowed
};

// The first character that the rule forbids, told with its code point. Precondition: UTF-8.
std::optional<Sentence> forbidden_character(std::string_view text, TextKind kind);

bool is_blank(std::string_view text);  // nothing to see; the empty text too

}  // namespace jejak::workflows
