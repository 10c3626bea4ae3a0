#pragma once
#include <filesystem>
#include <memory>

#include "engine/ports/view_store.hpp"
#include "storage/sqlite/event_log.hpp"

namespace jejak {

// Views in a file of their own (views.db): a table per view with a column and an index per field that is
// filtered or sorted by, full text where one is searched. Never the source of truth: a file with other
// schemas, or one whose rebuild was not finished, is made anew from position 0.
class SqliteViewStore final : public ViewStore {
 public:
  // In read mode a missing file or one with other schemas is a Failure (foreign): it has to be replayed
  // first.
  static Result<std::unique_ptr<SqliteViewStore>, Failure> open(const std::filesystem::path& file,
                                                                std::span<const ViewSchema> schemas,
                                                                StoreMode mode);
  // A fresh file (an old one is removed) written without a journal, fsyncs or indexes until finish(). Until
  // then only commit, find, find_at, position, dead_letters and scan serve it.
  static Result<std::unique_ptr<SqliteViewStore>, Failure> open_for_rebuild(
      const std::filesystem::path& file, std::span<const ViewSchema> schemas);
  // Makes the indexes, fsyncs, and turns a rebuilt file into one like any other.
  std::optional<Failure> finish();

  ~SqliteViewStore() override;
  SqliteViewStore(const SqliteViewStore&) = delete;

  Position position() override;
  std::optional<Failure> commit(const ViewBatch& batch) override;
  Result<std::optional<std::string>, Failure> find(std::string_view view, std::string_view key) override;
  Result<Found, Failure> find_at(std::string_view view, std::string_view key) override;
  // Throws std::runtime_error where the file cannot be read.
  Result<ViewPage, std::vector<Fault>> query(const ViewQuery& query) override;
  std::vector<DeadLetter> dead_letters() override;
  std::optional<Failure> scan(const Visit& visit) override;

 private:
  struct State;
  explicit SqliteViewStore(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace jejak
