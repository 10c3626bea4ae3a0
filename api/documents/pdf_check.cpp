#include "api/documents/pdf_check.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <deque>
#include <string>

#include "api/documents/pdf_action.hpp"
#include "api/documents/pdf_object.hpp"

namespace jejak::documents {

namespace {

using workflows::Sentence;

constexpr std::size_t inflated_bytes_max = 32U << 20U;  // of all object streams of a file together
constexpr std::array<std::string_view, 14> active = {"JavaScript", "JS",  "Launch",     "EmbeddedFile", "EmbeddedFiles", "RichMedia", "XFA",
                                                     "SubmitForm", "ImportData", "GoToR", "GoToE",    "GoToDp",        "Rendition", "Filespec"};
// Names this long do not come about by chance in the bytes of a picture.
constexpr std::size_t telling_length = 5;

Sentence active_content(const std::string& name) {
  return {"has active content (/" + name + "): save it without scripts, actions, forms, embedded files and links to files",
          "memuat isi aktif (/" + name + "): simpan tanpa skrip, aksi, formulir, berkas sisipan, dan tautan ke berkas"};
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

  // Telling names are looked for everywhere, since what is a stream is only what looks like one; short ones outside of streams. Actions
  // are judged at the end, when it is known what every reference leads to.
  std::optional<Sentence> run() {
    gather_objects();
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
    if (!has_root_ || !has_pages_ || !has_kids_)
      return Sentence{"has no pages: a PDF has a /Root that leads to a tree of /Pages with /Kids", "tidak memiliki halaman: PDF memiliki /Root yang menuju pohon /Pages dengan /Kids"};
    return judge_actions();
  }

 private:
  struct Place {
    std::string_view value;  // what follows the name
    bool packed;             // in an object stream
  };

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

  // "12 0 obj" begins the object 12 (7.3.10).
  void gather_objects() {
    const auto digits_before = [this](std::size_t end) {
      std::size_t begin = end;
      while (begin > 0 && bytes_[begin - 1] >= '0' && bytes_[begin - 1] <= '9') --begin;
      return begin;
    };
    const auto space_before = [this](std::size_t end) {
      while (end > 0 && bytes_[end - 1] != '/' && std::string_view("()<>[]{}%").find(bytes_[end - 1]) == std::string_view::npos && ends_pdf_name(bytes_[end - 1])) --end;
      return end;
    };
    for (std::size_t at = bytes_.find("obj"); at != std::string_view::npos; at = bytes_.find("obj", at + 1)) {
      const std::size_t generation_end = space_before(at);
      const std::size_t generation = digits_before(generation_end);
      const std::size_t number_end = space_before(generation);
      const std::size_t number = digits_before(number_end);
      if (generation < generation_end && number < number_end) objects_.add(number_of(bytes_.substr(number, number_end - number)), bytes_.substr(at + 3));
    }
  }

  // "007" and "7" are one number.
  static std::string number_of(std::string_view digits) {
    const std::size_t first = digits.find_first_not_of('0');
    return std::string(first == std::string_view::npos ? "0" : digits.substr(first));
  }

  std::optional<Sentence> scan(std::string_view text, std::size_t length_min, bool packed = false) {
    for (std::size_t at = text.find('/'); at != std::string_view::npos; at = text.find('/', at + 1)) {
      const std::string name = pdf_name_at(text, at);
      if (name == "URI") {
        if (auto refused = refuse_address(after_name(text, at))) return placed(*std::move(refused), {text.substr(at), packed});
      }
      if (name.size() < length_min) continue;
      if (name == "Encrypt") return Sentence{"is encrypted: what is in it could not be checked", "terenkripsi: isinya tidak dapat diperiksa"};
      if (std::ranges::find(active, name) != active.end()) return placed(active_content(name), {text.substr(at), packed});
      if (name == "OpenAction") open_actions_.push_back({after_name(text, at), packed});
      if (name == "AA") additional_.push_back({after_name(text, at), packed});
      has_root_ = has_root_ || name == "Root";
      has_pages_ = has_pages_ || name == "Pages";
      has_kids_ = has_kids_ || name == "Kids";
    }
    return std::nullopt;
  }

  static std::string_view after_name(std::string_view text, std::size_t at) {
    for (++at; at < text.size() && !ends_pdf_name(text[at]); ++at) {}
    return text.substr(at);
  }

  // Says where it was found, for who has to look for it.
  Sentence placed(Sentence sentence, const Place& place) const {
    const std::string at = std::to_string(place.value.data() - bytes_.data());
    sentence.en += place.packed ? " (in a packed object)" : " (at byte " + at + ")";
    sentence.id += place.packed ? " (dalam objek terkemas)" : " (pada bita " + at + ")";
    return sentence;
  }

  std::optional<Sentence> judge_actions() const {
    for (const Place& place : open_actions_)
      if (auto refused = refuse_open_action(place.value, objects_)) return placed(*std::move(refused), place);
    for (const Place& place : additional_)
      if (auto refused = refuse_additional_actions(place.value, objects_)) return placed(*std::move(refused), place);
    return std::nullopt;
  }

  static bool has_name(std::string_view text, std::string_view wanted) {
    for (std::size_t at = text.find('/'); at != std::string_view::npos; at = text.find('/', at + 1))
      if (pdf_name_at(text, at) == wanted) return true;
    return false;
  }

  // Of streams those of objects alone hold any (7.5.7). They are read as they stand and unpacked; what cannot be unpacked by itself, or is
  // rearranged by a predictor, cannot be checked.
  std::optional<Sentence> look_into(std::string_view before, std::string_view data) {
    if (!has_name(before, "ObjStm")) return std::nullopt;
    if (auto refused = scan(data, 0)) return refused;
    if (!has_name(before, "Filter")) return gather_packed(before, data), std::nullopt;
    const std::string& objects = unpacked_.emplace_back(has_name(before, "Predictor") ? std::string() : inflated(data, inflated_bytes_max - inflated_));
    if (objects.empty())
      return Sentence{"packs its objects in a way that cannot be checked", "mengemas objeknya dengan cara yang tidak dapat diperiksa"};
    inflated_ += objects.size();
    if (inflated_ > inflated_bytes_max) return Sentence{"unpacks to too much", "isinya terlalu besar setelah dibuka"};
    gather_packed(before, objects);
    return scan(objects, 0, true);
  }

  // The stream begins with pairs of an object's number and where it begins, counted from /First.
  void gather_packed(std::string_view before, std::string_view stream) {
    const std::size_t key = before.rfind("/First");
    const std::size_t first = key == std::string_view::npos ? 0 : whole_number(before, key + 6);
    for (std::size_t at = 0; at < first && at < stream.size();) {
      const PdfObject number = read_pdf_object(stream.substr(0, first), at);
      const std::size_t offset = whole_number(stream, at);
      if (number.kind != PdfObject::Kind::number || offset > stream.size() || first > stream.size() - offset) return;
      objects_.add(number_of(number.value), stream.substr(first + offset));
      read_pdf_object(stream, at);
    }
  }

  // The number that stands at or after `at`; more than any file has where there is none.
  static std::size_t whole_number(std::string_view text, std::size_t at) {
    const PdfObject number = read_pdf_object(text, at);
    const bool whole = number.kind == PdfObject::Kind::number && number.value.size() <= 9 && number.value.find_first_not_of("0123456789") == std::string::npos;
    return whole ? std::stoul(number.value) : std::string_view::npos;
  }

  std::string_view bytes_;
  std::size_t inflated_ = 0;
  std::deque<std::string> unpacked_;
  PdfObjects objects_;
  std::vector<Place> open_actions_, additional_;
  bool has_root_ = false, has_pages_ = false, has_kids_ = false;
};

}  // namespace

std::optional<Sentence> refuse_pdf(std::string_view bytes) {
  constexpr std::string_view mark = "%%EOF";
  const std::size_t end = bytes.rfind(mark);
  if (end == std::string_view::npos) return Sentence{"is cut off: a PDF ends with %%EOF", "terpotong: PDF berakhir dengan %%EOF"};
  const std::size_t behind = bytes.find_first_not_of(std::string_view("\0 \t\r\n\f", 6), end + mark.size());
  if (behind != std::string_view::npos) {
    const std::string count = std::to_string(bytes.size() - behind), at = std::to_string(behind);
    return Sentence{"has " + count + " bytes behind its end (%%EOF), from byte " + at, "memuat " + count + " bita sesudah akhirnya (%%EOF), mulai bita " + at};
  }
  return Check(bytes).run();
}

}  // namespace jejak::documents
