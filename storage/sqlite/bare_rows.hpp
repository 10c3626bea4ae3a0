#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "engine/core/event.hpp"
#include "engine/core/result.hpp"
#include "engine/ports/failure.hpp"

namespace jejak {

// The measure of how fast a log on SQLite could be: rows like the log's own, in the log's own table with its
// index and triggers, as durable as the log's, but without any decision, hash or tree. For `jejak bench`
// only.
class BareRows {
 public:
  // A fresh file (an old one is removed). Each row is a copy of one of `templates`, in turn, moved to the
  // next position; a stream that occurs once among them becomes a new stream each time, another one grows.
  // Precondition: not empty.
  static Result<std::unique_ptr<BareRows>, Failure> create(const std::filesystem::path& file,
                                                           std::vector<StoredEvent> templates);
  ~BareRows();
  BareRows(const BareRows&) = delete;

  // The next `rows` in one transaction, fsynced.
  std::optional<Failure> commit(std::size_t rows);
  // Checkpoints the WAL when it is as large as that at which the log does so.
  void idle();

 private:
  struct State;
  explicit BareRows(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace jejak
