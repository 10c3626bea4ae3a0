#pragma once
#include <optional>
#include <string_view>

#include "workflows/sentence.hpp"

namespace jejak::documents {

// Why a PDF is not taken: no end or something behind it, no pages, encrypted, a name in it that stands for active content (ISO 32000-1,
// 12.6.4 and 12.7), something that happens by itself but going to a page, a link to anything but http, https and mailto; also in compressed
// object streams. The sentence says what was found and where.
std::optional<workflows::Sentence> refuse_pdf(std::string_view bytes);

}  // namespace jejak::documents
