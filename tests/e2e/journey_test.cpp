#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/e2e/walk.hpp"

namespace jejak::e2e {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;

// The program as people meet it: on a folder of its own, from nothing.
class Journey : public testing::Test {
 protected:
  Journey() : program_(JEJAK_BINARY, folder_.path()) {}

  std::string make_admin_key() {
    const Ended made = program_.run({"key", "create", "--role", "admin", "--store", program_.store()});
    EXPECT_EQ(made.code, 0) << made.errors;
    return made.out.substr(0, made.out.find('\n'));
  }
  void start(std::vector<std::string> further = {}) {
    server_ = program_.start_server(std::move(further));
    port_ = tools::wait_until_listening(*server_, patience);
  }
  void end(int signal) {
    server_->signal(signal);
    EXPECT_EQ(server_->wait(patience), signal == SIGKILL ? 128 + SIGKILL : 0);
  }
  Ended over_the_store(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--store", program_.store()});
    return program_.run(std::move(arguments));
  }
  static std::string last_line(const std::string& text) {
    const std::size_t begin = text.rfind('\n', text.size() - 2);
    return text.substr(begin == std::string::npos ? 0 : begin + 1);
  }

  TemporaryFolder folder_;
  Program program_;
  std::unique_ptr<tools::Child> server_;
  std::uint16_t port_ = 0;
};

TEST_F(Journey, goes_from_an_empty_machine_to_a_replicated_innovation_and_an_audited_log) {
  // Given the sample competition, an admin's key, and a server
  ASSERT_EQ(over_the_store({"demo"}).code, 0);
  const std::string admin = make_admin_key();
  start();
  Walk walk(port_, admin);

  // When a new proposal goes all the way
  const std::string proposal = walk.from_sosialisasi_to_replication("Antrean Tanpa Loket");

  // Then it is where it should be, and the gallery shows it to everybody
  EXPECT_EQ(walk.state_of(proposal), "replication.established");
  Caller anybody(port_, "");
  EXPECT_THAT(anybody.call("GET", "/v1/gallery").body, HasSubstr("Antrean Tanpa Loket"));
  EXPECT_THAT(anybody.call("GET", "/v1/competitions").body, HasSubstr("Kota Magelang"));

  // And an unchanged view is not sent twice
  const std::string funnel = "/v1/competitions/" + walk.competition() + "/funnel";
  const auto first = anybody.call("GET", funnel);
  ASSERT_EQ(first.status, 200U) << first.body;
  EXPECT_EQ(anybody.call("GET", funnel, {}, {{"If-None-Match", first.header("etag")}}).status, 304U);

  // When the process is killed with -9 and started again
  end(SIGKILL);
  start();

  // Then nothing was lost, and the audits say so beside the server
  EXPECT_EQ(Caller(port_, "").call("GET", funnel).body, first.body);
  const Ended beside = over_the_store({"verify"});
  EXPECT_EQ(beside.code, 0) << beside.out << beside.errors;
  end(SIGTERM);

  // And without one: the replay is equal, every leaf is right, the trail is as long as the tree
  const Ended replayed = over_the_store({"replay", "--compare"});
  EXPECT_EQ(replayed.code, 0) << replayed.out << replayed.errors;
  const Ended verified = over_the_store({"verify"});
  EXPECT_EQ(verified.code, 0) << verified.out << verified.errors;
  EXPECT_THAT(last_line(verified.out), MatchesRegex("size [0-9]+ root [0-9a-f]+\n"));
  const Ended trail = over_the_store({"events"});
  EXPECT_EQ("size " + std::to_string(std::count(trail.out.begin(), trail.out.end(), '\n')),
            last_line(verified.out).substr(0, last_line(verified.out).find(" root")));
}

TEST_F(Journey, serves_the_sample_by_one_flag_and_only_loads_it_once) {
  start({"--demo"});
  const auto first = Caller(port_, "").call("GET", "/v1/log/checkpoint");
  end(SIGTERM);
  start({"--demo"});
  EXPECT_EQ(Caller(port_, "").call("GET", "/v1/log/checkpoint").body, first.body);
  EXPECT_THAT(first.body, HasSubstr("root"));
  end(SIGTERM);
}

TEST_F(Journey, loads_the_same_sample_with_the_same_tree_root_every_time) {
  ASSERT_EQ(over_the_store({"demo"}).code, 0);
  const Program other(JEJAK_BINARY, folder_.path() / "other");
  ASSERT_EQ(program_.run({"demo", "--store", other.store()}).code, 0);
  EXPECT_EQ(last_line(over_the_store({"verify", "--log-only"}).out),
            last_line(program_.run({"verify", "--log-only", "--store", other.store()}).out));
}

TEST_F(Journey, answers_what_it_took_before_it_stops) {
  const std::string admin = make_admin_key();
  start();
  Walk walk(port_, admin);
  const auto request =
      tools::http_request("POST", "/v1/organizers", R"({"name":"Bappeda Terakhir","region":"Kota"})",
                          {{"Authorization", "Bearer " + admin}});
  // Many clients whose requests are with the server when it is told to stop
  std::vector<std::unique_ptr<tools::HttpClient>> clients;
  for (int client = 0; client < 16; ++client) {
    clients.push_back(std::make_unique<tools::HttpClient>(port_));
    ASSERT_EQ(clients.back()->send(tools::http_request("GET", "/healthz")).value().status, 200U);
  }
  for (const auto& client : clients) ASSERT_TRUE(client->write(request));
  server_->signal(SIGTERM);

  // Each gets a whole answer, or its connection is closed without its request having taken effect
  int created = 0;
  for (const auto& client : clients) {
    const auto answer = client->read();
    if (!answer) continue;
    EXPECT_TRUE(answer->status == 201U || answer->status == 503U) << answer->body;
    if (answer->status == 201U) ++created;
  }
  EXPECT_EQ(server_->wait(patience), 0);
  const Ended trail = over_the_store({"events"});
  int recorded = 0;
  for (std::size_t at = trail.out.find("Bappeda Terakhir"); at != std::string::npos;
       at = trail.out.find("Bappeda Terakhir", at + 1)) {
    ++recorded;
  }
  EXPECT_EQ(recorded, created);
}

}  // namespace
}  // namespace jejak::e2e
