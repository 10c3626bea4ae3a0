#pragma once
#include "engine/ports/view_store.hpp"

namespace jejak {

// The value of a document at an RFC 6901 pointer, as ViewField says; a text points into the document.
FieldValue field_value(const json::object& document, std::string_view pointer);

}  // namespace jejak
