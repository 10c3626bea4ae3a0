// The dependency rule.
#include <algorithm>
#include <string>

#include "tests/tidy/rules.hpp"

namespace tidy {
namespace {

struct Room {
  std::string_view folder;
  std::vector<std::string_view> may_include;
};

// The first that fits a file counts. Folders that are not listed include what they like.
const std::vector<Room>& rooms() {
  static const std::vector<Room> list = {
      {"engine/core", {"engine/core"}},
      {"engine/rules", {"engine/core", "engine/rules"}},
      {"engine/statechart", {"engine/core", "engine/rules", "engine/statechart"}},
      {"engine/ports", {"engine/core", "engine/ports"}},
      {"engine", {"engine"}},
      {"workflows", {"engine", "workflows"}},
      {"storage", {"engine", "storage"}},
      {"api/http", {"engine", "api/http"}},
      {"api/documents", {"engine", "workflows", "api/documents"}},
      {"api", {"engine", "workflows", "api"}},
      {"tools", {"engine", "workflows", "storage", "api", "tools"}},
  };
  return list;
}

struct Package {
  std::string_view header;  // how the name of the header starts
  std::vector<std::string_view> places;
};

const std::vector<Package>& packages() {
  static const std::vector<Package> list = {
      {"sqlite3", {"storage/sqlite", "tests"}},   {"SQLiteCpp/", {"storage/sqlite", "tests"}},
      {"libpq", {"storage/postgres", "tests"}},   {"boost/asio", {"api", "tools", "tests"}},
      {"boost/beast", {"api", "tools", "tests"}}, {"CLI/", {"tools", "tests"}},
      {"cairo", {"api/documents"}},               {"qrcodegen", {"api/documents"}},
      {"xlsxwriter", {"api/documents"}},          {"ft2build", {"api/documents"}},
  };
  return list;
}

const std::vector<std::string_view> pure = {"engine/core", "engine/statechart", "engine/rules", "workflows"};

// Clocks, randomness, files, sockets and threads: none of it where the same input must give the same answer
// for ever.
const std::vector<std::string_view> impure_headers = {
    "random",   "thread",        "fstream",      "filesystem",
    "iostream", "mutex",         "shared_mutex", "condition_variable",
    "future",   "stop_token",    "ctime",        "time.h",
    "unistd.h", "fcntl.h",       "sys/",         "netinet/",
    "arpa/",    "openssl/rand.h"};

bool in_any(std::string_view path, const std::vector<std::string_view>& folders) {
  return std::any_of(folders.begin(), folders.end(), [path](auto folder) { return within(path, folder); });
}

std::string listed(const std::vector<std::string_view>& names) {
  std::string out;
  for (const auto name : names) out.append(out.empty() ? "" : ", ").append(name);
  return out;
}

bool is_standard(std::string_view header) { return header.find_first_of("/.") == std::string_view::npos; }

void check_own(const File& file, std::string_view header, const std::string& place, Findings& findings) {
  if (within(header, "tests") && !within(file.path, "tests")) {
    findings.push_back({place, "includes \"" + std::string(header) + "\" from the tests",
                        "move what it needs out of tests/"});
    return;
  }
  for (const Room& room : rooms()) {
    if (!within(file.path, room.folder)) continue;
    if (!in_any(header, room.may_include)) {
      findings.push_back(
          {place, std::string(room.folder) + " includes \"" + std::string(header) + "\"",
           "include only " + listed(room.may_include) + "; pass the rest in as a value or a port"});
    }
    return;
  }
}

void check_package(const File& file, std::string_view header, const std::string& place, Findings& findings) {
  const std::string name = "<" + std::string(header) + ">";
  for (const Package& package : packages()) {
    if (header.starts_with(package.header) && !in_any(file.path, package.places)) {
      findings.push_back(
          {place, "includes " + name, "that package belongs in " + listed(package.places) + " only"});
      return;
    }
  }
  if (within(file.path, "engine/core") && !is_standard(header) && !header.starts_with("boost/json/") &&
      !header.starts_with("boost/system/")) {
    findings.push_back({place, "engine/core includes " + name,
                        "include only the standard library, Boost.System and Boost.JSON"});
  }
  const auto names = [header](std::string_view impure) {
    return header == impure || (impure.ends_with('/') && header.starts_with(impure));
  };
  if (in_any(file.path, pure) && std::any_of(impure_headers.begin(), impure_headers.end(), names)) {
    findings.push_back(
        {place, "a pure room includes " + name, "take the time, the bytes or the text as an argument"});
  }
}

}  // namespace

Findings check_includes(const File& file) {
  Findings findings;
  if (file.language != Language::cpp) return findings;
  std::size_t start = 0;
  while (start < file.code.size()) {
    const std::size_t end = std::min(file.code.find('\n', start), file.code.size());
    const std::string_view line = std::string_view(file.code).substr(start, end - start);
    const std::size_t hash = line.find_first_not_of(" \t");
    if (hash != std::string_view::npos && line[hash] == '#' &&
        line.find("include") != std::string_view::npos) {
      const std::size_t open = line.find_first_of("<\"");
      const std::size_t close = open == std::string_view::npos ? open : line.find_first_of(">\"", open + 1);
      if (close != std::string_view::npos) {
        const std::string_view header = line.substr(open + 1, close - open - 1);
        (line[open] == '"' ? check_own : check_package)(file, header, place_of(file, start), findings);
      }
    }
    start = end + 1;
  }
  return findings;
}

}  // namespace tidy
