#pragma once
#include <string_view>

namespace jejak::http {

// RFC 3629: no overlong forms, no surrogates, nothing over U+10FFFF.
bool is_utf8(std::string_view text);

// Without spaces and tabs at both ends (RFC 9110's optional whitespace).
std::string_view trimmed(std::string_view text);

}  // namespace jejak::http
