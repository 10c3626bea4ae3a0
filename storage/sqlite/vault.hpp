#pragma once
#include <filesystem>
#include <memory>

#include "engine/ports/entropy.hpp"
#include "engine/ports/vault.hpp"
#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/event_log.hpp"

namespace jejak::sqlite {

FileKind keys_kind();

}  // namespace jejak::sqlite

namespace jejak {

// Keys in a file of their own (keys.db), never in the log, so that destroying one erases a person everywhere.
// Freed bytes are overwritten in the file and in its journal. Thread-safe. In read mode no key is made or
// destroyed.
class SqliteVault final : public Vault {
 public:
  static Result<std::unique_ptr<SqliteVault>, Failure> open(const std::filesystem::path& file, StoreMode mode,
                                                            Entropy& entropy);
  ~SqliteVault() override;
  SqliteVault(const SqliteVault&) = delete;

  Result<std::string, Failure> seal(std::string_view subject, std::string_view clear) override;
  void begin_batch() override;
  std::optional<Failure> end_batch() override;
  std::optional<std::string> open(std::string_view subject, std::string_view box) override;
  std::optional<Failure> destroy(std::string_view subject) override;
  bool destroyed(std::string_view subject) override;

 private:
  struct State;
  explicit SqliteVault(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace jejak
