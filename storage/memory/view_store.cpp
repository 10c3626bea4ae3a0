#include "storage/memory/view_store.hpp"

#include <algorithm>

#include "storage/memory/folded_text.hpp"

namespace jejak {
namespace {

Failure unknown_view(std::string_view view) {
  return {Failure::Kind::corrupt, "there is no view " + std::string(view)};
}

}  // namespace

MemoryViewStore::MemoryViewStore(std::span<const ViewSchema> schemas) {
  for (const ViewSchema& schema : schemas) views_.emplace(schema.name, View{schema, {}});
}

void MemoryViewStore::fail_next_commit(Failure failure) {
  const std::lock_guard lock(mutex_);
  next_failure_ = std::move(failure);
}

Position MemoryViewStore::position() {
  const std::lock_guard lock(mutex_);
  return position_;
}

std::optional<Failure> MemoryViewStore::commit(const ViewBatch& batch) {
  const std::lock_guard lock(mutex_);
  if (next_failure_) return std::exchange(next_failure_, std::nullopt);
  for (const ViewBatch::Row& row : batch.rows) {
    if (!views_.contains(row.view)) return unknown_view(row.view);
  }
  for (const ViewBatch::Row& row : batch.rows) {
    View& view = views_.find(row.view)->second;
    if (row.bytes.empty()) {
      view.rows.erase(std::string(row.key));
      continue;
    }
    Row& kept = view.rows[std::string(row.key)];
    kept.document = row.bytes;
    kept.values.clear();
    for (const FieldValue& value : row.values) kept.values.push_back(owned(value));
  }
  dead_letters_.insert(dead_letters_.end(), batch.dead_letters.begin(), batch.dead_letters.end());
  position_ = batch.position;
  return std::nullopt;
}

Result<std::optional<std::string>, Failure> MemoryViewStore::find(std::string_view view,
                                                                  std::string_view key) {
  auto found = find_at(view, key);
  if (!found) return found.error();
  return std::move(found->document);
}

Result<ViewStore::Found, Failure> MemoryViewStore::find_at(std::string_view view, std::string_view key) {
  const std::lock_guard lock(mutex_);
  const auto held = views_.find(view);
  if (held == views_.end()) return unknown_view(view);
  const auto row = held->second.rows.find(key);
  Found found{std::nullopt, position_};
  if (row != held->second.rows.end()) found.document = row->second.document;
  return found;
}

Result<ViewPage, std::vector<Fault>> MemoryViewStore::query(const ViewQuery& query) {
  const std::lock_guard lock(mutex_);
  const auto held = views_.find(query.view);
  const ViewSchema* schema = held == views_.end() ? nullptr : &held->second.schema;
  const auto checked = check_query(query, schema);
  if (!checked) return checked.error();

  const auto matches = [&](const Row& row) {
    const auto filter = [&](const CheckedQuery::Match& match) {
      return filter_text(row.values[match.field]) == match.value;
    };
    if (!std::all_of(checked->filters.begin(), checked->filters.end(), filter)) return false;
    return checked->words.empty() || has_words(row.values[*checked->search_field], checked->words);
  };
  std::vector<std::pair<ViewCursor, const Row*>> found;
  for (const auto& [key, row] : held->second.rows) {
    if (matches(row))
      found.push_back({{checked->sort_field ? row.values[*checked->sort_field] : ViewValue{}, key}, &row});
  }
  const auto before = [&](const ViewCursor& a, const ViewCursor& b) {
    const auto order = std::tie(a.value, a.key) <=> std::tie(b.value, b.key);
    return checked->descending ? order > 0 : order < 0;
  };
  std::sort(found.begin(), found.end(),
            [&](const auto& a, const auto& b) { return before(a.first, b.first); });
  ViewPage page{{}, {}, {}, position_};
  for (const auto& [place, row] : found) {
    if (checked->after && !before(*checked->after, place)) continue;
    if (page.keys.size() == checked->limit) {
      page.next_cursor = "more";
      break;
    }
    page.keys.push_back(place.key);
    page.documents.push_back(row->document);
  }
  if (page.next_cursor.empty()) return page;
  const Row& last = held->second.rows.find(page.keys.back())->second;
  const ViewValue value = checked->sort_field ? last.values[*checked->sort_field] : ViewValue{};
  page.next_cursor = print_cursor(query, *schema, {value, page.keys.back()});
  return page;
}

std::vector<DeadLetter> MemoryViewStore::dead_letters() {
  const std::lock_guard lock(mutex_);
  return dead_letters_;
}

std::optional<Failure> MemoryViewStore::scan(const Visit& visit) {
  const std::lock_guard lock(mutex_);
  for (const auto& [name, view] : views_) {
    for (const auto& [key, row] : view.rows) {
      if (!visit(name, key, row.document)) return std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace jejak
