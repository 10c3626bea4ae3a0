#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "tests/support/server_under_test.hpp"

namespace jejak::e2e {
namespace {

// Not how fast: that the command still fits the program that it measures, from the first request to the
// report.
TEST(Bench, measures_everything_it_promises_on_a_small_scale) {
  const TemporaryFolder folder;
  const Program program(JEJAK_BINARY, folder.path());
  const auto results = folder.path() / "results.json";
  const Ended ended = program.run({"bench", "--seconds", "0.1", "--rounds", "1", "--events", "1", "--dir",
                                   folder.path().string(), "--json", results.string()});
  ASSERT_EQ(ended.code, 0) << ended.out << ended.errors;

  std::ifstream file(results);
  const json::value report = json_of(std::string(std::istreambuf_iterator<char>(file), {}));
  std::vector<std::string> names;
  for (const json::value& figure : report.at("figures").as_array()) {
    names.push_back(text_of(figure, "/name"));
    if (names.back() != "replay: dead letters") continue;
    EXPECT_EQ(text_of(figure, "/value"), "0");
  }
  for (const char* name : {"durable commands, 64 connections", "raw SQLite loop, 1 command a commit",
                           "replay of all views", "verify: every leaf and the tree",
                           "start after kill -9 under load", "log on disk (probe: raw size of its fields)"}) {
    EXPECT_THAT(names, testing::Contains(name));
  }
}

}  // namespace
}  // namespace jejak::e2e
