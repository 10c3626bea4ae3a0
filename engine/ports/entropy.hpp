#pragma once
#include <span>

namespace jejak {

// Random bytes for ids, salts, keys and nonces. In service they come from the operating system's generator; a seeded
// source stands in for it where two runs must agree.
class Entropy {
 public:
  virtual ~Entropy() = default;
  // Fills all of `out`; it never fails (a generator that cannot deliver ends the process).
  virtual void fill(std::span<unsigned char> out) = 0;
};

}  // namespace jejak
