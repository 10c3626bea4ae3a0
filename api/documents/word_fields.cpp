#include "api/documents/word_fields.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "api/documents/office_part.hpp"
#include "api/documents/xml_walk.hpp"

namespace jejak::documents {

namespace {

using namespace std::string_view_literals;
using workflows::Sentence;

// The first word of a field's instruction, in capitals, without quotation marks.
std::string kind_of(std::string_view instruction) {
  std::string kind;
  for (const char c : instruction) {
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (letter) {
      kind += c >= 'a' ? static_cast<char>(c - 32) : c;
    } else if (!kind.empty()) {
      break;
    }
  }
  return kind;
}

std::optional<Sentence> refuse_kind(std::string_view instruction, std::string_view where) {
  static constexpr std::array active = {"DDE"sv, "DDEAUTO"sv, "LINK"sv, "INCLUDETEXT"sv, "INCLUDE"sv, "DATABASE"sv, "IMPORT"sv};
  const std::string kind = kind_of(instruction);
  if (std::ranges::find(active, kind) == active.end()) return std::nullopt;
  return active_part({"a field " + kind, "kolom " + kind}, where);
}

// Fields may stand in one another, each between its marks, with its instruction in pieces.
class Fields {
 public:
  explicit Fields(std::string_view where) : where_(where) {}

  std::optional<Sentence> start(const XmlStart& element) {
    if (element.name == "fldSimple") return refuse_kind(element.find("instr"), where_);
    takes_text_ = element.name == "instrText" || element.name == "delInstrText";
    if (element.name != "fldChar") return std::nullopt;
    const std::string_view mark = element.find("fldCharType");
    if (mark == "begin") return begin();
    if (open_.empty()) return std::nullopt;
    auto refused = mark == "separate" || mark == "end" ? refuse_kind(open_.back(), where_) : std::nullopt;
    if (mark == "end") open_.pop_back();
    return refused;
  }

  std::optional<Sentence> end(std::string_view name) {
    if (name == "instrText" || name == "delInstrText") takes_text_ = false;
    return std::nullopt;
  }

  void add(std::string_view text) {
    if (!takes_text_) return;
    if (open_.empty()) open_.emplace_back();  // an instruction outside of a field's marks: readers differ
    if (open_.back().size() < 4096) open_.back() += text;
  }

  std::optional<Sentence> finish() const {
    for (const std::string& instruction : open_)
      if (auto refused = refuse_kind(instruction, where_)) return refused;
    return std::nullopt;
  }

 private:
  std::optional<Sentence> begin() {
    const bool computed = !open_.empty() && open_.back().find_first_not_of(" \t\r\n\"") == std::string::npos;
    open_.emplace_back();
    if (!computed) return std::nullopt;
    return active_part({"a field whose kind is the result of another", "kolom yang jenisnya hasil kolom lain"}, where_);
  }

  std::string_view where_;
  std::vector<std::string> open_;
  bool takes_text_ = false;
};

}  // namespace

std::optional<Sentence> refuse_fields(std::string_view document, std::string_view where) {
  Fields fields(where);
  const XmlVisitor visitor{.start = [&](const XmlStart& element) { return fields.start(element); },
                           .end = [&](std::string_view name) { return fields.end(name); },
                           .text = [&](std::string_view text) { fields.add(text); }};
  if (auto refused = walk_xml(document, visitor)) return refused;
  return fields.finish();
}

}  // namespace jejak::documents
