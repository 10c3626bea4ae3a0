#pragma once
#include "engine/core/hex.hpp"

namespace jejak {

// SHA-256 (FIPS 180-4) over one or several pieces, as if they were one. The context is kept per thread.
Hash sha256(Bytes bytes);
Hash sha256(Bytes first, Bytes second);
Hash sha256(Bytes first, Bytes second, Bytes third);

}  // namespace jejak
