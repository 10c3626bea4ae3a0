#pragma once
#include <optional>
#include <string_view>

#include "workflows/sentence.hpp"

namespace jejak::documents {

// Why a PDF is not taken: no end, encrypted, or a name in it that stands for active content (ISO 32000-1, 12.6.4 and 12.7), also in
// compressed object streams.
std::optional<workflows::Sentence> refuse_pdf(std::string_view bytes);

}  // namespace jejak::documents
