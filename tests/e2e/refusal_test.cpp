#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "tests/support/server_under_test.hpp"

namespace jejak::e2e {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// One clear line and the exit code for a machine that does not do as it should.
void expect_one_line(const Ended& ended, int code, const std::string& says) {
  EXPECT_EQ(ended.code, code) << ended.out << ended.errors;
  EXPECT_THAT(ended.errors, HasSubstr(says));
  EXPECT_EQ(std::count(ended.errors.begin(), ended.errors.end(), '\n'), 1) << ended.errors;
}

class Refusal : public testing::Test {
 protected:
  Refusal() : program_(JEJAK_BINARY, folder_.path()) {}
  Ended serve(const std::string& store, const std::string& listen = "127.0.0.1:0") {
    return program_.run({"serve", "--store", store, "--listen", listen});
  }

  TemporaryFolder folder_;
  Program program_;
};

TEST_F(Refusal, of_a_second_server_on_the_same_store) {
  const auto first = program_.start_server();
  tools::wait_until_listening(*first, patience);
  expect_one_line(serve(program_.store()), 3, "in use by process " + std::to_string(first->pid()));
}

TEST_F(Refusal, of_a_port_in_use) {
  const auto first = program_.start_server();
  const std::string port = std::to_string(tools::wait_until_listening(*first, patience));
  expect_one_line(serve("sqlite:" + (folder_.path() / "other").string(), "127.0.0.1:" + port), 3, port);
}

TEST_F(Refusal, of_a_file_that_is_no_database) {
  std::filesystem::create_directories(program_.store_folder());
  std::ofstream(program_.store_folder() / "log.db") << std::string(8192, 'x');
  expect_one_line(serve(program_.store()), 3, "log.db");
}

TEST_F(Refusal, of_another_programs_database) {
  std::filesystem::create_directories(program_.store_folder());
  // The header of an SQLite file whose application id is not ours.
  std::string page(4096, '\0');
  const std::string magic("SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20", 24);
  std::copy(magic.begin(), magic.end(), page.begin());
  page[27] = '\x01';
  page[31] = '\x01';
  page[47] = '\x04';
  page[59] = '\x01';
  page[71] = '\x07';
  page[100] = '\x0d';
  page[105] = '\x10';
  std::ofstream(program_.store_folder() / "log.db", std::ios::binary) << page;
  expect_one_line(serve(program_.store()), 3, "log.db");
}

TEST_F(Refusal, of_a_port_in_use_makes_no_store) {
  const auto first = program_.start_server();
  const std::string port = std::to_string(tools::wait_until_listening(*first, patience));
  const auto other = folder_.path() / "other";
  expect_one_line(serve("sqlite:" + other.string(), "127.0.0.1:" + port), 3, port);
  EXPECT_FALSE(std::filesystem::exists(other));
}

TEST_F(Refusal, of_a_store_that_is_not_there_or_not_ours_by_every_subcommand) {
  const std::string backup = (folder_.path() / "backup").string();
  const std::vector<std::vector<std::string>> readers{{"verify"}, {"events"}, {"replay"}, {"backup", backup}};
  const auto all_refuse = [&](const std::string& says, bool writers_too) {
    std::vector<std::vector<std::string>> commands = readers;
    if (writers_too) commands.insert(commands.end(), {{"serve", "--listen", "127.0.0.1:0"}, {"demo"}, {"key", "create", "--role", "admin"}});
    for (auto& command : commands) {
      command.insert(command.end(), {"--store", program_.store()});
      expect_one_line(program_.run(command), 3, says);
    }
  };
  all_refuse("there is no store in", false);
  std::filesystem::create_directories(program_.store_folder());
  std::ofstream(program_.store_folder() / "log.db") << std::string(8192, 'x');
  all_refuse("is no database", true);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(program_.store_folder()), {}), 1) << "it is left as it was";
  std::filesystem::remove(program_.store_folder() / "log.db");
  ASSERT_EQ(program_.run({"key", "create", "--role", "admin", "--store", program_.store()}).code, 0);
  std::fstream log(program_.store_folder() / "log.db", std::ios::binary | std::ios::in | std::ios::out);
  log.seekp(63).put('\x09').flush();  // the last byte of user_version
  all_refuse("was written by a newer jejak (format 9", true);
  EXPECT_FALSE(std::filesystem::exists(backup));
}

TEST_F(Refusal, of_wrong_use_is_one_line_too) {
  const auto refused = [&](std::vector<std::string> arguments, const std::string& says) {
    expect_one_line(program_.run(std::move(arguments)), 2, says);
  };
  const std::string store = program_.store();
  refused({}, "A subcommand is required");
  refused({"no-such-command"}, "jejak has no subcommand no-such-command");
  refused({"key", "destroy"}, "jejak key has no subcommand destroy");
  refused({"serve", "--no-such-option"}, "--no-such-option (see jejak serve --help)");
  refused({"serve", "--listen", "nowhere", "--store", store}, "nowhere");
  refused({"serve", "--io-threads", "0"}, "not in range 1 to 64");
  refused({"verify", "--store", "ftp:elsewhere"}, "sqlite:DIR");
  refused({"verify"}, "--store is required");
  refused({"backup", "--store", store}, "DIR is required");
  refused({"key", "create", "--role", "emperor", "--store", store}, "emperor");
  for (const char* number : {"0", "-1", "three", "9007199254740992", "99999999999999999999999"}) {
    refused({"events", "--from", number, "--store", store}, "not in range 1 to 9007199254740991");
    refused({"replay", "--to-position", number, "--store", store}, "not in range 1 to 9007199254740991");
  }
  ASSERT_EQ(program_.run({"key", "create", "--role", "admin", "--store", store}).code, 0);
  refused({"replay", "--to-position", "2", "--store", store}, "--to-position 2: the log ends at position 1");
  refused({"replay", "--as-of", "lately", "--store", store}, "RFC 3339");
  refused({"verify", "--checkpoint", "nowhere", "--store", store}, "cannot read the checkpoint nowhere");
}

TEST_F(Refusal, of_nothing_where_people_ask_for_help) {
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{}, {"serve"}, {"replay"}, {"verify"}, {"events"}, {"backup"}, {"restore"}, {"import"}, {"key"},
        {"key", "create"}, {"demo"}, {"workflow"}, {"workflow", "check"}, {"bench"}}) {
    auto asked = command;
    asked.push_back("--help");
    const Ended ended = program_.run(asked);
    EXPECT_EQ(ended.code, 0);
    EXPECT_THAT(ended.out, HasSubstr("Usage: jejak"));
  }
}

TEST_F(Refusal, to_read_on_is_a_quiet_end_but_a_full_disk_is_told) {
  ASSERT_EQ(program_.run({"demo", "--store", program_.store()}).code, 0);
  const auto through_a_shell = [&](const std::string& command) {
    const auto errors = folder_.path() / "stderr-of-shell";
    std::filesystem::remove(errors);
    tools::Child shell({"/bin/sh", "-c", command, JEJAK_BINARY, program_.store()}, errors.string());
    Ended ended;
    ended.out = shell.read_all(patience);
    ended.code = shell.wait(patience).value_or(-1);
    std::ifstream text(errors);
    ended.errors.assign(std::istreambuf_iterator<char>(text), {});
    return ended;
  };
  // `head` is gone after one line; what the program ended with is printed behind it.
  const Ended cut = through_a_shell(R"(( "$0" events --salt --store "$1"; echo "code $?" >&2 ) | head -n 1)");
  EXPECT_EQ(cut.errors, "code 0\n");
  const Ended full = through_a_shell(R"("$0" events --store "$1" > /dev/full)");
  expect_one_line(full, 3, "cannot write the trail");
  expect_one_line(through_a_shell(R"("$0" verify --log-only --store "$1" 2>/dev/null > /dev/full || ( echo "code $?" >&2; exit 3 ))"), 3, "code 3");
}

TEST_F(Refusal, of_rubbish_on_the_wire_while_others_are_served) {
  const auto server = program_.start_server({"--log", "off"});
  const std::uint16_t port = tools::wait_until_listening(*server, patience);
  const std::string rubbish[] = {
      std::string(64, '\0'),
      "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
      "GET\r\n\r\n",
      "GET / HTTP/9.9\r\n\r\n",
      "GET / HTTP/1.1\r\n\r\n",
      "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
      "POST /v1/organizers HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: "
      "chunked\r\n\r\n0\r\n\r\n",
      "POST /v1/organizers HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(100'000, 'y') + "\r\n\r\n",
      "GET /" + std::string(20'000, 'z') + " HTTP/1.1\r\nHost: a\r\n\r\n",
  };
  for (const std::string& bytes : rubbish) {
    tools::HttpClient client(port);
    if (!client.write(bytes)) continue;  // it was refused before it was all sent
    const auto answer = client.read();
    if (!answer) continue;
    EXPECT_THAT(answer->status, testing::AnyOf(testing::AllOf(testing::Ge(400U), testing::Lt(500U)), 505U))
        << answer->head;
  }
  EXPECT_EQ(Caller(port, "").call("GET", "/healthz").status, 200U);
}

TEST_F(Refusal, of_bad_requests_names_what_is_wrong) {
  const Ended made = program_.run({"key", "create", "--role", "admin", "--store", program_.store()});
  const auto server = program_.start_server({"--log", "off"});
  const std::uint16_t port = tools::wait_until_listening(*server, patience);
  Caller admin(port, made.out.substr(0, made.out.find('\n')));

  EXPECT_EQ(admin.call("GET", "/v1/no-such-route").status, 404U);
  const auto wrong_method = admin.call("DELETE", "/v1/organizers");
  EXPECT_EQ(wrong_method.status, 405U);
  EXPECT_THAT(wrong_method.header("allow"), AllOf(HasSubstr("GET"), HasSubstr("POST")));
  const auto malformed = admin.call("POST", "/v1/organizers", "{\"name\":");
  EXPECT_EQ(malformed.status, 400U);
  EXPECT_THAT(malformed.body, HasSubstr("\"offset\":8"));
  const auto faulty = admin.call("POST", "/v1/organizers", R"({"name":1,"regoin":"x"})");
  EXPECT_EQ(faulty.status, 422U);
  EXPECT_THAT(faulty.body, AllOf(HasSubstr("/name"), HasSubstr("regoin"), HasSubstr("region")));
  EXPECT_EQ(Caller(port, "").call("POST", "/v1/organizers", "{}").status, 401U);
  EXPECT_EQ(admin.call("POST", "/v1/organizers", R"({"name":")" + std::string(2'000'000, 'n') + "\"}").status,
            413U);
  EXPECT_EQ(Caller(port, "").call("GET", "/healthz").status, 200U);
}

TEST_F(Refusal, of_one_idempotency_key_for_two_requests) {
  const Ended made = program_.run({"key", "create", "--role", "admin", "--store", program_.store()});
  auto server = program_.start_server({"--log", "off"});
  const std::string admin_key = made.out.substr(0, made.out.find('\n'));
  const std::string body = R"({"id":"kota-sekali","name":"Bappeda Sekali","region":"Kota"})";
  std::string first;
  {
    Caller admin(tools::wait_until_listening(*server, patience), admin_key);
    first = admin.call("POST", "/v1/organizers", body, {{"Idempotency-Key", "once"}}).body;
  }
  // The answer is kept over a kill and a start.
  server->signal(SIGKILL);
  server->wait(patience);
  server = program_.start_server({"--log", "off"});
  Caller admin(tools::wait_until_listening(*server, patience), admin_key);
  const auto again = admin.call("POST", "/v1/organizers", body, {{"Idempotency-Key", "once"}});
  EXPECT_EQ(again.status, 201U);
  EXPECT_EQ(again.body, first);
  EXPECT_EQ(again.header("idempotent-replay"), "true");
  const auto other =
      admin.call("POST", "/v1/organizers", R"({"id":"kota-lain","name":"Lain","region":"Kota"})",
                 {{"Idempotency-Key", "once"}});
  EXPECT_EQ(other.status, 422U);
  EXPECT_THAT(other.body, Not(HasSubstr("\"position\"")));
}

}  // namespace
}  // namespace jejak::e2e
