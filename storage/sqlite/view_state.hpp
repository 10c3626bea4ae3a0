#pragma once
#include <atomic>
#include <map>
#include <mutex>
#include <unordered_map>

#include "storage/format/view_query.hpp"
#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/reader_pool.hpp"
#include "storage/sqlite/view_schema.hpp"
#include "storage/sqlite/view_store.hpp"

namespace jejak::sqlite {

// The statements that write one view.
struct ViewWriter {
  ViewWriter(const ViewSchema& written, const Connection& connection, bool searches_now);
  const ViewSchema& schema;
  std::vector<std::size_t> searched;  // fields, by number; none while the search table is not there yet
  Statement find_old, insert, update_document, update, erase, search_insert, search_erase;
};

// A connection to the views as its readers use it. Statements are kept by their text, so many of them; one at
// a time is in use, beside those of the snapshot.
struct ViewReader {
  explicit ViewReader(Connection opened) : connection(std::move(opened)) {}
  Statement& statement(const std::string& sql);
  // The statements of a snapshot, which are never dropped; prepared at first use.
  Statement& snapshot_statement(Statement& kept, std::string_view sql);

  Connection connection;
  Statement begin, commit, reached;

 private:
  static constexpr std::size_t statements_max = 64;
  std::unordered_map<std::string, Statement> statements_;
};

// A read transaction: everything in it is of one instant.
class Snapshot {
 public:
  explicit Snapshot(ViewReader& reader) : reader_(reader) {
    reader_.snapshot_statement(reader_.begin, "BEGIN").run();
  }
  ~Snapshot() { reader_.snapshot_statement(reader_.commit, "COMMIT").run(); }
  Snapshot(const Snapshot&) = delete;
  Result<Position, Failure> position() const;

 private:
  ViewReader& reader_;
};

}  // namespace jejak::sqlite

namespace jejak {

struct SqliteViewStore::State {
  State(std::filesystem::path path, std::span<const ViewSchema> wanted);

  std::optional<Failure> open_writer(bool for_rebuild);
  std::optional<Failure> make_tables(bool for_rebuild);
  void prepare_writers();
  const ViewSchema* schema_of(std::string_view view) const;

  // Runs `use(reader)` on a connection that sees the last commit: one of the pool, or, in a rebuild, the
  // writing one.
  template <class Answer, class Use>
  Answer with_reader(const Use& use) {
    if (rebuilding) {
      const std::lock_guard lock(writing);
      return use(*writer);
    }
    auto reader = readers.take();
    if (!reader) return Answer(reader.error());
    return use(**reader);
  }

  std::optional<Failure> write(const ViewBatch& batch);
  std::optional<Failure> write_row(sqlite::ViewWriter& view, const ViewBatch::Row& row);
  std::optional<Failure> erase_row(sqlite::ViewWriter& view, std::string_view key);

  std::filesystem::path file;
  std::vector<ViewSchema> schemas;
  StoreMode mode = StoreMode::write;
  bool rebuilding = false;

  std::mutex writing;  // guards the writing connection
  std::unique_ptr<sqlite::ViewReader> writer;
  std::map<std::string, sqlite::ViewWriter, std::less<>> writers;
  std::atomic<Position> position{0};

  sqlite::ReaderPool<sqlite::ViewReader> readers;
};

}  // namespace jejak
