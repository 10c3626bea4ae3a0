#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/core/projection.hpp"
#include "engine/ports/view_store.hpp"
#include "engine/runtime/collected_batch.hpp"
#include "engine/runtime/document_memory.hpp"
#include "engine/runtime/perhaps_keys.hpp"
#include "engine/runtime/recency.hpp"
#include "engine/runtime/world.hpp"

namespace jejak {

// Thrown out of a projection's fold when a document could not be read from the store; the projector gives the batch up.
struct ViewUnreadable {
  Failure failure;
};

// The documents of one view, kept parsed between batches; the rest of the view is in the store.
class ViewCache final : public Documents {
 public:
  struct Document : RecencyLink {
    explicit Document(json::object&& first) : value(std::move(first)) {}  // which stays in the memory that it is in

    ViewCache* owner = nullptr;
    std::string_view key;  // the key in documents_
    json::object value;
    std::uint64_t batch_of_last_use = 0;
    Position saved_for = 0;  // the event for which its value before that event was saved
    bool present = false;
    bool stored = false;  // the store has a row for it
    bool changed = false;  // since the last commit
  };

  // What all caches of one projector share.
  struct Shared {
    Recency<Document> recency;
    std::uint64_t batch = 1;  // the number of the running batch
    DocumentMemory memory;
  };
  // `view` outlives the cache.
  ViewCache(ViewStore& store, const ViewSchema& view, Shared& shared);

  const json::object* find(std::string_view key) override;
  json::object& edit(std::string_view key) override;
  void erase(std::string_view key) override;
  json::object& append(std::string_view key) override;

  // A batch begins; what is appended goes into it at once, what changes when it is collected.
  void begin(CollectedBatch& into);

  // What changes from now on until the next call can be taken back: slow, since it copies; position 0 turns it off.
  void save_for(Position event);
  void take_back();

  // `into` gets all that changed; false when nothing did. Different caches may do so on different threads at once.
  bool collect(CollectedBatch& into);
  void settle();                          // what was collected is in the store, or on its way there
  void let_go(const Document& document);  // which the store holds as it is
  void clear();                           // gives up what changed
  std::size_t size() const { return documents_.size(); }

 private:
  struct Saved {
    Document* document;
    json::object value;
    bool present;
    bool changed;
  };
  Document& load(std::string_view key);
  Document& read(std::string_view key);
  void write_appended(CollectedBatch& into);
  void change(Document& document);

  ViewStore& store_;
  const ViewSchema& view_;
  Shared& shared_;
  // A view that this cache has written from its first row on: a document that was never let go and is not held is not in
  // the store either, and the store need not be asked. That is most of what a rebuild looks for.
  bool begun_empty_;
  PerhapsKeys let_go_;
  Position saving_for_ = 0;
  std::unordered_map<std::string, Document, TextHash, std::equal_to<>> documents_;
  Document* last_ = nullptr;  // the one that was asked for last
  std::vector<Document*> changed_;
  std::vector<Saved> saved_;

  CollectedBatch* batch_ = nullptr;
  std::size_t rows_at_save_ = 0;
  // The document that append() gave out last. It is written once nothing can change it any more.
  json::object appended_;
  std::string appended_key_;
  bool appending_ = false;
  bool appended_any_ = false;  // in this batch
};

}  // namespace jejak
