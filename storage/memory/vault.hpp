#pragma once
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "engine/ports/entropy.hpp"
#include "engine/ports/vault.hpp"
#include "storage/format/sealed_box.hpp"

namespace jejak {

// The reference adapter: keys in a map. Thread-safe.
class MemoryVault final : public Vault {
 public:
  explicit MemoryVault(Entropy& entropy) : entropy_(entropy) {}

  Result<std::string, Failure> seal(std::string_view subject, std::string_view clear) override;
  std::optional<std::string> open(std::string_view subject, std::string_view box) override;
  std::optional<Failure> destroy(std::string_view subject) override;
  bool destroyed(std::string_view subject) override;

 private:
  Entropy& entropy_;
  std::mutex mutex_;
  std::map<std::string, std::optional<BoxKey>, std::less<>> keys_;  // nothing where the key was destroyed
};

}  // namespace jejak
