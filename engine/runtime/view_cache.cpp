#include "engine/runtime/view_cache.hpp"

#include <optional>
#include <utility>

namespace jejak {

ViewCache::ViewCache(ViewStore& store, const ViewSchema& view, Shared& shared)
    : store_(store), view_(view), shared_(shared), begun_empty_(store.position() == 0), appended_(&shared.memory) {}

void ViewCache::begin(CollectedBatch& into) {
  batch_ = &into;
  appending_ = appended_any_ = false;
}

ViewCache::Document& ViewCache::load(std::string_view key) {
  if (last_ != nullptr && last_->key == key) return *last_;  // folds mostly look before they write
  const auto found = documents_.find(key);
  Document& document = found == documents_.end() ? read(key) : found->second;
  last_ = &document;
  if (document.batch_of_last_use != shared_.batch) {
    document.batch_of_last_use = shared_.batch;
    shared_.recency.used(document);
  }
  return document;
}

// Into the cache from the store. The cache changes only when all went well.
ViewCache::Document& ViewCache::read(std::string_view key) {
  std::optional<std::string> stored;
  json::value value(json::object_kind, &shared_.memory);
  if (!begun_empty_ || let_go_.perhaps(key)) {
    auto found = store_.find(view_.name, key);
    if (!found) throw ViewUnreadable{found.error()};
    stored = std::move(*found);
  }
  if (stored) {
    auto parsed = parse_own_json(*stored, &shared_.memory);
    if (!parsed || !parsed->is_object()) {
      throw ViewUnreadable{{Failure::Kind::corrupt, view_.name + " " + std::string(key) + ": not a JSON object"}};
    }
    value = std::move(*parsed);
  }
  const auto made = documents_.try_emplace(std::string(key), std::move(value.get_object())).first;
  Document& document = made->second;
  document.owner = this;
  document.key = made->first;
  document.present = document.stored = stored.has_value();
  return document;
}

const json::object* ViewCache::find(std::string_view key) {
  const Document& document = load(key);
  return document.present ? &document.value : nullptr;
}

json::object& ViewCache::edit(std::string_view key) {
  Document& document = load(key);
  change(document);
  document.present = true;
  return document.value;
}

void ViewCache::erase(std::string_view key) {
  Document& document = load(key);
  change(document);
  document.present = false;
  document.value.clear();
}

json::object& ViewCache::append(std::string_view key) {
  write_appended(*batch_);
  appended_key_.assign(key);
  appended_.clear();
  appending_ = appended_any_ = true;
  return appended_;
}

void ViewCache::write_appended(CollectedBatch& into) {
  if (appending_) into.write(view_, appended_key_, appended_, true);
  appending_ = false;
}

void ViewCache::change(Document& document) {
  if (saving_for_ != 0 && document.saved_for != saving_for_) {
    document.saved_for = saving_for_;
    saved_.push_back({&document, document.value, document.present, document.changed});
  }
  if (document.changed) return;
  document.changed = true;
  changed_.push_back(&document);
}

void ViewCache::save_for(Position event) {
  saving_for_ = event;
  saved_.clear();
  write_appended(*batch_);
  rows_at_save_ = batch_->rows();
}

void ViewCache::take_back() {
  appending_ = false;
  batch_->shrink_to(rows_at_save_);  // no other view has written since
  for (Saved& saved : saved_) {
    saved.document->value = std::move(saved.value);
    saved.document->present = saved.present;
    saved.document->changed = saved.changed;
    if (!saved.changed) std::erase(changed_, saved.document);
  }
  saved_.clear();
}

bool ViewCache::collect(CollectedBatch& into) {
  write_appended(into);
  bool any = appended_any_;
  for (const Document* document : changed_) {
    if (!document->present && !document->stored) continue;  // made and erased within the batch
    if (document->present) {
      into.write(view_, document->key, document->value, !document->stored);
    } else {
      into.erase(view_, document->key);
    }
    any = true;
  }
  return any;
}

void ViewCache::settle() {
  last_ = nullptr;  // the next batch counts its own uses
  for (Document* document : changed_) {
    document->stored = document->present;
    document->changed = false;
  }
  changed_.clear();
}

void ViewCache::let_go(const Document& document) {
  if (last_ == &document) last_ = nullptr;
  if (begun_empty_ && document.stored) let_go_.add(document.key);
  documents_.erase(documents_.find(document.key));
}

void ViewCache::clear() {
  last_ = nullptr;
  if (begun_empty_) {
    for (const auto& [key, document] : documents_) let_go_.add(key);  // `stored` may be of a commit that failed
  }
  changed_.clear();
  saved_.clear();
  documents_.clear();
  appending_ = false;
}

}  // namespace jejak
