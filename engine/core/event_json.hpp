#pragma once
#include <string>

#include "engine/core/event.hpp"

namespace jejak {

// Appends an event as one line of JSON with every stored field, keys in canonical order: actor, causation_id (null where
// none), correlation_id, data, id, leaf_hash (hex), position, [salt (hex)], schema_version, stream, stream_version, time,
// type. With the salt, anyone can recompute the leaf.
void append_event_json(std::string& out, const StoredEvent& event, bool with_salt = false);

// Appends an event in the JSON format of CloudEvents 1.0. The position is the `sequence` extension; the other extension
// attributes are actor, causationid, correlationid, leafhash, schemaversion and streamversion.
void append_cloudevent_json(std::string& out, const StoredEvent& event);

}  // namespace jejak
