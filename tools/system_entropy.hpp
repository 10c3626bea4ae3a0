#pragma once
#include <sys/random.h>

#include <cerrno>
#include <cstdlib>

#include "engine/core/hex.hpp"
#include "engine/ports/entropy.hpp"

namespace jejak::tools {

// The kernel's generator. It cannot fail once the machine has booted; were it to, going on would be worse than ending.
class SystemEntropy final : public Entropy {
 public:
  void fill(std::span<unsigned char> out) override {
    while (!out.empty()) {
      const auto got = getrandom(out.data(), out.size(), 0);
      if (got < 0 && errno != EINTR) std::abort();
      if (got > 0) out = out.subspan(static_cast<std::size_t>(got));
    }
  }
};

}  // namespace jejak::tools
