#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

#include "engine/core/hex.hpp"

namespace jejak::routes {

// SHA-256 over the pieces, each preceded by its length, so that no two lists of pieces meet in one text.
Hash digest_of_pieces(std::initializer_list<std::string_view> pieces);

Hash digest(std::string_view text);  // SHA-256

// An opaque tag for a strong ETag: 128 bits of the text's SHA-256, base64url.
std::string tag_of(std::string_view text);

}  // namespace jejak::routes
