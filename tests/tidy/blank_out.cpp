// Blanks out comments and the insides of literals, so that the rules look at code only.
#include <cctype>

#include "tests/tidy/source_tree.hpp"

namespace tidy {
namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

class Blanker {
 public:
  Blanker(std::string_view text, Language language) : text_(text), out_(text), language_(language) {}

  std::string run() && {
    while (at_ < text_.size()) {
      if (!comment() && !literal()) ++at_;
    }
    return std::move(out_);
  }

 private:
  bool next_is(std::string_view wanted) const { return text_.substr(at_, wanted.size()) == wanted; }
  char before() const { return at_ == 0 ? '\n' : text_[at_ - 1]; }

  // Everything up to `end` becomes spaces; lines stay lines.
  void blank_until(std::size_t end) {
    for (end = std::min(end, text_.size()); at_ < end; ++at_) {
      if (out_[at_] != '\n') out_[at_] = ' ';
    }
  }
  std::size_t past(std::string_view closing, std::size_t from) const {
    const std::size_t found = text_.find(closing, from);
    return found == std::string_view::npos ? text_.size() : found + closing.size();
  }

  bool comment() {
    if (language_ == Language::python) {
      if (text_[at_] != '#') return false;
      blank_until(text_.find('\n', at_));
      return true;
    }
    if (next_is("//")) {
      blank_until(text_.find('\n', at_));
    } else if (next_is("/*")) {
      blank_until(past("*/", at_ + 2));
    } else {
      return false;
    }
    return true;
  }

  bool literal() {
    const char c = text_[at_];
    if (language_ == Language::cpp) {
      if (c == '#' && is_include()) {
        at_ = std::min(text_.find('\n', at_), text_.size());
        return true;
      }
      if (c == '"' && before() == 'R') return raw_string();
      if (c == '\'' && is_word(before())) return false;  // parts the digits of a number
    }
    if (language_ == Language::python && (next_is("\"\"\"") || next_is("'''"))) {
      blank_until(past(text_.substr(at_, 3), at_ + 3));
      return true;
    }
    if (language_ == Language::typescript && (c == '`' || (c == '/' && starts_pattern())))
      return delimited(c, c == '`');
    if (c == '"' || c == '\'') return delimited(c, false);
    return false;
  }

  bool is_include() const {
    const std::size_t word = text_.find_first_not_of(" \t", at_ + 1);
    return word != std::string_view::npos && text_.substr(word, 7) == "include";
  }

  bool raw_string() {
    const std::size_t opening = text_.find('(', at_);
    if (opening == std::string_view::npos) return false;
    std::string closing = ")";
    closing.append(text_.substr(at_ + 1, opening - at_ - 1)).append("\"");
    ++at_;
    blank_until(past(closing, opening) - 1);
    ++at_;
    return true;
  }

  // A slash divides after a value and starts a pattern after anything else.
  bool starts_pattern() const {
    std::size_t last = at_;
    while (last > 0 && (text_[last - 1] == ' ' || text_[last - 1] == '\n')) --last;
    return last == 0 || std::string_view("(,=:[!&|?{};").find(text_[last - 1]) != std::string_view::npos;
  }

  bool delimited(char delimiter, bool over_lines) {
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != delimiter && (over_lines || text_[end] != '\n')) {
      end += text_[end] == '\\' ? 2 : 1;
    }
    ++at_;
    blank_until(end);
    if (at_ < text_.size() && text_[at_] == delimiter) ++at_;
    return true;
  }

  std::string_view text_;
  std::string out_;
  Language language_;
  std::size_t at_ = 0;
};

}  // namespace

std::string blank_out(std::string_view text, Language language) { return Blanker(text, language).run(); }

}  // namespace tidy
