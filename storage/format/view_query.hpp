#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "engine/ports/view_store.hpp"

namespace jejak {

// What every view store agrees on: how values compare, what a query may ask, and what a
// cursor says.

inline constexpr std::uint32_t view_page_max = 200;
inline constexpr std::size_t search_words_max = 16;

// A field's value. The order of the alternatives is the order of values: null, integers by size, texts by
// bytes.
using ViewValue = std::variant<std::monostate, std::int64_t, std::string>;

ViewValue owned(const FieldValue& value);
FieldValue borrowed(const ViewValue& value);  // which outlives it
// A value as a filter is compared to it; nothing where it is null.
std::optional<std::string> filter_text(const ViewValue& value);

// Where a page ended. Rows are in order of (sort value, key), both ascending or both descending.
struct ViewCursor {
  ViewValue value;  // null where the query sorts by key
  std::string key;
};

// A query that was checked against the view's schema, with fields by number.
struct CheckedQuery {
  struct Match {
    std::size_t field = 0;
    std::string value;
  };
  std::vector<Match> filters;
  std::optional<std::size_t> search_field;
  std::vector<std::string>
      words;  // each a prefix to be found; none: the search asks for nothing and is left out
  std::optional<std::size_t> sort_field;
  bool descending = false;
  std::uint32_t limit = 0;
  std::optional<ViewCursor> after;
};

// Every fault of `query`; the pointer is the parameter's name: "view", a filter's field, "search", "sort",
// "limit" or "cursor". `schema` is null for an unknown view.
Result<CheckedQuery, Faults> check_query(const ViewQuery& query, const ViewSchema* schema);

// The cursor after a row, opaque to clients and bound to everything of the query but its limit.
std::string print_cursor(const ViewQuery& query, const ViewSchema& schema, const ViewCursor& cursor);

// The words of a search: runs of ASCII letters, digits and whatever is not ASCII.
std::vector<std::string> search_words(std::string_view text);

// SHA-256 over names, revisions and fields of all schemas: equal exactly when stored documents can be kept.
Hash schemas_hash(std::span<const ViewSchema> schemas);

}  // namespace jejak
