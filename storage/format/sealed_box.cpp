#include "storage/format/sealed_box.hpp"

#include <openssl/evp.h>

#include <memory>
#include <stdexcept>

namespace jejak {
namespace {

constexpr std::size_t nonce_size = 12;
constexpr std::size_t tag_size = 16;

using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

CipherContext make_context() { return {EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free}; }

unsigned char* raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

int size_of(std::string_view text) { return static_cast<int>(text.size()); }

}  // namespace

std::string seal_box(const BoxKey& key, const BoxNonce& nonce, std::string_view subject,
                     std::string_view clear) {
  const CipherContext context = make_context();
  std::string box(nonce_size + clear.size() + tag_size, '\0');
  std::copy(nonce.begin(), nonce.end(), raw(box));
  unsigned char* cipher = raw(box) + nonce_size;
  int written = 0;
  const bool good =
      EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.data(), nonce.data()) == 1 &&
      EVP_EncryptUpdate(context.get(), nullptr, &written, bytes_of(subject).data(), size_of(subject)) == 1 &&
      EVP_EncryptUpdate(context.get(), cipher, &written, bytes_of(clear).data(), size_of(clear)) == 1 &&
      EVP_EncryptFinal_ex(context.get(), cipher + clear.size(), &written) == 1 &&
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tag_size, cipher + clear.size()) == 1;
  if (!good) throw std::runtime_error("AES-256-GCM failed");
  return to_base64(bytes_of(box));
}

std::optional<std::string> open_box(const BoxKey& key, std::string_view subject, std::string_view box) {
  std::optional<std::string> bytes = from_base64(box);
  if (!bytes || bytes->size() < nonce_size + tag_size) return std::nullopt;
  const CipherContext context = make_context();
  const unsigned char* nonce = raw(*bytes);
  const unsigned char* cipher = nonce + nonce_size;
  const std::size_t clear_size = bytes->size() - nonce_size - tag_size;
  unsigned char* tag = raw(*bytes) + nonce_size + clear_size;
  std::string clear(clear_size, '\0');
  int written = 0;
  const bool good =
      EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.data(), nonce) == 1 &&
      EVP_DecryptUpdate(context.get(), nullptr, &written, bytes_of(subject).data(), size_of(subject)) == 1 &&
      EVP_DecryptUpdate(context.get(), raw(clear), &written, cipher, static_cast<int>(clear_size)) == 1 &&
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, tag_size, tag) == 1 &&
      EVP_DecryptFinal_ex(context.get(), raw(clear) + clear_size, &written) == 1;
  if (!good) return std::nullopt;
  return clear;
}

}  // namespace jejak
