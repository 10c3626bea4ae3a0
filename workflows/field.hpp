#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/core/json.hpp"
#include "engine/core/time.hpp"

namespace jejak::workflows {

// Reading members of objects that were checked before; what is absent or of another type is the empty value.
std::string_view text_of(const json::object& object, std::string_view key);
std::int64_t integer_of(const json::object& object, std::string_view key);  // integral doubles too
bool flag_of(const json::object& object, std::string_view key);
const json::object& object_of(const json::object& object, std::string_view key);
const json::array& array_of(const json::object& object, std::string_view key);

// The data of an event as an object; an empty one where it is none.
const json::object& members_of(const json::value& data);

// Copies `key` where `from` has it.
void copy_member(const json::object& from, std::string_view key, json::object& to);

std::string stream_of(std::string_view kind, std::string_view id);  // "proposal-<id>"
bool is_slug(std::string_view text);   // [a-z0-9-]{3,64}, no dash at either end
bool is_date(std::string_view text);   // a day of the Gregorian calendar, YYYY-MM-DD

std::string bytes_hash(std::string_view bytes);  // SHA-256, in hexadecimal

// SHA-256 over the RFC 8785 bytes, in hexadecimal: what a competition pins its rules by.
std::string document_hash(const json::value& document);

}  // namespace jejak::workflows
