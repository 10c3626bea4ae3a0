#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <sstream>

#include "tests/crash/checker.hpp"
#include "tests/crash/load.hpp"
#include "tests/support/server_under_test.hpp"

namespace jejak::crash {
namespace {

using testing::IsEmpty;

constexpr unsigned clients = 8;

std::uint64_t number_from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::stoull(text);
}

std::uint64_t seed() {
  static const std::uint64_t chosen =
      number_from_environment("JEJAK_CRASH_SEED", std::random_device{}() % 1'000'000);
  return chosen;
}

// A store with an organizer, a competition that is open, an entrant and a secretariat's key; the real program
// over it.
class Crash : public testing::Test {
 protected:
  Crash() : random_(seed()), program_(JEJAK_BINARY, folder_.path()), ledger_(folder_.path() / "ledger") {
    std::printf("JEJAK_CRASH_SEED=%llu\n", static_cast<unsigned long long>(seed()));
  }

  void set_the_scene() {
    const Ended key = program_.run({"key", "create", "--role", "admin", "--store", program_.store()});
    ASSERT_EQ(key.code, 0) << key.errors;
    start();
    Caller admin(port_, key.out.substr(0, key.out.find('\n')));
    admin.good("POST", "/v1/organizers",
               R"({"id":"kota-latihan","name":"Bappeda Kota Latihan","region":"Kota Latihan"})");
    scene_.competition = "latihan-2026";
    admin.good(
        "POST", "/v1/competitions",
        R"({"id":"latihan-2026","organizer":"kota-latihan","title":"Latihan","year":2026,"rulebook":"practice"})");
    scene_.entrant = text_of(admin.good("POST", "/v1/organizers/kota-latihan/entrants",
                                        R"({"name":"Dinas Latihan","kind":"OPD"})"),
                             "/id");
    scene_.secretariat_key =
        text_of(admin.good("POST", "/v1/keys",
                           R"({"role":"secretariat","organizer":"kota-latihan","label":"crash"})"),
                "/key");
  }

  void start() {
    server_ = program_.start_server({"--log", "error"});
    port_ = tools::wait_until_listening(*server_, patience);
  }

  // Writes from all clients until so many were answered, and kills the server in the middle of it.
  void load_and_kill(std::uint64_t answers) {
    Load load(scene_, ledger_, port_, clients, ++rounds_ + seed() * 1000);
    const bool reached = load.wait_for_answers(answers);
    server_->signal(SIGKILL);
    EXPECT_TRUE(reached) << "the server stopped answering before it was killed";
    ASSERT_EQ(server_->wait(patience), 128 + SIGKILL);
    unanswered_ = load.end();
  }

  // The log as `jejak events` prints it beside the server, or without one.
  static std::vector<LoggedEvent> read_log(const Program& program) {
    const Ended events = program.run({"events", "--store", program.store()});
    EXPECT_EQ(events.code, 0) << events.errors;
    std::vector<LoggedEvent> log;
    std::istringstream lines(events.out);
    for (std::string line; std::getline(lines, line);) {
      const json::value event = json_of(line);
      log.push_back({event.at("position").to_number<std::uint64_t>(), text_of(event, "/type"),
                     text_of(event, "/correlation_id"), text_of(event, "/leaf_hash")});
    }
    return log;
  }

  std::vector<std::string> check(const Program& program) const {
    return check_log(read_ledger(folder_.path() / "ledger"), read_log(program), key_prefix);
  }
  std::vector<std::string> check() const { return check(program_); }

  void send_the_unanswered_again() {
    Writer writer(ledger_, port_);
    for (const PlannedWrite& write : unanswered_) EXPECT_TRUE(writer.send(write)) << write.key;
  }

  TemporaryFolder folder_;
  std::mt19937_64 random_;
  Program program_;
  Ledger ledger_;
  Scene scene_;
  std::unique_ptr<tools::Child> server_;
  std::uint16_t port_ = 0;
  std::uint64_t rounds_ = 0;
  std::vector<PlannedWrite> unanswered_;
};

TEST_F(Crash, keeps_every_acknowledged_write_once_over_kills_at_random_moments) {
  ASSERT_NO_FATAL_FAILURE(set_the_scene());
  const std::uint64_t kills = number_from_environment("JEJAK_CRASH_KILLS", 30);
  std::size_t unanswered = 0;
  for (std::uint64_t kill = 0; kill < kills; ++kill) {
    ASSERT_NO_FATAL_FAILURE(load_and_kill(1 + random_() % 120));
    unanswered += unanswered_.size();
    // Whoever opens the log first recovers it: the server, or a reader while no server runs.
    if (kill % 2 == 0) start();
    ASSERT_THAT(check(), IsEmpty()) << "after kill " << kill + 1;
    if (kill % 2 != 0) start();
    send_the_unanswered_again();
    ASSERT_FALSE(HasFailure());
  }
  ASSERT_THAT(check(), IsEmpty());
  server_->signal(SIGTERM);
  EXPECT_EQ(server_->wait(patience), 0);
  const Ended verified = program_.run({"verify", "--store", program_.store()});
  EXPECT_EQ(verified.code, 0) << verified.out << verified.errors;
  const Writes writes = read_ledger(folder_.path() / "ledger");
  std::printf("%llu kills, %zu writes, %zu in flight when killed, log of %zu events\n",
              static_cast<unsigned long long>(kills), writes.size(), unanswered, read_log(program_).size());
}

TEST_F(Crash, survives_kills_while_it_starts) {
  ASSERT_NO_FATAL_FAILURE(set_the_scene());
  ASSERT_NO_FATAL_FAILURE(load_and_kill(200));
  for (int kill = 0; kill < 5; ++kill) {
    const auto starting = program_.start_server({"--log", "error"});
    starting->read_line(std::chrono::milliseconds(random_() % 150));
    starting->signal(SIGKILL);
    ASSERT_TRUE(starting->wait(patience));
  }
  start();
  send_the_unanswered_again();
  EXPECT_THAT(check(), IsEmpty());
}

// The negative control: a disk that forgot what was not really on it. The log's newest bytes are cut off
// behind the program's back, as if they had been acknowledged without an fsync; the same check must notice.
// So few writes that the WAL is not moved into the file meanwhile.
TEST_F(Crash, is_noticed_where_acknowledged_bytes_did_not_reach_the_disk) {
  ASSERT_NO_FATAL_FAILURE(set_the_scene());
  const auto wal = program_.store_folder() / "log.db-wal";
  Load load(scene_, ledger_, port_, clients, seed() * 1000);
  ASSERT_TRUE(load.wait_for_answers(5));
  const auto earlier = std::filesystem::file_size(wal);
  ASSERT_TRUE(load.wait_for_answers(30));
  Caller anybody(port_, "");
  const std::string size = text_of(anybody.good("GET", "/v1/log/checkpoint"), "/size");
  anybody.good("GET", "/v1/competitions/" + scene_.competition + "/funnel?after_position=" + size);
  server_->signal(SIGKILL);
  ASSERT_EQ(server_->wait(patience), 128 + SIGKILL);
  load.end();

  const Program whole(JEJAK_BINARY, folder_.path() / "whole");
  std::filesystem::create_directory(folder_.path() / "whole");
  std::filesystem::copy(program_.store_folder(), whole.store_folder(),
                        std::filesystem::copy_options::recursive);
  ASSERT_LT(earlier, std::filesystem::file_size(wal));
  std::filesystem::resize_file(wal, earlier);

  ASSERT_THAT(check(whole), IsEmpty());
  EXPECT_THAT(check(program_), testing::Not(IsEmpty())) << "writes were lost and the check did not see it";

  // The program itself refuses to go on: its views know of events that the log has lost.
  const Ended served = program_.run({"serve", "--store", program_.store(), "--listen", "127.0.0.1:0"});
  EXPECT_EQ(served.code, 3);
  EXPECT_THAT(served.errors, testing::HasSubstr("events are missing from the log"));
}

}  // namespace
}  // namespace jejak::crash
