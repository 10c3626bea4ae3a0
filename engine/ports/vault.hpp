#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/result.hpp"
#include "engine/ports/failure.hpp"

namespace jejak {

// Keys of the people in the log, one per subject, kept outside of it. AES-256-GCM; the subject is the associated data.
class Vault {
 public:
  virtual ~Vault() = default;

  // Encrypts for `subject`, making and keeping (fsynced) a key at the subject's first use. The result is base64 of
  // nonce (12 bytes) || ciphertext || tag (16 bytes). Keys and nonces come from the adapter's Entropy, so that seeded
  // runs agree. A subject whose key
  // was destroyed is a Failure of kind corrupt.
  virtual Result<std::string, Failure> seal(std::string_view subject, std::string_view clear) = 0;

  // Between begin_batch and end_batch the keys that seal makes need only be durable when end_batch has returned without
  // a Failure; it comes before anything sealed with them is appended. Without a batch each seal sees to itself. Both are
  // called by the sealing thread; a batch whose keys are never used is harmless.
  virtual void begin_batch() {}
  virtual std::optional<Failure> end_batch() { return std::nullopt; }

  // The clear text; nothing where the key was destroyed or never was, or the box was not made with it.
  virtual std::optional<std::string> open(std::string_view subject, std::string_view box) = 0;

  // Destroys the subject's key for good (overwritten, fsynced); idempotent. It can never be made again.
  virtual std::optional<Failure> destroy(std::string_view subject) = 0;

  virtual bool destroyed(std::string_view subject) = 0;
};

}  // namespace jejak
