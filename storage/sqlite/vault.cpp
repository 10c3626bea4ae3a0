#include "storage/sqlite/vault.hpp"

#include <fcntl.h>
#include <openssl/crypto.h>
#include <unistd.h>

#include <algorithm>
#include <mutex>
#include <unordered_map>

#include "storage/format/sealed_box.hpp"
#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/overwrite.hpp"

namespace jejak {

sqlite::FileKind sqlite::keys_kind() { return {"keys", application_id_keys, 1}; }

namespace {

using sqlite::keys_kind;

// The journal stays in place with its header zeroed (PERSIST) rather than being unlinked, so that the page
// images in it, which hold the old bytes of a destroyed key, can be overwritten where they lie.
constexpr const char* settings =
    "PRAGMA journal_mode = PERSIST; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA temp_store "
    "= MEMORY;";

// key is NULL once it is destroyed; the row stays, so that the subject never gets another.
constexpr const char* schema =
    "CREATE TABLE keys (subject TEXT NOT NULL PRIMARY KEY, key BLOB CHECK (key IS NULL OR length(key) = 32))"
    " STRICT, WITHOUT ROWID;";

constexpr std::size_t keys_cached_max = 100'000;

}  // namespace

struct SqliteVault::State {
  struct Key {
    std::optional<BoxKey> bytes;  // nothing: destroyed
    Key() = default;
    explicit Key(std::optional<BoxKey> given) : bytes(given) {}
    Key(Key&& other) noexcept : bytes(other.bytes) { other.wipe(); }
    Key& operator=(Key&& other) noexcept {
      bytes = other.bytes;
      other.wipe();
      return *this;
    }
    ~Key() { wipe(); }
    void wipe() {
      if (bytes) OPENSSL_cleanse(bytes->data(), bytes->size());
      bytes.reset();
    }
  };

  State(sqlite::Connection opened, std::filesystem::path path, StoreMode opened_for, Entropy& source)
      : connection(std::move(opened)), file(std::move(path)), mode(opened_for), entropy(source) {
    find = connection.prepare("SELECT key FROM keys WHERE subject = ?1");
    insert = connection.prepare("INSERT INTO keys (subject, key) VALUES (?1, ?2)");
    destroy = connection.prepare(
        "INSERT INTO keys (subject, key) VALUES (?1, NULL) ON CONFLICT (subject) DO UPDATE SET key = NULL");
  }

  // The subject's key; null where it never had one. The pointer is valid until the next call.
  Result<const Key*, Failure> look_up(std::string_view subject);
  Result<const Key*, Failure> make(std::string_view subject);
  std::optional<Failure> commit_batch();
  void give_up_batch();
  const Key* remember(std::string_view subject, Key key);

  sqlite::Connection connection;
  std::filesystem::path file;
  StoreMode mode;
  Entropy& entropy;
  sqlite::Statement find, insert, destroy;
  std::unordered_map<std::string, Key> cached;
  bool batch = false;
  std::mutex mutex;
};

const SqliteVault::State::Key* SqliteVault::State::remember(std::string_view subject, Key key) {
  // Keys of a batch that is not committed yet are in the transaction as well, so that forgetting is always
  // safe.
  if (cached.size() >= keys_cached_max) cached.clear();
  return &(cached[std::string(subject)] = std::move(key));
}

Result<const SqliteVault::State::Key*, Failure> SqliteVault::State::look_up(std::string_view subject) {
  if (const auto known = cached.find(std::string(subject)); known != cached.end()) return &known->second;
  find.bind(1, subject);
  const int code = find.step();
  std::optional<BoxKey> bytes;
  if (code == SQLITE_ROW && !find.is_null(0)) {
    const std::string_view blob = find.blob(0);
    bytes.emplace();
    std::copy_n(blob.begin(), std::min(blob.size(), bytes->size()), reinterpret_cast<char*>(bytes->data()));
  }
  find.reset();
  if (code == SQLITE_ROW) return remember(subject, Key(bytes));
  if (code == SQLITE_DONE) return nullptr;
  return connection.failure("look up a key");
}

Result<const SqliteVault::State::Key*, Failure> SqliteVault::State::make(std::string_view subject) {
  if (mode == StoreMode::read) return Failure{Failure::Kind::unavailable, "the keys were opened for reading"};
  if (batch && !connection.in_transaction()) {
    if (auto failure = connection.execute("BEGIN IMMEDIATE")) return *failure;
  }
  Key key{BoxKey{}};
  entropy.fill(*key.bytes);
  insert.bind(1, subject).bind_blob(2, *key.bytes);
  if (insert.run() != SQLITE_DONE) return connection.failure("keep a key");
  return remember(subject, std::move(key));
}

// Whatever was sealed with keys that were not kept must not be opened with them either.
void SqliteVault::State::give_up_batch() {
  connection.roll_back();
  cached.clear();
}

std::optional<Failure> SqliteVault::State::commit_batch() {
  if (!connection.in_transaction()) return std::nullopt;
  std::optional<Failure> failure = connection.execute("COMMIT");
  if (failure) give_up_batch();
  return failure;
}

SqliteVault::SqliteVault(std::unique_ptr<State> state) : state_(std::move(state)) {}

SqliteVault::~SqliteVault() { state_->commit_batch(); }

Result<std::unique_ptr<SqliteVault>, Failure> SqliteVault::open(const std::filesystem::path& file,
                                                                StoreMode mode, Entropy& entropy) {
  // The keys are nobody else's business: the file is made for its owner alone, and the journal takes after
  // it.
  if (mode == StoreMode::write) ::close(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  const auto access = mode == StoreMode::read ? sqlite::Access::read_only : sqlite::Access::create;
  auto connection = sqlite::Connection::open(file, access);
  if (!connection) return connection.error();
  const auto fresh = sqlite::check_kind(*connection, keys_kind(), file);
  if (!fresh) return fresh.error();
  if (mode == StoreMode::write) {
    if (connection->execute(settings)) return connection->failure("open the keys");
    if (*fresh) {
      const std::string sql =
          std::string("BEGIN IMMEDIATE;") + schema + sqlite::stamp_kind(keys_kind()) + "COMMIT;";
      if (connection->execute(sql)) return connection->failure("make the keys' table");
    }
  }
  auto state = std::make_unique<State>(std::move(*connection), file, mode, entropy);
  return std::unique_ptr<SqliteVault>(new SqliteVault(std::move(state)));
}

Result<std::string, Failure> SqliteVault::seal(std::string_view subject, std::string_view clear) {
  const std::lock_guard lock(state_->mutex);
  auto key = state_->look_up(subject);
  if (key && *key == nullptr) key = state_->make(subject);
  if (!key) return key.error();
  if (!(*key)->bytes) return Failure{Failure::Kind::corrupt, "the key of this subject was destroyed"};
  BoxNonce nonce{};
  state_->entropy.fill(nonce);
  return seal_box(*(*key)->bytes, nonce, subject, clear);
}

void SqliteVault::begin_batch() {
  const std::lock_guard lock(state_->mutex);
  state_->batch = true;
}

std::optional<Failure> SqliteVault::end_batch() {
  const std::lock_guard lock(state_->mutex);
  state_->batch = false;
  return state_->commit_batch();
}

std::optional<std::string> SqliteVault::open(std::string_view subject, std::string_view box) {
  const std::lock_guard lock(state_->mutex);
  const auto key = state_->look_up(subject);
  if (!key || *key == nullptr || !(*key)->bytes) return std::nullopt;
  return open_box(*(*key)->bytes, subject, box);
}

std::optional<Failure> SqliteVault::destroy(std::string_view subject) {
  const std::lock_guard lock(state_->mutex);
  if (state_->mode == StoreMode::read)
    return Failure{Failure::Kind::unavailable, "the keys were opened for reading"};
  // A batch that is open on another thread only has its keys made durable earlier.
  if (auto failure = state_->commit_batch()) return failure;
  state_->destroy.bind(1, subject);
  if (state_->destroy.run() != SQLITE_DONE) return state_->connection.failure("destroy a key");
  state_->cached.erase(std::string(subject));
  std::filesystem::path journal = state_->file;
  journal += "-journal";
  return sqlite::overwrite_with_zeros(journal);
}

bool SqliteVault::destroyed(std::string_view subject) {
  const std::lock_guard lock(state_->mutex);
  const auto key = state_->look_up(subject);
  return key && *key != nullptr && !(*key)->bytes;
}

}  // namespace jejak
