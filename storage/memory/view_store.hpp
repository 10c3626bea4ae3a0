#pragma once
#include <map>
#include <mutex>
#include <optional>

#include "engine/ports/view_store.hpp"
#include "storage/format/view_query.hpp"

namespace jejak {

// The reference adapter: each view a map from key to row. Thread-safe; nothing outlives it.
class MemoryViewStore final : public ViewStore {
 public:
  explicit MemoryViewStore(std::span<const ViewSchema> schemas);

  // For tests: the next commit keeps nothing and fails with this.
  void fail_next_commit(Failure failure);

  Position position() override;
  std::optional<Failure> commit(const ViewBatch& batch) override;
  Result<std::optional<std::string>, Failure> find(std::string_view view, std::string_view key) override;
  Result<Found, Failure> find_at(std::string_view view, std::string_view key) override;
  Result<ViewPage, std::vector<Fault>> query(const ViewQuery& query) override;
  std::vector<DeadLetter> dead_letters() override;
  std::optional<Failure> scan(const Visit& visit) override;

 private:
  struct Row {
    std::string document;
    std::vector<ViewValue> values;  // one per field of the schema
  };
  using Rows = std::map<std::string, Row, std::less<>>;
  struct View {
    ViewSchema schema;
    Rows rows;
  };

  std::mutex mutex_;
  std::map<std::string, View, std::less<>> views_;
  std::vector<DeadLetter> dead_letters_;
  Position position_ = 0;
  std::optional<Failure> next_failure_;
};

}  // namespace jejak
