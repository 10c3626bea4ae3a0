#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "workflows/sentence.hpp"

namespace jejak::documents {

// A scanned A0 sheet at 200 dpi has 62 million; a picture of many more is there to fill a reader's memory.
inline constexpr std::uint64_t pixels_max = 100'000'000;

// Why a PNG (its chunks walked up to IEND, W3C PNG 5.3) is not taken: cut off, followed by something, or larger than `pixels_max`.
std::optional<workflows::Sentence> refuse_png(std::string_view bytes);

// The same of a JPEG (its segments walked, ITU-T T.81 Annex B). One that is followed by whole JPEGs is taken: cameras write several views of one
// picture so (CIPA DC-007).
std::optional<workflows::Sentence> refuse_jpeg(std::string_view bytes);

}  // namespace jejak::documents
