#include "tools/bench_server.hpp"

#include <chrono>
#include <csignal>
#include <fstream>
#include <stdexcept>

namespace jejak::tools {

namespace {

constexpr std::chrono::seconds patience{120};
using Clock = std::chrono::steady_clock;

double wait_until_ready(std::uint16_t port, Clock::time_point started) {
  HttpClient client(port);
  while (Clock::now() < started + patience) {
    const auto answer = client.send(http_request("GET", "/readyz"));
    if (!answer)
      throw std::runtime_error("the server closed the connection instead of saying that it is ready");
    if (answer->status == 200) return std::chrono::duration<double>(Clock::now() - started).count();
  }
  throw std::runtime_error("the server did not become ready");
}

}  // namespace

ServerProcess::ServerProcess(const std::filesystem::path& folder)
    : child_({own_program(), "serve", "--store", "sqlite:" + folder.string(), "--listen", "127.0.0.1:0",
              "--log", "error"},
             folder.string() + ".stderr") {
  const auto started = Clock::now();
  port_ = wait_until_listening(child_, patience);
  seconds_to_ready_ = wait_until_ready(port_, started);
}

void ServerProcess::stop() {
  child_.signal(SIGTERM);
  const auto code = child_.wait(patience);
  if (code != 0) throw std::runtime_error("the server ended with " + std::to_string(code.value_or(-1)));
}

void ServerProcess::kill() {
  child_.signal(SIGKILL);
  child_.wait(patience);
}

ProbeProcess::ProbeProcess(const std::filesystem::path& folder, const std::filesystem::path& sample_log,
                           unsigned rows_per_write, const std::string& write_answer,
                           const std::string& view_answer) {
  std::filesystem::create_directories(folder);
  const auto written = folder / "write.json";
  const auto viewed = folder / "view.json";
  std::ofstream(written, std::ios::binary) << write_answer;
  std::ofstream(viewed, std::ios::binary) << view_answer;
  std::vector<std::string> arguments{own_program(),    "bench",          "probe-server",
                                     "--write-answer", written.string(), "--view-answer",
                                     viewed.string(),  "--rows",         std::to_string(rows_per_write)};
  if (!sample_log.empty()) {
    const std::string file = (folder / "probe.db").string();
    arguments.insert(arguments.end(), {"--sample-log", sample_log.string(), "--file", file});
  }
  child_ = std::make_unique<Child>(arguments, (folder / "stderr").string());
  port_ = wait_until_listening(*child_, patience);
}

json::value call(HttpClient& client, std::string_view method, std::string_view target, std::string_view key,
                 std::string_view body) {
  HttpFields fields;
  if (!key.empty()) fields.emplace_back("Authorization", "Bearer " + std::string(key));
  const auto answer = client.send(http_request(method, target, body, fields));
  const std::string asked = std::string(method) + " " + std::string(target) + " " + std::string(body);
  if (!answer) throw std::runtime_error(asked + ": no answer");
  auto parsed = parse_json(answer->body);
  if (answer->status / 100 != 2 || !parsed)
    throw std::runtime_error(asked + ": " + answer->head + answer->body);
  return *std::move(parsed);
}

std::string make_key(const std::filesystem::path& folder, const std::string& role) {
  Child child({own_program(), "key", "create", "--role", role, "--store", "sqlite:" + folder.string()},
              folder.string() + ".stderr");
  const auto key = child.read_line(patience);
  if (!key || child.wait(patience) != 0) throw std::runtime_error("no key was made");
  return *key;
}

}  // namespace jejak::tools
