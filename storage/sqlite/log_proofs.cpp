#include <algorithm>
#include <stdexcept>

#include "storage/sqlite/log_state.hpp"

namespace jejak {
namespace sqlite {

NodeReader node_reader(LogReader& reader) {
  return [&reader](unsigned level, std::uint64_t index) -> Result<Hash, Failure> {
    const Position position = (index + 1) << level;
    reader.node.bind(1, position);
    const int code = reader.node.step();
    Hash hash{};
    bool found = false;
    if (code == SQLITE_ROW) {
      const std::string_view bytes = reader.node.blob(level == 0 ? 0 : 1);
      const std::size_t offset = level == 0 ? 0 : (level - 1) * hash.size();
      found = bytes.size() >= offset + hash.size();
      if (found)
        std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(offset), hash.size(),
                    reinterpret_cast<char*>(hash.data()));
    }
    reader.node.reset();
    if (code != SQLITE_ROW && code != SQLITE_DONE) return reader.connection.failure("read the log's tree");
    if (!found)
      return Failure{Failure::Kind::corrupt, "event " + std::to_string(position) + " lacks its tree nodes"};
    return hash;
  };
}

Result<LastEvent, Failure> read_last(LogReader& reader) {
  const int code = reader.last.step();
  LastEvent last;
  if (code == SQLITE_ROW) {
    last.position = reader.last.count(0);
    last.time = parse_rfc3339(reader.last.text(1));
  }
  reader.last.reset();
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    return reader.connection.failure("read the log's last event");
  if (last.position > 0 && !last.time)
    return Failure{Failure::Kind::corrupt, "the last event's time is not readable"};
  return last;
}

}  // namespace sqlite

// In read mode the file may grow at any time: what is the end is looked up when it is asked for.
LogHead SqliteEventLog::head() {
  if (state_->mode == StoreMode::write) {
    const std::lock_guard lock(state_->mutex);
    return state_->head;
  }
  auto reader = state_->readers.take();
  if (!reader) throw std::runtime_error(reader.error().message);
  const auto last = sqlite::read_last(**reader);
  if (!last) throw std::runtime_error(last.error().message);
  const auto root = tree_root(last->position, sqlite::node_reader(**reader));
  if (!root) throw std::runtime_error(root.error().message);
  return {last->position, *root};
}

std::optional<Timestamp> SqliteEventLog::last_time() {
  if (state_->mode == StoreMode::write) {
    const std::lock_guard lock(state_->mutex);
    return state_->last_time;
  }
  auto reader = state_->readers.take();
  if (!reader) throw std::runtime_error(reader.error().message);
  const auto last = sqlite::read_last(**reader);
  if (!last) throw std::runtime_error(last.error().message);
  return last->time;
}

Result<Hash, Failure> SqliteEventLog::root(Position size) {
  auto reader = state_->readers.take();
  if (!reader) return reader.error();
  return tree_root(size, sqlite::node_reader(**reader));
}

Result<std::vector<Hash>, Failure> SqliteEventLog::inclusion_proof(Position index, Position size) {
  auto reader = state_->readers.take();
  if (!reader) return reader.error();
  return prove_inclusion(index, size, sqlite::node_reader(**reader));
}

Result<std::vector<Hash>, Failure> SqliteEventLog::consistency_proof(Position first, Position second) {
  auto reader = state_->readers.take();
  if (!reader) return reader.error();
  return prove_consistency(first, second, sqlite::node_reader(**reader));
}

// Time never goes back, so that it can be searched by halves.
Result<Position, Failure> SqliteEventLog::position_at(Timestamp time) {
  auto reader = state_->readers.take();
  if (!reader) return reader.error();
  const auto last = sqlite::read_last(**reader);
  if (!last) return last.error();
  Position low = 0;                    // at or before `time`
  Position high = last->position + 1;  // after it
  while (high - low > 1) {
    const Position middle = low + (high - low) / 2;
    sqlite::Statement& statement = (*reader)->time_at;
    statement.bind(1, middle);
    const auto instant = statement.step() == SQLITE_ROW ? parse_rfc3339(statement.text(0)) : std::nullopt;
    statement.reset();
    if (!instant)
      return Failure{Failure::Kind::corrupt, "event " + std::to_string(middle) + " has no readable time"};
    (*instant <= time ? low : high) = middle;
  }
  return low;
}

}  // namespace jejak
