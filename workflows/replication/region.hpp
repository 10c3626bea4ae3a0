#pragma once
#include <string>
#include <string_view>

namespace jejak::workflows {

// What regions are the same by: without regard to case, punctuation and spaces, and however the kind is written
// ("Kab. Pemalang" and "KABUPATEN PEMALANG"). A city and the regency of its name are two regions.
std::string region_key(std::string_view region);

}  // namespace jejak::workflows
