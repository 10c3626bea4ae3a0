#pragma once
#include <string>
#include <string_view>

#include "engine/runtime/command_processor.hpp"

namespace jejak::routes {

// The body of an answer to a write: the decision's own answer, and the receipt: position, stream,
// stream_version, time and leaf_hash of the last event in a stream that begins with `stream` (else of the
// last event), and `events` with all. Keep it, and anyone can check for ever that the log still holds it.
//   {"id":"...","events":[{"leaf_hash":"<hex>","position":7,"stream":"...","stream_version":1,"type":"..."}],...}
// `further` is put in as it is: members as JSON text without braces, or empty.
std::string render_receipt(const Done& done, std::string_view stream, std::string_view further = {});

}  // namespace jejak::routes
