#include "tools/rebuild.hpp"

#include <chrono>
#include <memory>
#include <thread>

#include "engine/runtime/projector.hpp"
#include "storage/merkle/sha256.hpp"
#include "storage/sqlite/copy.hpp"
#include "workflows/projections.hpp"

namespace jejak::tools {
namespace {

// A rebuild has the machine's memory to itself; a document that stays need not be read back.
constexpr std::size_t cached_documents_max = 200'000;

struct Row {
  std::string view, key, document;
  bool operator==(const Row&) const = default;
};

// All rows of a store, one by one, so that two stores can be read side by side with little memory: scan pushes, the
// comparison pulls in pages.
class Rows {
 public:
  explicit Rows(ViewStore& store) : store_(store) {}
  std::optional<Failure> load() {
    return store_.scan([&](std::string_view view, std::string_view key, std::string_view document) {
      Row row{std::string(view), std::string(key), {}};
      const Hash hash = sha256(bytes_of(document));
      row.document.assign(reinterpret_cast<const char*>(hash.data()), hash.size());
      rows_.push_back(std::move(row));
      return true;
    });
  }
  const std::vector<Row>& all() const { return rows_; }

 private:
  ViewStore& store_;
  std::vector<Row> rows_;  // documents as their hashes
};

// A database that is gone at the end, however it comes.
struct Removed {
  explicit Removed(std::filesystem::path path) : file(std::move(path)) {}
  ~Removed() { remove_database(file); }
  Removed(const Removed&) = delete;
  Removed& operator=(const Removed&) = delete;
  std::filesystem::path file;
};

std::string first_difference(const std::vector<Row>& live, const std::vector<Row>& rebuilt) {
  const std::size_t common = std::min(live.size(), rebuilt.size());
  for (std::size_t i = 0; i < common; ++i) {
    if (live[i] == rebuilt[i]) continue;
    const auto name = [](const Row& row) { return row.view + "/" + row.key; };
    if (name(live[i]) == name(rebuilt[i])) return name(live[i]) + ": the documents differ";
    if (std::tie(live[i].view, live[i].key) < std::tie(rebuilt[i].view, rebuilt[i].key)) {
      return name(live[i]) + ": only in the live views";
    }
    return name(rebuilt[i]) + ": missing from the live views";
  }
  if (live.size() > common) return live[common].view + "/" + live[common].key + ": only in the live views";
  if (rebuilt.size() > common) return rebuilt[common].view + "/" + rebuilt[common].key + ": missing from the live views";
  return {};
}

std::vector<ViewDigest> digests(const std::vector<Row>& rows) {
  std::vector<ViewDigest> result;
  for (const auto& schema : view_schemas()) result.push_back({schema.name, 0, {}});
  for (auto& entry : result) {
    for (const Row& row : rows) {
      if (row.view != entry.view) continue;
      ++entry.documents;
      entry.digest = sha256(entry.digest, bytes_of(row.key), bytes_of(row.document));
    }
  }
  return result;
}

}  // namespace

std::vector<ViewSchema> view_schemas() {
  std::vector<ViewSchema> schemas;
  for (const Projection& projection : workflows::projections()) schemas.push_back(projection.view);
  return schemas;
}

Result<Rebuilt, Failure> rebuild_views(EventLog& log, const RebuildRequest& request,
                                       const std::function<void(Position, Position)>& progress) {
  const auto schemas = view_schemas();
  Position target = request.target.value_or(log.head().size);
  std::filesystem::path copy = request.file;
  copy += ".live";
  const Removed cleared(copy);
  std::unique_ptr<SqliteViewStore> live;
  if (request.compare) {
    if (!std::filesystem::exists(request.paths.views)) {
      return Failure{Failure::Kind::foreign, "there are no views in " + request.paths.folder.string() +
                                                 " to compare with; a server makes them when it starts"};
    }
    if (auto failure = copy_database(request.paths.views, copy)) return *failure;
    auto opened = SqliteViewStore::open(copy, schemas, StoreMode::read);
    if (!opened) return opened.error();
    live = std::move(*opened);
    target = live->position();
    if (target > log.head().size) {
      return Failure{Failure::Kind::corrupt, "the views reflect position " + std::to_string(target) +
                                                 " but the log ends at " + std::to_string(log.head().size)};
    }
  }

  const auto started = std::chrono::steady_clock::now();
  auto fresh = SqliteViewStore::open_for_rebuild(request.file, schemas);
  if (!fresh) return fresh.error();
  std::jthread forgetting;  // the projector's documents go while the indexes are made
  {
    auto projector = std::make_unique<Projector>(log, **fresh, workflows::projections(),
                                                 ProjectorLimits{.cached_documents_max = cached_documents_max});
    if (auto failure = projector->catch_up(target, [&](Position done) { progress(done, target); })) {
      failure->message = "the replay stopped after position " + std::to_string(projector->position()) + ": " + failure->message;
      return *failure;
    }
    forgetting = std::jthread([done = std::move(projector)]() mutable { done.reset(); });
  }
  if (auto failure = (*fresh)->finish()) return *failure;
  Rebuilt rebuilt;
  rebuilt.milliseconds = static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - started).count());
  rebuilt.position = (*fresh)->position();

  Rows rows(**fresh);
  if (auto failure = rows.load()) return *failure;
  rebuilt.views = digests(rows.all());
  rebuilt.dead_letters = (*fresh)->dead_letters();
  if (live) {
    Rows live_rows(*live);
    if (auto failure = live_rows.load()) return *failure;
    rebuilt.compared = true;
    rebuilt.first_difference = first_difference(live_rows.all(), rows.all());
  }
  return rebuilt;
}

}  // namespace jejak::tools
