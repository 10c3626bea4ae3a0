#pragma once
#include "engine/core/event.hpp"
#include "engine/ports/failure.hpp"
#include "storage/sqlite/statement.hpp"

namespace jejak::sqlite {

// The columns of an event in the order in which every statement here names them.
inline constexpr const char* event_columns =
    "position, stream, stream_version, id, type, schema_version, time, actor, correlation_id, causation_id, "
    "data, salt, "
    "leaf_hash";
inline constexpr int nodes_column = 13;  // where `nodes` follows

// Reads rows into one event whose strings are used again and again.
class RowReader {
 public:
  // False where the row cannot be an event (a hash of the wrong size, a time that is none).
  bool read(const Statement& row);
  const StoredEvent& event() const { return event_; }

 private:
  bool read_time(std::string_view text);

  StoredEvent event_;
  // Events come in order of time, many within a second: the text up to the second is parsed once.
  std::string second_text_;
  std::int64_t second_microseconds_ = 0;
};

}  // namespace jejak::sqlite
