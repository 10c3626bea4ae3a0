#include "engine/runtime/collected_batch.hpp"

#include "engine/runtime/field_value.hpp"

namespace jejak {

void CollectedBatch::clear() {
  batch.rows.clear();
  batch.dead_letters.clear();
  changed.clear();
  memory_.clear();
}

void CollectedBatch::write(const ViewSchema& view, std::string_view key, const json::object& document, bool is_new) {
  bytes_.clear();
  append_canonical_object(bytes_, document);
  const auto values = memory_.make<FieldValue>(view.fields.size());
  for (std::size_t n = 0; n < values.size(); ++n) {
    values[n] = field_value(document, view.fields[n].pointer);
    if (const auto* text = std::get_if<std::string_view>(&values[n])) values[n] = memory_.keep(*text);
  }
  batch.rows.push_back({view.name, memory_.keep(key), memory_.keep(bytes_), values, is_new});
}

void CollectedBatch::add_rows_of(const CollectedBatch& other) {
  batch.rows.insert(batch.rows.end(), other.batch.rows.begin(), other.batch.rows.end());
}

void CollectedBatch::erase(const ViewSchema& view, std::string_view key) {
  batch.rows.push_back({view.name, memory_.keep(key), {}, {}, false});
}

}  // namespace jejak
