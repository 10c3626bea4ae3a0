#pragma once
#include <memory>

#include "engine/core/hex.hpp"

namespace jejak {

// SHA-256 (FIPS 180-4) over one or several pieces, as if they were one. The context is kept per thread.
Hash sha256(Bytes bytes);
Hash sha256(Bytes first, Bytes second);
Hash sha256(Bytes first, Bytes second, Bytes third);

// The same over bytes that come bit by bit, such as a file's.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  void add(Bytes bytes);
  Hash finish();  // once; nothing is added after it

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace jejak
