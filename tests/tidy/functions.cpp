// Finds functions by their braces (by their indentation in Python); good enough for code that a formatter has
// laid out.
#include <algorithm>
#include <array>
#include <cctype>

#include "tests/tidy/rules.hpp"

namespace tidy {
namespace {

std::size_t lines_between(std::string_view text, std::size_t first, std::size_t last) {
  return 1 + static_cast<std::size_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(first),
                                                 text.begin() + static_cast<std::ptrdiff_t>(last), '\n'));
}

bool starts_with_word(std::string_view text, std::string_view word) {
  return text.starts_with(word) &&
         (text.size() == word.size() || std::isalnum(static_cast<unsigned char>(text[word.size()])) == 0);
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0) text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) text.remove_suffix(1);
  return text;
}

// What a `{` opens, by what stands before it.
enum class Opens { container, function, data };

Opens opened_by(std::string_view head, Language language) {
  head = trimmed(head);
  while (starts_with_word(head, "export") || starts_with_word(head, "default") ||
         starts_with_word(head, "inline")) {
    head = trimmed(head.substr(head.find_first_of(" \n")));
  }
  if (starts_with_word(head, "template")) {
    const std::size_t close = head.find('>');
    if (close != std::string_view::npos) head = trimmed(head.substr(close + 1));
  }
  static constexpr std::array<std::string_view, 8> containers = {
      "namespace", "class", "struct", "enum", "union", "extern", "interface", "declare"};
  const bool named = std::any_of(containers.begin(), containers.end(),
                                 [head](std::string_view word) { return starts_with_word(head, word); });
  const std::size_t parenthesis = head.find('(');
  if (named && (parenthesis == std::string_view::npos || language == Language::typescript))
    return Opens::container;
  if (language == Language::typescript && (head.ends_with("=>") || head.ends_with(')')))
    return Opens::function;
  if (parenthesis == std::string_view::npos) return Opens::data;
  const std::size_t equals = head.find('=');
  const bool assigned = equals != std::string_view::npos && equals < parenthesis &&
                        head.substr(0, parenthesis).find("operator") == std::string_view::npos;
  return assigned ? Opens::data : Opens::function;
}

class Scanner {
 public:
  explicit Scanner(const File& file) : file_(file), code_(file.code) {}

  std::vector<Function> run() {
    for (at_ = 0; at_ < code_.size(); ++at_) {
      const char c = code_[at_];
      if (c == '#' && file_.language == Language::cpp && line_starts_here()) {
        skip_directive();
      } else if (depth_ > 0) {
        inside(c);
      } else {
        between(c);
      }
    }
    return std::move(functions_);
  }

 private:
  bool line_starts_here() const {
    const std::size_t last = code_.find_last_not_of(" \t", at_ == 0 ? 0 : at_ - 1);
    return at_ == 0 || last == std::string_view::npos || code_[last] == '\n';
  }

  void skip_directive() {
    std::size_t end = code_.find('\n', at_);
    while (end != std::string_view::npos && end > 0 && code_[end - 1] == '\\')
      end = code_.find('\n', end + 1);
    at_ = std::min(end, code_.size());
    if (depth_ == 0) head_ = at_ + 1;
  }

  // Within the braces of a function or of data: only their end matters.
  void inside(char c) {
    if (c == '{') ++depth_;
    if (c != '}' || --depth_ > 0) return;
    const std::size_t next = code_.find_first_not_of(" \t\n", at_ + 1);
    const char follows = next == std::string_view::npos ? '\n' : code_[next];
    if (is_function_ && follows != ',' && follows != '{') {
      const std::size_t first = code_.find_first_not_of(" \t\n", head_);
      functions_.push_back({first, lines_between(code_, first, at_)});
      head_ = at_ + 1;
    } else if (!is_function_ && follows != ',' && follows != '(' && follows != ')' && follows != ';') {
      head_ = at_ + 1;
    }
  }

  void between(char c) {
    if (c == '(') ++parentheses_;
    if (c == ')') --parentheses_;
    if (c == '{') {
      const Opens opens = opened_by(code_.substr(head_, at_ - head_), file_.language);
      if (opens == Opens::container && parentheses_ == 0) {
        head_ = at_ + 1;
      } else {
        is_function_ = opens == Opens::function;
        depth_ = 1;
      }
    }
    if (parentheses_ == 0 && (c == ';' || c == '}' || (c == ':' && is_access_label()))) head_ = at_ + 1;
  }

  bool is_access_label() const {
    const std::string_view label = trimmed(code_.substr(head_, at_ - head_));
    return label == "public" || label == "private" || label == "protected";
  }

  const File& file_;
  std::string_view code_;
  std::vector<Function> functions_;
  std::size_t at_ = 0;
  std::size_t head_ = 0;  // where the text before the next brace begins
  int depth_ = 0;
  int parentheses_ = 0;
  bool is_function_ = false;
};

std::vector<Function> python_functions(const File& file) {
  std::vector<Function> functions;
  std::vector<std::pair<std::size_t, Function>> open;  // indentation, function
  std::size_t start = 0, line_number = 0;
  while (start < file.code.size()) {
    const std::size_t end = std::min(file.code.find('\n', start), file.code.size());
    const std::string_view line = std::string_view(file.code).substr(start, end - start);
    ++line_number;
    const std::size_t indentation = line.find_first_not_of(' ');
    if (indentation != std::string_view::npos) {
      while (!open.empty() && indentation <= open.back().first && line[indentation] != ')') {
        functions.push_back(open.back().second);
        open.pop_back();
      }
      for (auto& [outer, function] : open) function.lines = lines_between(file.code, function.offset, start);
      if (line.substr(indentation).starts_with("def ") ||
          line.substr(indentation).starts_with("async def ")) {
        open.push_back({indentation, {start, 1}});
      }
    }
    start = end + 1;
  }
  for (const auto& [indentation, function] : open) functions.push_back(function);
  return functions;
}

}  // namespace

std::vector<Function> functions_of(const File& file) {
  if (file.language == Language::other) return {};
  return file.language == Language::python ? python_functions(file) : Scanner(file).run();
}

Findings check_size(const File& file) {
  Findings findings;
  if (file.language == Language::other) return findings;
  const auto lines = static_cast<std::size_t>(std::count(file.text.begin(), file.text.end(), '\n'));
  if (lines > file_lines_max) {
    findings.push_back({file.path,
                        "has " + std::to_string(lines) + " lines, over " + std::to_string(file_lines_max),
                        "split it by what its parts are about"});
  }
  for (const Function& function : functions_of(file)) {
    if (function.lines <= function_lines_max) continue;
    findings.push_back({place_of(file, function.offset),
                        "a function of " + std::to_string(function.lines) + " lines, over " +
                            std::to_string(function_lines_max),
                        "give its steps names of their own"});
  }
  return findings;
}

}  // namespace tidy
