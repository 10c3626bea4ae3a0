#pragma once
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "engine/core/event.hpp"
#include "engine/core/projection.hpp"
#include "engine/ports/view_store.hpp"
#include "workflows/field.hpp"

// Writing documents in place: what is there already keeps its memory, so that folding a long log allocates
// little.
namespace jejak::workflows {

// A view's field of that name, taken from the document's member of that name. `uses` is any of f (filtered),
// s (sorted), q (searched), w (a text of stems, searched and not shown), i (indexed) and k (leads the key), as in workflows/README.md.
ViewField field(std::string_view name, std::string_view uses);

// The document of something new. Throws CannotApply where there is one already.
json::object& begin_document(Documents& documents, std::string_view key);

// The document of something that was made before. Throws CannotApply where there is none.
json::object& known_document(Documents& documents, std::string_view key);

// Gives a new document its members, all null. In canonical order (by name) its bytes are written without
// sorting, which is worth it where there are many such documents.
void lay_out(json::object& document, std::initializer_list<std::string_view> members);

void set_text(json::object& document, std::string_view key, std::string_view text);
void set_integer(json::object& document, std::string_view key, std::int64_t number);
void set_time(json::object& document, std::string_view key, Timestamp time);

// The document's member becomes equal to `value`, in place where the shapes allow.
void set_value(json::object& document, std::string_view key, const json::value& value);

// Copies these members; null where the event does not have one, so that documents of a view all have the same
// members.
void take(const json::object& data, std::initializer_list<std::string_view> keys, json::object& document);

// The member as an object; made where it is missing or something else.
json::object& inner_object(json::object& document, std::string_view key);

// Adds to a count, which begins at 0.
void count(json::object& counts, std::string_view key, std::int64_t by);

// "a/b/c": the keys of views whose documents belong to several things.
std::string joined(std::string_view first, std::string_view second);
std::string joined(std::string_view first, std::string_view second, std::string_view third);

}  // namespace jejak::workflows
