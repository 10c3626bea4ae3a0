#include "storage/merkle/sha256.hpp"

#include <openssl/evp.h>

#include <initializer_list>
#include <memory>
#include <stdexcept>

namespace jejak {
namespace {

// Fetching the algorithm costs several times what hashing a leaf does, so that both live as long as the
// thread.
struct Context {
  std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> algorithm{EVP_MD_fetch(nullptr, "SHA256", nullptr),
                                                            &EVP_MD_free};
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
};

Hash digest(std::initializer_list<Bytes> pieces) {
  thread_local Context own;
  EVP_MD_CTX* context = own.context.get();
  bool good = EVP_DigestInit_ex2(context, own.algorithm.get(), nullptr) == 1;
  for (const Bytes piece : pieces) good = good && EVP_DigestUpdate(context, piece.data(), piece.size()) == 1;
  Hash hash{};
  if (!good || EVP_DigestFinal_ex(context, hash.data(), nullptr) != 1)
    throw std::runtime_error("SHA-256 failed");
  return hash;
}

}  // namespace

Hash sha256(Bytes bytes) { return digest({bytes}); }
Hash sha256(Bytes first, Bytes second) { return digest({first, second}); }
Hash sha256(Bytes first, Bytes second, Bytes third) { return digest({first, second, third}); }

struct Sha256::State : Context {};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  if (EVP_DigestInit_ex2(state_->context.get(), state_->algorithm.get(), nullptr) != 1) throw std::runtime_error("SHA-256 failed");
}

Sha256::~Sha256() = default;

void Sha256::add(Bytes bytes) {
  if (EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) != 1) throw std::runtime_error("SHA-256 failed");
}

Hash Sha256::finish() {
  Hash hash{};
  if (EVP_DigestFinal_ex(state_->context.get(), hash.data(), nullptr) != 1) throw std::runtime_error("SHA-256 failed");
  return hash;
}

}  // namespace jejak
