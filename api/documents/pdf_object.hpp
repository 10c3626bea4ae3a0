#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jejak::documents {

// One object of a PDF, as it is written (ISO 32000-1, 7.3): what a check has to see, no more.
struct PdfObject {
  enum class Kind { none, number, word, name, text, array, dictionary, reference };
  Kind kind = Kind::none;
  std::string value = {};  // of a name or text with its escapes undone; of a number or word as it stands; of a reference the object's number
  std::vector<PdfObject> items = {};
  std::vector<std::pair<std::string, PdfObject>> members = {};

  bool is_name(std::string_view name) const { return kind == Kind::name && value == name; }
  const PdfObject* find(std::string_view key) const;  // the last of that key; null where there is none
};

inline constexpr int pdf_depth_max = 32;

bool ends_pdf_name(char c);
std::size_t after_pdf_space(std::string_view bytes, std::size_t at);  // behind white space and comments

// The name that begins with the slash at `at`, with #xx undone.
std::string pdf_name_at(std::string_view bytes, std::size_t at);

// The object that begins at or after `at`, which is moved behind it. Of kind `none` where none begins there, or it is broken off.
PdfObject read_pdf_object(std::string_view bytes, std::size_t& at, int depth = 0);

}  // namespace jejak::documents
