#pragma once
#include <string_view>

namespace jejak::http {

// What a problem of that code says in Indonesian; empty for a code that brings its own sentence or is unknown. It leaves out what the
// English detail fills in (a byte, a name): those stand in members of their own.
std::string_view problem_text_id(std::string_view code);

}  // namespace jejak::http
