#include "api/documents/pdf_check.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <string>

namespace jejak::documents {

namespace {

using workflows::Sentence;

constexpr std::size_t inflated_bytes_max = 32U << 20U;  // of all object streams of a file together
constexpr std::size_t tail_bytes = 1024;                // %%EOF stands in them (ISO 32000-1, Annex H.3, note 18)
constexpr std::array<std::string_view, 9> active = {"JavaScript", "JS",        "Launch", "EmbeddedFile", "EmbeddedFiles",
                                                    "RichMedia",  "XFA",       "SubmitForm", "ImportData"};
// Names this long do not come about by chance in the bytes of a picture.
constexpr std::size_t telling_length = 6;

bool ends_name(char c) { return c == '\0' || std::string_view(" \t\r\n\f()<>[]{}/%").find(c) != std::string_view::npos; }

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// The name that begins after the slash at `at`, with #xx decoded (7.3.5).
std::string name_at(std::string_view bytes, std::size_t at) {
  std::string name;
  for (++at; at < bytes.size() && !ends_name(bytes[at]) && name.size() < 64; ++at) {
    const bool escaped = bytes[at] == '#' && at + 2 < bytes.size() && hex_digit(bytes[at + 1]) >= 0 && hex_digit(bytes[at + 2]) >= 0;
    name += escaped ? static_cast<char>(hex_digit(bytes[at + 1]) * 16 + hex_digit(bytes[at + 2])) : bytes[at];
    if (escaped) at += 2;
  }
  return name;
}

Sentence active_content(const std::string& name) {
  return {"has active content (/" + name + "): save it without scripts, actions, forms and embedded files",
          "memuat isi aktif (/" + name + "): simpan tanpa skrip, aksi, formulir, dan berkas sisipan"};
}

// Inflates as much as there is; an object stream that is broken is what a reader would see of it.
std::string inflated(std::string_view packed, std::size_t room) {
  z_stream stream{};
  std::string out;
  if (inflateInit(&stream) != Z_OK) return out;
  std::array<unsigned char, 65536> chunk{};
  stream.next_in = const_cast<unsigned char*>(reinterpret_cast<const unsigned char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  int state = Z_OK;
  while (state == Z_OK && out.size() <= room) {
    stream.next_out = chunk.data();
    stream.avail_out = static_cast<uInt>(chunk.size());
    state = inflate(&stream, Z_NO_FLUSH);
    out.append(reinterpret_cast<const char*>(chunk.data()), chunk.size() - stream.avail_out);
    if (stream.avail_out != 0 && stream.avail_in == 0) break;
  }
  inflateEnd(&stream);
  return out;
}

class Check {
 public:
  explicit Check(std::string_view bytes) : bytes_(bytes) {}

  // Telling names are looked for everywhere, since what is a stream is only what looks like one; short ones outside of streams.
  std::optional<Sentence> run() {
    if (auto refused = scan(bytes_, telling_length)) return refused;
    std::size_t at = 0;
    while (at < bytes_.size()) {
      const std::size_t stream = next_stream(at);
      const std::string_view before = bytes_.substr(at, std::min(stream, bytes_.size()) - at);
      if (auto refused = scan(before, 0)) return refused;
      if (stream >= bytes_.size()) break;
      const std::size_t end = std::min(bytes_.find("endstream", stream), bytes_.size());
      if (auto refused = look_into(before, bytes_.substr(stream, end - stream))) return refused;
      at = end;
    }
    return std::nullopt;
  }

 private:
  // Where the data of the next stream begins; the end where there is none. The keyword is followed by a line's end (7.3.8.1).
  std::size_t next_stream(std::size_t from) const {
    for (std::size_t at = bytes_.find("stream", from); at != std::string_view::npos; at = bytes_.find("stream", at + 1)) {
      if (at >= 3 && bytes_.substr(at - 3, 3) == "end") continue;
      const std::string_view after = bytes_.substr(at + 6, 2);
      if (after.starts_with("\r\n")) return at + 8;
      if (after.starts_with('\n') || after.starts_with('\r')) return at + 7;
    }
    return bytes_.size();
  }

  static std::optional<Sentence> scan(std::string_view text, std::size_t length_min) {
    for (std::size_t at = text.find('/'); at != std::string_view::npos; at = text.find('/', at + 1)) {
      const std::string name = name_at(text, at);
      if (name.size() < length_min) continue;
      if (name == "Encrypt") return Sentence{"is encrypted: what is in it could not be checked", "terenkripsi: isinya tidak dapat diperiksa"};
      if (std::ranges::find(active, name) != active.end()) return active_content(name);
    }
    return std::nullopt;
  }

  static bool has_name(std::string_view text, std::string_view wanted) {
    for (std::size_t at = text.find('/'); at != std::string_view::npos; at = text.find('/', at + 1))
      if (name_at(text, at) == wanted) return true;
    return false;
  }

  // Of streams those of objects alone hold any (7.5.7). They are read as they stand and unpacked; what cannot be unpacked by itself, or is
  // rearranged by a predictor, cannot be checked.
  std::optional<Sentence> look_into(std::string_view before, std::string_view data) {
    if (!has_name(before, "ObjStm")) return std::nullopt;
    if (auto refused = scan(data, 0)) return refused;
    if (!has_name(before, "Filter")) return std::nullopt;
    const std::string objects = has_name(before, "Predictor") ? std::string() : inflated(data, inflated_bytes_max - inflated_);
    if (objects.empty())
      return Sentence{"packs its objects in a way that cannot be checked", "mengemas objeknya dengan cara yang tidak dapat diperiksa"};
    inflated_ += objects.size();
    if (inflated_ > inflated_bytes_max) return Sentence{"unpacks to too much", "isinya terlalu besar setelah dibuka"};
    return scan(objects, 0);
  }

  std::string_view bytes_;
  std::size_t inflated_ = 0;
};

}  // namespace

std::optional<Sentence> refuse_pdf(std::string_view bytes) {
  const std::string_view tail = bytes.substr(bytes.size() - std::min(bytes.size(), tail_bytes));
  if (tail.find("%%EOF") == std::string_view::npos)
    return Sentence{"is cut off: a PDF ends with %%EOF", "terpotong: PDF berakhir dengan %%EOF"};
  return Check(bytes).run();
}

}  // namespace jejak::documents
