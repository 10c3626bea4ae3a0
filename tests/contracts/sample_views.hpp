#pragma once
#include <deque>
#include <stdexcept>

#include "engine/core/json.hpp"
#include "engine/runtime/field_value.hpp"
#include "storage/format/view_query.hpp"
#include "storage/sqlite/view_store.hpp"
#include "tests/contracts/temporary_folder.hpp"

namespace jejak::contracts {

using Keys = std::vector<std::string>;

inline std::vector<ViewSchema> sample_schemas(int revision = 1) {
  return {{"proposals",
           revision,
           {{"state", "/state", true, false, false, true},
            {"score", "/score", true, true, false, true},
            {"late", "/late", true, false, false},
            {"agency", "/entrant/agency~01", true, false, false},
            {"title", "/title", false, false, true}}},
          {"jurors", 1, {{"name", "/name", false, true, false}}}};
}

inline std::unique_ptr<SqliteViewStore> open_views(const TemporaryFolder& folder, int revision = 1,
                                                   StoreMode mode = StoreMode::write) {
  return std::move(SqliteViewStore::open(folder / "views.db", sample_schemas(revision), mode).value());
}

inline json::object proposal(std::string_view state, int score, std::string_view title) {
  return {{"state", state}, {"score", score}, {"title", title}};
}

// A ViewBatch that owns what it points to.
class Batch {
 public:
  Batch& put_into(std::string view, std::string key, json::object document) {
    const json::object& kept = documents_.emplace_back(std::move(document));
    const std::string& bytes = texts_.emplace_back(canonical_json(kept));
    auto& values = values_.emplace_back();
    for (const ViewSchema& schema : sample_schemas()) {
      if (schema.name != view) continue;
      for (const ViewField& field : schema.fields) values.push_back(field_value(kept, field.pointer));
    }
    batch_.rows.push_back({keep(std::move(view)), keep(std::move(key)), bytes, values});
    return *this;
  }
  Batch& put(std::string key, json::object document) {
    return put_into("proposals", std::move(key), std::move(document));
  }
  Batch& erase(std::string key) {
    batch_.rows.push_back({"proposals", keep(std::move(key)), {}, {}});
    return *this;
  }
  Batch& dead(std::string view, std::string stream, Position position, std::string reason) {
    batch_.dead_letters.push_back({std::move(view), std::move(stream), position, std::move(reason)});
    return *this;
  }
  std::optional<Failure> try_commit(ViewStore& views, Position position) {
    batch_.position = position;
    return views.commit(batch_);
  }
  void commit(ViewStore& views, Position position) {
    if (const auto failure = try_commit(views, position)) throw std::runtime_error(failure->message);
  }

 private:
  std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }
  std::deque<json::object> documents_;
  std::deque<std::vector<FieldValue>> values_;
  std::deque<std::string> texts_;
  ViewBatch batch_;
};

// The keys of a first page; the view is "proposals".
inline Keys keys(ViewStore& views, ViewQuery query) {
  query.view = "proposals";
  return views.query(query).value().keys;
}

// The keys of all pages of `limit` rows.
inline Keys paged(ViewStore& views, ViewQuery query, std::uint32_t limit) {
  Keys all;
  query.limit = limit;
  do {
    const ViewPage page = views.query(query).value();
    if (page.keys.size() > limit || (page.keys.size() < limit && !page.next_cursor.empty())) {
      throw std::runtime_error("a page of the wrong size");
    }
    all.insert(all.end(), page.keys.begin(), page.keys.end());
    query.cursor = page.next_cursor;
  } while (!query.cursor.empty());
  return all;
}

}  // namespace jejak::contracts
