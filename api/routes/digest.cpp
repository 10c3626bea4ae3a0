#include "api/routes/digest.hpp"

#include <openssl/evp.h>

#include <memory>
#include <stdexcept>

namespace jejak::routes {
namespace {

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

// Making a context and fetching the algorithm cost more than hashing a small text: both are kept per thread.
class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new()), algorithm_(EVP_MD_fetch(nullptr, "SHA256", nullptr)) {}
  ~Sha256() { EVP_MD_free(algorithm_); }
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void begin() { require(EVP_DigestInit_ex2(context_.get(), algorithm_, nullptr)); }
  void add(std::string_view text) { require(EVP_DigestUpdate(context_.get(), text.data(), text.size())); }
  Hash end() {
    Hash hash{};
    require(EVP_DigestFinal_ex(context_.get(), hash.data(), nullptr));
    return hash;
  }

 private:
  static void require(int ok) {
    if (ok != 1) throw std::runtime_error("OpenSSL could not compute a SHA-256");
  }
  std::unique_ptr<EVP_MD_CTX, FreeContext> context_;
  EVP_MD* algorithm_;
};

Sha256& of_this_thread() {
  thread_local Sha256 sha;
  return sha;
}

}  // namespace

Hash digest_of_pieces(std::initializer_list<std::string_view> pieces) {
  Sha256& sha = of_this_thread();
  sha.begin();
  for (const std::string_view piece : pieces) {
    sha.add(std::to_string(piece.size()));
    sha.add(":");
    sha.add(piece);
  }
  return sha.end();
}

Hash digest(std::string_view text) {
  Sha256& sha = of_this_thread();
  sha.begin();
  sha.add(text);
  return sha.end();
}

std::string tag_of(std::string_view text) {
  const Hash hash = digest(text);
  return to_base64url(Bytes(hash).first(16));
}

}  // namespace jejak::routes
