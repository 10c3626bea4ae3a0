// What must not be written, and names that say nothing. This file spells its own words in halves where it
// would find itself.
#include <algorithm>
#include <cctype>
#include <functional>

#include "tests/tidy/rules.hpp"

namespace tidy {
namespace {

enum class Where { text, code };  // everywhere, or outside of comments and strings

struct Pattern {
  std::string words;
  Where where = Where::code;
  std::vector<std::string_view> folders;  // where it is banned; empty: everywhere
  std::vector<std::string_view> allowed;  // files and folders that may have it
  std::string fix;
};

const std::vector<std::string_view> pure = {"engine/core", "engine/statechart", "engine/rules", "workflows"};

const std::vector<Pattern> patterns = {
    {"TO"
     "DO",
     Where::text,
     {},
     {},
     "do it, or open an issue and say nothing here"},
    {"FIX"
     "ME",
     Where::text,
     {},
     {},
     "fix it, or open an issue and say nothing here"},
    {"XX"
     "X",
     Where::text,
     {},
     {},
     "do it, or open an issue and say nothing here"},
    {"using namespace std;", Where::code, {}, {}, "write std:: where it is meant"},
    {"std::rand", Where::code, {}, {}, "take randomness from the entropy port"},
    {"srand", Where::code, {}, {}, "take randomness from the entropy port"},
    {"system_clock::now",
     Where::code,
     {},
     {"tools/system_clock.hpp", "api/http/log.cpp"},
     "ask the clock port (only its adapter, and the time in front of a log line, read the system's clock)"},
    {"steady_clock", Where::code, pure, {}, "time is data here: take it as an argument"},
    {"random_device", Where::code, pure, {}, "take the bytes as an argument"},
    {"getenv",
     Where::code,
     {"engine", "workflows", "storage", "api"},
     {},
     "settings are read in tools and handed in"},
    {"sleep_for", Where::code, {"tests"}, {}, "wait for what you wait for, with a time limit"},
    {"sleep_until", Where::code, {"tests"}, {}, "wait for what you wait for, with a time limit"},
    {"usleep", Where::code, {"tests"}, {}, "wait for what you wait for, with a time limit"},
    {"float", Where::code, {"workflows"}, {}, "whatever decides is a Decimal, a Rational or an integer"},
    {"double", Where::code, {"workflows"}, {"workflows/decision/linear_program.cpp"}, "whatever decides is a Decimal, a Rational or an integer"},
    {"catch (...)",
     Where::code,
     {},
     {"api/http/session.cpp", "tools/main.cpp", "engine/runtime/command_processor.cpp"},
     "a bug is caught once, in the session or at the end of a thread; catch what you can name"},
    {"/ho"
     "me/",
     Where::text,
     {},
     {},
     "a path of one machine; make it relative or a setting"},
    {"/Use"
     "rs/",
     Where::text,
     {},
     {},
     "a path of one machine; make it relative or a setting"},
    {"/ro"
     "ot/",
     Where::text,
     {},
     {},
     "a path of one machine; make it relative or a setting"},
    {"/wo"
     "rk/",
     Where::text,
     {},
     {},
     "a path of one machine; make it relative or a setting"},
};

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// The next place where `words` stand by themselves, not as part of a longer word or path.
std::size_t find_words(std::string_view text, const std::string& words, std::size_t from) {
  for (std::size_t at = text.find(words, from); at != std::string_view::npos; at = text.find(words, at + 1)) {
    const char before = at == 0 ? ' ' : text[at - 1];
    const std::size_t end = at + words.size();
    const char after = end < text.size() ? text[end] : ' ';
    const bool begins = words.front() == '/'
                            ? !is_word(before) && before != '.' && before != '-' && before != '}'
                            : !is_word(before);
    if (begins && !(is_word(words.back()) && is_word(after))) return at;
  }
  return std::string_view::npos;
}

bool in_any(std::string_view path, const std::vector<std::string_view>& places) {
  return std::any_of(places.begin(), places.end(), [path](auto place) { return within(path, place); });
}

// Words of a name that could be said of anything.
bool says_nothing(std::string_view name) {
  for (const std::string_view word : {"Manager", "Helper", "Util"}) {
    const std::size_t at = name.find(word);
    if (at == std::string_view::npos) continue;
    const std::size_t end = at + word.size();
    if (end == name.size() || std::islower(static_cast<unsigned char>(name[end])) == 0 ||
        name.substr(end) == "s")
      return true;
  }
  return name == "manager" || name == "helper" || name == "helpers" || name == "util" || name == "utils" ||
         name.ends_with("_manager") || name.ends_with("_helper") || name.ends_with("_helpers") ||
         name.ends_with("_util") || name.ends_with("_utils");
}

void for_each_word(std::string_view text, const std::function<void(std::string_view, std::size_t)>& visit) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_word(text[end])) ++end;
    if (end > at) visit(text.substr(at, end - at), at);
    at = std::max(end, at + 1);
  }
}

}  // namespace

Findings check_patterns(const File& file) {
  Findings findings;
  for (const Pattern& pattern : patterns) {
    if (!pattern.folders.empty() && !in_any(file.path, pattern.folders)) continue;
    if (in_any(file.path, pattern.allowed)) continue;
    const std::string& text = pattern.where == Where::text ? file.text : file.code;
    for (std::size_t at = find_words(text, pattern.words, 0); at != std::string::npos;
         at = find_words(text, pattern.words, at + 1)) {
      findings.push_back({place_of(file, at), "has `" + pattern.words + "`", pattern.fix});
    }
  }
  return findings;
}

Findings check_names(const File& file) {
  Findings findings;
  const std::string fix = "name it for what it does";
  for_each_word(file.path, [&](std::string_view word, std::size_t) {
    if (says_nothing(word)) findings.push_back({file.path, "is called " + std::string(word), fix});
  });
  for_each_word(file.code, [&](std::string_view word, std::size_t at) {
    if (says_nothing(word))
      findings.push_back({place_of(file, at), "has the name " + std::string(word), fix});
  });
  return findings;
}

}  // namespace tidy
