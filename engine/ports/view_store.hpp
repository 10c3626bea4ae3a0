#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/core/event.hpp"
#include "engine/core/result.hpp"
#include "engine/ports/failure.hpp"

namespace jejak {

// One field of a view's documents by which it is asked for. Its value is taken from the document at `pointer`:
// a string is stored as text, an integer as integer, a boolean as 0 or 1, anything else as null.
struct ViewField {
  std::string name;     // snake_case, as in the query string
  std::string pointer;  // RFC 6901
  bool filtered = false;
  bool sorted = false;
  bool searched = false;  // full text, words and prefixes, case and diacritics folded
  // How a filter by it is found; one by a field that is neither goes through what the other filters leave. Each index is
  // paid for with every write, so a view has few of them.
  bool indexed = false;
  bool leads_key = false;  // every key is the field's value, a slash, and more; the value itself has no slash
  // A text that the projection made for searching alone: whoever asks reduces the words that are looked for as it did, and shows
  // documents without it. A store treats it as any other searched field.
  bool made_for_search = false;
};

// The value that a store keeps of one field of one document.
using FieldValue = std::variant<std::monostate, std::int64_t, std::string_view>;

// A view: named documents with keys. `revision` grows whenever its documents would come out otherwise. Indexed fields go
// from the widest to the narrowest: the last one that is filtered by is the one that is looked up.
struct ViewSchema {
  std::string name;
  int revision = 1;
  std::vector<ViewField> fields;
};

struct ViewQuery {
  struct Filter {
    std::string field;
    std::string value;  // compared as text; integers in decimal
  };
  std::string view{};
  std::vector<Filter> filters{};        // all must match
  std::optional<Filter> search{};       // field and words
  std::string sort{};                   // a sorted field, or empty for the key
  bool descending = false;
  std::uint32_t limit = 50;
  std::string cursor{};                 // from the page before; empty for the first page
};

struct ViewPage {
  std::vector<std::string> keys;
  std::vector<std::string> documents;  // RFC 8785 bytes, as stored
  std::string next_cursor;             // empty on the last page
  Position position = 0;               // what the page reflects, read in the same snapshot
};

struct DeadLetter {
  std::string view;
  std::string stream;
  Position position = 0;
  std::string reason;
};

// One batch of changes to the views, committed with the position that it reflects or not at all.
struct ViewBatch {
  struct Row {
    std::string_view view;
    std::string_view key;
    std::string_view bytes;              // the document's RFC 8785 bytes; empty erases the row
    std::span<const FieldValue> values;  // of the view's fields, in their order
    bool is_new = false;                 // the store has no row of that key
  };
  std::vector<Row> rows;
  std::vector<DeadLetter> dead_letters;
  Position position = 0;  // every view reflects the log up to here
};

// Where views live. One thread writes; any thread reads.
class ViewStore {
 public:
  virtual ~ViewStore() = default;
  // The position that the views reflect; 0 for a fresh store.
  virtual Position position() = 0;
  virtual std::optional<Failure> commit(const ViewBatch& batch) = 0;
  virtual Result<std::optional<std::string>, Failure> find(std::string_view view, std::string_view key) = 0;
  // The document with the position that it reflects, read in one snapshot.
  struct Found {
    std::optional<std::string> document;
    Position position = 0;
  };
  virtual Result<Found, Failure> find_at(std::string_view view, std::string_view key) = 0;
  // An unknown field, or a cursor that is not one of this query's, is a Fault (the pointer is the parameter's name).
  virtual Result<ViewPage, std::vector<Fault>> query(const ViewQuery& query) = 0;
  virtual std::vector<DeadLetter> dead_letters() = 0;
  // Every row of every view in (view, key) order, for comparing two stores byte by byte.
  using Visit = std::function<bool(std::string_view view, std::string_view key, std::string_view document)>;
  virtual std::optional<Failure> scan(const Visit& visit) = 0;
};

}  // namespace jejak
