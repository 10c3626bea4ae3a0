#include "api/documents/image_check.hpp"

#include <string>

namespace jejak::documents {

namespace {

using workflows::Sentence;

Sentence cut_off() { return {"is cut off", "terpotong"}; }

Sentence followed(std::size_t at, std::size_t size) {
  const std::string count = std::to_string(size - at), from = std::to_string(at);
  return {"has " + count + " bytes behind its end, from byte " + from, "memuat " + count + " bita sesudah akhirnya, mulai bita " + from};
}

std::optional<Sentence> refuse_size(std::uint64_t width, std::uint64_t height) {
  if (width == 0 || height == 0) return Sentence{"is a picture without pixels", "adalah gambar tanpa piksel"};
  if (width <= pixels_max / height) return std::nullopt;
  const std::string size = std::to_string(width) + " x " + std::to_string(height), most = std::to_string(pixels_max);
  return Sentence{"is a picture of " + size + " pixels: at most " + most + " are taken", "adalah gambar " + size + " piksel: paling banyak " + most + " yang diterima"};
}

std::uint64_t number(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < size; ++i) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

unsigned char byte(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

// C0 to CF but DHT, JPG and DAC tell the size of the frame.
bool is_frame(unsigned char marker) { return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC; }

// Behind the coded data of a scan: at the next marker that is neither a stuffed byte nor a restart.
std::size_t after_scan(std::string_view bytes, std::size_t at) {
  for (; at + 1 < bytes.size(); ++at) {
    const unsigned char next = byte(bytes, at + 1);
    if (byte(bytes, at) == 0xFF && next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) return at;
  }
  return bytes.size();
}

// Moves `at` behind the picture that begins there.
std::optional<Sentence> pass_jpeg(std::string_view bytes, std::size_t& at) {
  bool has_frame = false;
  for (at += 2; at + 4 <= bytes.size() || (at + 2 <= bytes.size() && byte(bytes, at + 1) == 0xD9);) {
    if (byte(bytes, at) != 0xFF) return cut_off();
    const unsigned char marker = byte(bytes, at + 1);
    if (marker == 0xFF) {
      ++at;
      continue;
    }
    if (marker == 0xD9) return at += 2, has_frame ? std::nullopt : std::optional(cut_off());
    const std::size_t length = number(bytes, at + 2, 2);
    if (length < 2 || length > bytes.size() - at - 2) return cut_off();
    if (is_frame(marker)) {
      if (length < 8) return cut_off();
      if (auto refused = refuse_size(number(bytes, at + 7, 2), number(bytes, at + 5, 2))) return refused;
      has_frame = true;
    }
    at += 2 + length;
    if (marker == 0xDA) at = after_scan(bytes, at);
  }
  return cut_off();
}

}  // namespace

std::optional<Sentence> refuse_png(std::string_view bytes) {
  constexpr std::size_t signature = 8, around = 12;  // around a chunk's data: its length, its type, its checksum
  if (bytes.size() < signature + around + 13 || bytes.substr(signature + 4, 4) != "IHDR" || number(bytes, signature, 4) != 13) return cut_off();
  if (auto refused = refuse_size(number(bytes, signature + 8, 4), number(bytes, signature + 12, 4))) return refused;
  for (std::size_t at = signature; at + around <= bytes.size();) {
    const std::uint64_t length = number(bytes, at, 4);
    if (length > bytes.size() - at - around) return cut_off();
    const std::string_view type = bytes.substr(at + 4, 4);
    at += around + length;
    if (type == "IEND") return at == bytes.size() ? std::nullopt : std::optional(followed(at, bytes.size()));
  }
  return cut_off();
}

std::optional<Sentence> refuse_jpeg(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    if (!bytes.substr(at).starts_with("\xff\xd8\xff")) return at == 0 ? cut_off() : followed(at, bytes.size());
    if (auto refused = pass_jpeg(bytes, at)) return refused;
  }
  return std::nullopt;
}

}  // namespace jejak::documents
