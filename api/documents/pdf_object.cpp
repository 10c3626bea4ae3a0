#include "api/documents/pdf_object.hpp"

#include <algorithm>

namespace jejak::documents {

namespace {

using Kind = PdfObject::Kind;

bool is_space(char c) { return c == '\0' || std::string_view(" \t\r\n\f").find(c) != std::string_view::npos; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// The character that a backslash and what follows it stand for; nothing for a line that goes on (7.3.4.2).
void add_escaped(std::string_view bytes, std::size_t& at, std::string& text) {
  const char c = bytes[at];
  if (c >= '0' && c <= '7') {
    int code = 0;
    for (int i = 0; i < 3 && at < bytes.size() && bytes[at] >= '0' && bytes[at] <= '7'; ++i, ++at) code = code * 8 + (bytes[at] - '0');
    text += static_cast<char>(code);
    return;
  }
  ++at;
  if (c == '\r' && at < bytes.size() && bytes[at] == '\n') ++at;
  if (c == '\r' || c == '\n') return;
  constexpr std::string_view letters = "nrtbf", meanings = "\n\r\t\b\f";
  const std::size_t which = letters.find(c);
  text += which == std::string_view::npos ? c : meanings[which];
}

PdfObject read_text(std::string_view bytes, std::size_t& at) {
  PdfObject object{.kind = Kind::text};
  int open = 1;
  for (++at; at < bytes.size();) {
    const char c = bytes[at++];
    if (c == '\\' && at < bytes.size()) {
      add_escaped(bytes, at, object.value);
      continue;
    }
    open += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (open == 0) return object;
    object.value += c;
  }
  return {};
}

PdfObject read_hexadecimal(std::string_view bytes, std::size_t& at) {
  PdfObject object{.kind = Kind::text};
  int high = -1;
  for (++at; at < bytes.size() && bytes[at] != '>'; ++at) {
    const int digit = hex_digit(bytes[at]);
    if (digit < 0) {
      if (is_space(bytes[at])) continue;
      return {};
    }
    if (high >= 0) object.value += static_cast<char>(high * 16 + digit);
    high = high >= 0 ? -1 : digit;
  }
  if (at >= bytes.size()) return {};
  ++at;
  if (high >= 0) object.value += static_cast<char>(high * 16);
  return object;
}

PdfObject read_name(std::string_view bytes, std::size_t& at) {
  PdfObject object{.kind = Kind::name, .value = pdf_name_at(bytes, at)};
  for (++at; at < bytes.size() && !ends_pdf_name(bytes[at]); ++at) {}
  return object;
}

PdfObject read_array(std::string_view bytes, std::size_t& at, int depth) {
  PdfObject object{.kind = Kind::array};
  for (++at;;) {
    at = after_pdf_space(bytes, at);
    if (at < bytes.size() && bytes[at] == ']') return ++at, object;
    object.items.push_back(read_pdf_object(bytes, at, depth + 1));
    if (object.items.back().kind == Kind::none) return {};
  }
}

PdfObject read_dictionary(std::string_view bytes, std::size_t& at, int depth) {
  PdfObject object{.kind = Kind::dictionary};
  for (at += 2;;) {
    at = after_pdf_space(bytes, at);
    if (bytes.substr(std::min(at, bytes.size()), 2) == ">>") return at += 2, object;
    if (at >= bytes.size() || bytes[at] != '/') return {};
    std::string key = read_name(bytes, at).value;
    object.members.emplace_back(std::move(key), read_pdf_object(bytes, at, depth + 1));
    if (object.members.back().second.kind == Kind::none) return {};
  }
}

std::string digits_at(std::string_view bytes, std::size_t at) {
  const std::size_t begin = at;
  while (at < bytes.size() && is_digit(bytes[at])) ++at;
  return std::string(bytes.substr(begin, at - begin));
}

// "12 0 R" is a reference; the same numbers without the R are two numbers.
PdfObject read_word(std::string_view bytes, std::size_t& at) {
  const std::size_t begin = at;
  while (at < bytes.size() && !ends_pdf_name(bytes[at])) ++at;
  PdfObject object{.kind = Kind::word, .value = std::string(bytes.substr(begin, at - begin))};
  if (object.value.empty()) return {};
  if (object.value.find_first_not_of("0123456789+-.") != std::string::npos) return object;
  object.kind = Kind::number;
  const std::size_t generation = after_pdf_space(bytes, at);
  const std::string digits = digits_at(bytes, generation);
  const std::size_t letter = after_pdf_space(bytes, generation + digits.size());
  if (digits.empty() || letter >= bytes.size() || bytes[letter] != 'R' || (letter + 1 < bytes.size() && !ends_pdf_name(bytes[letter + 1]))) return object;
  object.kind = Kind::reference;
  at = letter + 1;
  return object;
}

}  // namespace

const PdfObject* PdfObject::find(std::string_view key) const {
  const auto found = std::find_if(members.rbegin(), members.rend(), [&](const auto& member) { return member.first == key; });
  return found == members.rend() ? nullptr : &found->second;
}

bool ends_pdf_name(char c) { return is_space(c) || std::string_view("()<>[]{}/%").find(c) != std::string_view::npos; }

std::size_t after_pdf_space(std::string_view bytes, std::size_t at) {
  while (at < bytes.size() && (is_space(bytes[at]) || bytes[at] == '%')) {
    if (bytes[at] == '%') {
      at = bytes.find_first_of("\r\n", at);
      if (at == std::string_view::npos) return bytes.size();
    }
    ++at;
  }
  return at;
}

std::string pdf_name_at(std::string_view bytes, std::size_t at) {
  std::string name;
  for (++at; at < bytes.size() && !ends_pdf_name(bytes[at]) && name.size() < 64; ++at) {
    const bool escaped = bytes[at] == '#' && at + 2 < bytes.size() && hex_digit(bytes[at + 1]) >= 0 && hex_digit(bytes[at + 2]) >= 0;
    name += escaped ? static_cast<char>(hex_digit(bytes[at + 1]) * 16 + hex_digit(bytes[at + 2])) : bytes[at];
    if (escaped) at += 2;
  }
  return name;
}

PdfObject read_pdf_object(std::string_view bytes, std::size_t& at, int depth) {
  at = after_pdf_space(bytes, at);
  if (at >= bytes.size() || depth > pdf_depth_max) return {};
  const char c = bytes[at];
  if (c == '/') return read_name(bytes, at);
  if (c == '(') return read_text(bytes, at);
  if (c == '[') return read_array(bytes, at, depth);
  if (c == '<') return bytes.substr(at, 2) == "<<" ? read_dictionary(bytes, at, depth) : read_hexadecimal(bytes, at);
  return read_word(bytes, at);
}

}  // namespace jejak::documents
