#pragma once
#include <optional>
#include <string>

#include "storage/format/view_query.hpp"

namespace jejak {

// A cursor is base64url of: 8 bytes of SHA-256 over all that follows and the query but its limit; 'n', 'i' or 't'
// for the kind of the sort value; for 'i' 8 bytes and for 't' a length of 4 bytes (big-endian) with as many bytes; the key.
// Nothing where the text is not a cursor of `query`.
std::optional<ViewCursor> parse_cursor(const ViewQuery& query, const ViewSchema& schema);

}  // namespace jejak
