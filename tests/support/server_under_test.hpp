#pragma once
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/core/json.hpp"
#include "tools/bench_child.hpp"
#include "tools/bench_client.hpp"

namespace jejak {

// Generous, for a loaded machine under sanitizers; nothing waits for it to pass.
inline constexpr std::chrono::seconds patience{60};

// A folder of its own below the system's temporary one; removed at the end unless the test failed.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "jejak-test-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!testing::Test::HasFailure()) std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// How a run of the program ended, and what it wrote.
struct Ended {
  int code = -1;
  std::string out;
  std::string errors;
};

// The real program on one store.
class Program {
 public:
  Program(std::string binary, std::filesystem::path folder)
      : binary_(std::move(binary)),
        folder_(std::move(folder)),
        store_("sqlite:" + (folder_ / "store").string()) {}

  const std::string& store() const { return store_; }
  std::filesystem::path store_folder() const { return folder_ / "store"; }
  std::filesystem::path errors_file() const { return folder_ / "stderr"; }

  // Runs it to its end.
  Ended run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), binary_);
    const auto errors = folder_ / "stderr-of-run";
    std::filesystem::remove(errors);
    tools::Child child(arguments, errors.string());
    Ended ended;
    ended.out = child.read_all(patience);
    ended.code = child.wait(patience).value_or(-1);
    std::ifstream text(errors);
    ended.errors.assign(std::istreambuf_iterator<char>(text), {});
    return ended;
  }

  // The program as a server on a free port of loopback; started, not yet listening.
  std::unique_ptr<tools::Child> start_server(std::vector<std::string> further = {}) const {
    std::vector<std::string> arguments{binary_, "serve", "--store", store_, "--listen", "127.0.0.1:0"};
    arguments.insert(arguments.end(), further.begin(), further.end());
    return std::make_unique<tools::Child>(arguments, errors_file().string());
  }

 private:
  std::string binary_;
  std::filesystem::path folder_;
  std::string store_;
};

// The member of a JSON object as text; throws where it is not there.
inline std::string text_of(const json::value& document, std::string_view pointer) {
  const json::value* found = find_pointer(document, pointer);
  if (found == nullptr)
    throw std::runtime_error("nothing at " + std::string(pointer) + " of " + canonical_json(document));
  return found->is_string() ? std::string(found->get_string()) : canonical_json(*found);
}

inline json::value json_of(std::string_view text) {
  auto parsed = parse_json(text);
  if (!parsed) throw std::runtime_error("not JSON: " + std::string(text));
  return *std::move(parsed);
}

// A caller with a key (or none, for the public) of a server on loopback.
class Caller {
 public:
  Caller(std::uint16_t port, std::string key) : client_(port), port_(port), key_(std::move(key)) {}

  std::uint16_t port() const { return port_; }

  tools::HttpAnswer call(std::string_view method, std::string_view target, std::string_view body = {},
                         tools::HttpFields fields = {}) {
    if (!key_.empty()) fields.emplace_back("Authorization", "Bearer " + key_);
    auto answer = client_.send(tools::http_request(method, target, body, fields));
    if (!answer) throw std::runtime_error("no answer to " + std::string(method) + " " + std::string(target));
    return *std::move(answer);
  }
  // The body of an answer that must be a 2xx.
  json::value good(std::string_view method, std::string_view target, std::string_view body = {},
                   tools::HttpFields fields = {}) {
    const auto answer = call(method, target, body, std::move(fields));
    if (answer.status / 100 != 2) {
      throw std::runtime_error(std::string(method) + " " + std::string(target) + " " + std::string(body) +
                               ": " + std::to_string(answer.status) + " " + answer.body);
    }
    return json_of(answer.body);
  }

 private:
  tools::HttpClient client_;
  std::uint16_t port_;
  std::string key_;
};

}  // namespace jejak
