#pragma once
#include <string>

#include "engine/core/event.hpp"

namespace jejak {

// The bytes that the log commits to for one event (DESIGN.md section 3): RFC 8785 JSON of the envelope, with
// null for an empty causation_id, plus "commitment", the hex SHA-256 of salt || data. Appends to `out`.
// Anyone with an event, its salt and this rule can recompute the tree; it can never change.
void append_leaf_bytes(std::string& out, const StoredEvent& event);

// RFC 6962 section 2.1: SHA-256(0x00 || leaf bytes).
Hash leaf_hash(const StoredEvent& event);

}  // namespace jejak
