#include <sys/resource.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/server_under_test.hpp"

namespace jejak::e2e {
namespace {

using testing::HasSubstr;

// While it lives, no file of a process that is started can grow beyond so many bytes: a full disk, without one.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t bytes) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit small{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
  }
  ~SmallDisk() { setrlimit(RLIMIT_FSIZE, &before_); }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  // For a process that runs, and for those to come.
  void make_room_for(pid_t process) const {
    prlimit(process, RLIMIT_FSIZE, &before_, nullptr);
    setrlimit(RLIMIT_FSIZE, &before_);
  }

 private:
  rlimit before_{};
};

TEST(Full_disk, stops_writing_but_neither_reading_nor_a_start) {
  const TemporaryFolder folder;
  const Program program(JEJAK_BINARY, folder.path());
  ASSERT_EQ(program.run({"demo", "--store", program.store()}).code, 0);
  const Ended made = program.run({"key", "create", "--role", "admin", "--store", program.store()});

  // Given a disk on which the views of that log have no room, though empty ones have
  const SmallDisk disk(700 * 1024);
  const auto server = program.start_server({"--log", "off"});
  Caller admin(tools::wait_until_listening(*server, patience), made.out.substr(0, made.out.find('\n')));

  // Then the server runs, says what it lacks, and what is there can be read
  const auto ready = admin.call("GET", "/readyz");
  EXPECT_EQ(ready.status, 503U);
  EXPECT_THAT(ready.body, HasSubstr("The disk is full"));
  EXPECT_EQ(admin.call("GET", "/v1/log/checkpoint").status, 200U);
  EXPECT_EQ(admin.call("GET", "/v1/competitions").status, 200U);

  // Writing goes on as far as the log has room, and then is told so, every time
  tools::HttpAnswer written;
  int taken = 0;
  const auto write = [&] {
    const std::string number = std::to_string(++taken);
    written = admin.call("POST", "/v1/organizers", R"({"name":"Bappeda )" + number + R"(","region":"Kota )" + number + "\"}");
    return written.status;
  };
  while (taken < 2'000 && write() == 201U) continue;
  EXPECT_EQ(written.status, 507U) << written.body;
  EXPECT_EQ(write(), 507U);
  EXPECT_EQ(admin.call("GET", "/v1/log/checkpoint").status, 200U);

  // When there is room, everything goes on without a new start
  disk.make_room_for(server->pid());
  EXPECT_EQ(write(), 201U) << written.body;
  const std::string position = text_of(json_of(written.body), "/position");
  unsigned status = 503;
  for (int turn = 0; status == 503U && turn < 12; ++turn) {
    status = admin.call("GET", "/v1/competitions?after_position=" + position).status;
  }
  EXPECT_EQ(status, 200U);
  EXPECT_EQ(admin.call("GET", "/readyz").status, 200U);
  server->signal(SIGTERM);
  EXPECT_EQ(server->wait(patience), 0);
  EXPECT_EQ(program.run({"verify", "--store", program.store()}).code, 0);
}

}  // namespace
}  // namespace jejak::e2e
