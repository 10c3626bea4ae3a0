#pragma once
#include <array>
#include <string>
#include <string_view>

#include "engine/core/time.hpp"

namespace jejak {

// A UUID version 7 (RFC 9562): the time in milliseconds, then 74 of the 80 random bits; 36 characters, lower
// case. Texts of later milliseconds sort after texts of earlier ones. Precondition: 0 <= time, before the
// year 10889.
std::string uuid_v7(Timestamp time, const std::array<unsigned char, 10>& random);

// True for the form above, of any UUID version: 8-4-4-4-12 lower-case hexadecimal digits. Upper case is
// refused, since ids are compared as texts.
bool is_uuid(std::string_view text);

}  // namespace jejak
