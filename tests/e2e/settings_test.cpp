#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/support/server_under_test.hpp"

namespace jejak::e2e {
namespace {

using testing::HasSubstr;

// An environment variable for the programs that are started while it lives.
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) { setenv(name, value.c_str(), 1); }
  ~Variable() { unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
};

// Which of several stores a run was about: none of them is there, and it says which.
class Settings : public testing::Test {
 protected:
  Settings() : program_(JEJAK_BINARY, folder_.path()) {}
  std::string file(const std::string& text) {
    const auto path = folder_.path() / "settings.toml";
    std::ofstream(path) << text;
    return path.string();
  }
  std::string said(std::vector<std::string> arguments) { return program_.run(std::move(arguments)).errors; }

  TemporaryFolder folder_;
  Program program_;
};

TEST_F(Settings, come_from_a_flag_before_the_environment_before_the_file) {
  const std::string config = file("[events]\nstore = \"sqlite:of-the-file\"\n");
  EXPECT_THAT(said({"--config", config, "events"}), HasSubstr("of-the-file"));
  EXPECT_THAT(said({"events", "--config", config}), HasSubstr("of-the-file")) << "the flag may stand anywhere";
  const Variable store("JEJAK_STORE", "sqlite:of-the-environment");
  EXPECT_THAT(said({"events"}), HasSubstr("of-the-environment"));
  EXPECT_THAT(said({"--config", config, "events"}), HasSubstr("of-the-environment"));
  EXPECT_THAT(said({"--config", config, "events", "--store", "sqlite:of-the-flag"}), HasSubstr("of-the-flag"));
}

TEST_F(Settings, of_one_subcommand_are_not_those_of_another) {
  const std::string config = file("[verify]\nstore = \"sqlite:verified\"\n[events]\nstore = \"sqlite:printed\"\n");
  EXPECT_THAT(said({"--config", config, "verify"}), HasSubstr("verified"));
  EXPECT_THAT(said({"--config", config, "events"}), HasSubstr("printed"));
}

TEST_F(Settings, are_read_from_the_file_that_the_environment_names) {
  const Variable config("JEJAK_CONFIG", file("[events]\nstore = \"sqlite:of-the-file\"\n"));
  EXPECT_THAT(said({"events"}), HasSubstr("of-the-file"));
}

TEST_F(Settings, that_make_no_sense_are_refused) {
  const auto refused = [&](const std::string& text) {
    const Ended ended = program_.run({"--config", file(text), "serve", "--store", program_.store(), "--listen", "127.0.0.1:0"});
    EXPECT_EQ(ended.code, 2) << ended.errors;
    EXPECT_FALSE(std::filesystem::exists(program_.store_folder()));
    return ended.errors;
  };
  EXPECT_THAT(refused("[serve]\nlistem = \"x\"\n"), HasSubstr("serve.listem is no setting"));
  EXPECT_THAT(refused("[serf]\nlisten = \"x\"\n"), HasSubstr("[serf] is no subcommand"));
  EXPECT_THAT(refused("[serve]\nio-threads = 0\n"), HasSubstr("--io-threads"));
  const Ended missing = program_.run({"--config", "no-such-file", "events"});
  EXPECT_EQ(missing.code, 2);
  EXPECT_THAT(missing.errors, HasSubstr("no-such-file"));
  const Variable config("JEJAK_CONFIG", "no-such-file-either");
  EXPECT_THAT(said({"events", "--store", program_.store()}), HasSubstr("no-such-file-either"));
}

}  // namespace
}  // namespace jejak::e2e
