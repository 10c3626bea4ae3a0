#include "engine/runtime/collected_batch.hpp"

namespace jejak {

void CollectedBatch::clear() {
  batch.rows.clear();
  batch.dead_letters.clear();
  bytes.clear();
  changed.clear();
  ends_.clear();
  keys_.clear();
}

void CollectedBatch::add(const ViewBatch::Row& row) {
  batch.rows.push_back(row);
  ends_.push_back(bytes.size());
}

void CollectedBatch::point() {
  std::size_t begin = 0;
  for (std::size_t row = 0; row < batch.rows.size(); ++row) {
    batch.rows[row].bytes = std::string_view(bytes).substr(begin, ends_[row] - begin);
    begin = ends_[row];
  }
}

void CollectedBatch::detach() {
  std::size_t total = 0;
  for (const ViewBatch::Row& row : batch.rows) total += row.key.size();
  keys_.reserve(total);  // so that what was pointed at does not move
  for (ViewBatch::Row& row : batch.rows) {
    const std::size_t begin = keys_.size();
    keys_.append(row.key);
    row.key = std::string_view(keys_).substr(begin);
    row.document = nullptr;
  }
}

}  // namespace jejak
