#pragma once
#include <string>
#include <vector>

#include "engine/ports/view_store.hpp"
#include "engine/runtime/arena.hpp"

namespace jejak {

// What one batch of events changed in the views, ready for the store. It owns what its rows point to, so that it can be
// committed while the documents change.
class CollectedBatch {
 public:
  ViewBatch batch;
  std::vector<bool> changed;  // by view: some row of it

  void clear();
  // `view` and its schema outlive the batch.
  void write(const ViewSchema& view, std::string_view key, const json::object& document, bool is_new);
  void erase(const ViewSchema& view, std::string_view key);

  // The rows of `other` too, which keeps what they point to.
  void add_rows_of(const CollectedBatch& other);

  std::size_t rows() const { return batch.rows.size(); }
  void shrink_to(std::size_t rows) { batch.rows.resize(rows); }

 private:
  Arena memory_;
  std::string bytes_;  // of the document at hand
};

}  // namespace jejak
