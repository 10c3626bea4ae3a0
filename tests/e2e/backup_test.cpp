#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "tests/e2e/walk.hpp"
#include "tests/support/sink.hpp"

namespace jejak::e2e {
namespace {

using testing::HasSubstr;

class Backup : public testing::Test {
 protected:
  Backup() : program_(JEJAK_BINARY, folder_.path()) {}

  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }
  std::string store(const std::string& name) const { return "sqlite:" + path(name); }

  static std::string last_line(const std::string& text) {
    const std::size_t begin = text.rfind('\n', text.size() - 2);
    return text.substr(begin == std::string::npos ? 0 : begin + 1);
  }
  // The last line of a run that must go well: "size N root HEX".
  std::string good(std::vector<std::string> arguments) {
    const Ended ended = program_.run(std::move(arguments));
    EXPECT_EQ(ended.code, 0) << ended.out << ended.errors;
    return ended.out.empty() ? "" : last_line(ended.out);
  }
  Ended refused(int code, std::vector<std::string> arguments) {
    Ended ended = program_.run(std::move(arguments));
    EXPECT_EQ(ended.code, code) << ended.out << ended.errors;
    return ended;
  }
  void print_trail(const std::string& from, const std::string& file) {
    std::ofstream(path(file)) << program_.run({"events", "--salt", "--store", from}).out;
  }
  // One line of a trail, changed by `change`, in a file of its own.
  template <class Change>
  void change_trail(const std::string& from, const std::string& to, const Change& change) {
    std::ifstream in(path(from));
    std::ofstream out(path(to));
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
      if (number == 40) change(line);
      if (!line.empty()) out << line << '\n';
    }
  }

  TemporaryFolder folder_;
  Program program_;
};

TEST_F(Backup, of_a_store_is_restored_with_the_same_tree_and_goes_on) {
  good({"demo", "--store", program_.store()});
  const std::string head = good({"verify", "--store", program_.store()});
  EXPECT_EQ(good({"backup", "--store", program_.store(), path("backup")}), head);
  EXPECT_EQ(good({"restore", path("backup"), "--store", store("second")}), head);
  EXPECT_EQ(good({"verify", "--store", store("second"), "--checkpoint", path("backup/manifest.json")}), head);

  // When people go on with the restored store
  const Program second(JEJAK_BINARY, folder_.path() / "second-home");
  std::filesystem::create_directory(folder_.path() / "second-home");
  good({"restore", path("backup"), "--store", second.store()});
  const Ended key = second.run({"key", "create", "--role", "admin", "--store", second.store()});
  const auto server = second.start_server({"--log", "off"});
  Walk walk(tools::wait_until_listening(*server, patience), key.out.substr(0, key.out.find('\n')));
  const std::string proposal = walk.from_sosialisasi_to_replication("Antrean Tanpa Loket");
  EXPECT_EQ(walk.state_of(proposal), "replication.established");
  server->signal(SIGTERM);
  EXPECT_EQ(server->wait(patience), 0);

  // Then its log begins with the one that was backed up, and its views are a replay of it
  EXPECT_NE(good({"verify", "--store", second.store(), "--checkpoint", path("backup/manifest.json")}), head);
}

TEST_F(Backup, restored_tells_nobody_anything_until_it_takes_over) {
  support::Sink sink;
  const Ended made = program_.run({"key", "create", "--role", "admin", "--store", program_.store()});
  const std::string key = made.out.substr(0, made.out.find('\n'));
  const auto draft_on = [&](const Program& program, const std::vector<std::string>& more) {
    std::vector<std::string> options{"--log", "off", "--webhooks-to-private-addresses"};
    options.insert(options.end(), more.begin(), more.end());
    return program.start_server(options);
  };
  // Given a store that had not yet told its webhook of an entry when it was backed up
  {
    const auto server = program_.start_server({"--log", "off"});  // may not send to this machine's own network
    Walk walk(tools::wait_until_listening(*server, patience), key);
    walk.secretariat().good("POST", "/v1/webhooks",
                            R"({"organizer":"kota-latihan","url":")" + sink.url() + R"(","kinds":["proposal_entered"],"secret":"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})");
    walk.draft("Data Go");
    server->signal(SIGTERM);
    EXPECT_EQ(server->wait(patience), 0);
  }
  good({"backup", "--store", program_.store(), path("backup")});
  std::filesystem::create_directory(folder_.path() / "second-home");
  const Program second(JEJAK_BINARY, folder_.path() / "second-home");
  good({"restore", path("backup"), "--store", second.store()});
  // When the copy is served, it says what it is and sends nothing
  {
    const auto server = draft_on(second, {});
    Caller caller(tools::wait_until_listening(*server, patience), key);
    EXPECT_THAT(caller.call("GET", "/metrics").body, HasSubstr("jejak_held_back 1"));
    server->signal(SIGTERM);
    EXPECT_EQ(server->wait(patience), 0);
    EXPECT_EQ(sink.requests().size(), 0U);
  }
  // And from --take-over on it is the original
  const auto server = draft_on(second, {"--take-over"});
  Caller caller(tools::wait_until_listening(*server, patience), key);
  EXPECT_THAT(caller.call("GET", "/metrics").body, HasSubstr("jejak_held_back 0"));
  EXPECT_FALSE(std::filesystem::exists(second.store_folder() / "restored"));
}

TEST_F(Backup, takes_the_files_of_proposals_along_and_names_the_event_whose_file_is_gone) {
  const Ended made = program_.run({"key", "create", "--role", "admin", "--store", program_.store()});
  const auto server = program_.start_server({"--log", "off"});
  Walk walk(tools::wait_until_listening(*server, patience), made.out.substr(0, made.out.find('\n')));
  const std::string file = "/v1/proposals/" + walk.draft("Data Go") + "/attachments/keputusan.pdf";
  const std::string pdf = "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
  const std::string position = text_of(walk.proposer().good("PUT", file, pdf), "/position");
  EXPECT_EQ(walk.proposer().call("GET", file + "?after_position=" + position).body, pdf);
  server->signal(SIGTERM);
  EXPECT_EQ(server->wait(patience), 0);

  const std::string head = good({"backup", "--store", program_.store(), path("backup")});
  EXPECT_EQ(good({"restore", path("backup"), "--store", store("second")}), head);
  EXPECT_THAT(program_.run({"verify", "--store", store("second")}).out, HasSubstr("files: 1, every stored byte recomputed"));

  // When a byte of it is changed, or it is taken away
  std::filesystem::path blob;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path("second/blobs")))
    if (entry.is_regular_file()) blob = entry.path();
  std::ofstream(blob, std::ios::binary | std::ios::app) << 'x';
  EXPECT_THAT(refused(1, {"verify", "--store", store("second")}).out, HasSubstr("is not what its name says"));
  std::filesystem::remove(blob);
  EXPECT_THAT(refused(1, {"verify", "--store", store("second")}).out, HasSubstr("is missing"));
  refused(1, {"backup", "--store", store("second"), path("third")});
}

TEST_F(Backup, of_a_backup_is_as_good) {
  good({"demo", "--store", program_.store()});
  const std::string head = good({"backup", "--store", program_.store(), path("first")});
  EXPECT_EQ(good({"backup", "--store", store("first"), path("second")}), head);
  EXPECT_EQ(good({"verify", "--store", store("second")}), head) << "a backup is verified where it lies";
  EXPECT_EQ(good({"restore", path("second"), "--store", store("restored")}), head);
  EXPECT_THAT(refused(3, {"serve", "--store", store("first")}).errors, HasSubstr("is a backup"));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(path("first")), {}), 3) << "log, keys and manifest.json";
}

TEST_F(Backup, is_whole_while_people_write) {
  const Ended made = program_.run({"key", "create", "--role", "admin", "--store", program_.store()});
  const auto server = program_.start_server({"--log", "off"});
  const std::uint16_t port = tools::wait_until_listening(*server, patience);
  std::atomic<bool> enough = false;
  std::atomic<int> written = 0;
  std::thread people([&] {
    Caller admin(port, made.out.substr(0, made.out.find('\n')));
    while (!enough) {
      const std::string number = std::to_string(++written);
      admin.good("POST", "/v1/organizers", R"({"name":"Bappeda )" + number + R"(","region":"Kota )" + number + "\"}");
    }
  });
  std::vector<std::string> heads;
  for (int turn = 0; turn < 5; ++turn) {
    const int before = written;
    heads.push_back(good({"backup", "--store", program_.store(), path("backup" + std::to_string(turn))}));
    while (written == before) std::this_thread::yield();
  }
  enough = true;
  people.join();
  server->signal(SIGTERM);
  server->wait(patience);
  // Each is a state that the log was in, and can be restored
  for (std::size_t turn = 0; turn < heads.size(); ++turn) {
    const std::string backup = path("backup" + std::to_string(turn));
    good({"verify", "--store", program_.store(), "--checkpoint", backup + "/manifest.json"});
    EXPECT_EQ(good({"restore", backup, "--store", store("restored" + std::to_string(turn))}), heads[turn]);
  }
}

TEST_F(Backup, refuses_what_it_would_overwrite) {
  good({"demo", "--store", program_.store()});
  good({"backup", "--store", program_.store(), path("backup")});
  EXPECT_THAT(refused(2, {"backup", "--store", program_.store(), path("backup")}).errors, HasSubstr("is not empty"));
  EXPECT_THAT(refused(2, {"restore", path("backup"), "--store", program_.store()}).errors, HasSubstr("is not empty"));
  print_trail(program_.store(), "trail");
  EXPECT_THAT(refused(2, {"import", path("trail"), "--store", program_.store()}).errors, HasSubstr("is not empty"));
  refused(3, {"backup", "--store", store("nowhere"), path("another")});
  EXPECT_FALSE(std::filesystem::exists(path("another")));
}

TEST_F(Backup, that_was_changed_is_not_restored) {
  good({"demo", "--store", program_.store()});
  good({"backup", "--store", program_.store(), path("backup")});
  const auto expect_refusal = [&](int code, const std::string& says) {
    EXPECT_THAT(refused(code, {"restore", path("backup"), "--store", store("restored")}).errors, HasSubstr(says));
    EXPECT_FALSE(std::filesystem::exists(path("restored"))) << "nothing half-done is left";
  };
  // A byte more in the keys; no keys; a log that is another's, with a manifest to match; no manifest
  std::filesystem::copy_file(path("backup/keys/keys.db"), path("keys.db"));
  std::ofstream(path("backup/keys/keys.db"), std::ios::app) << "x";
  expect_refusal(1, "keys/keys.db is not what the manifest says");
  std::filesystem::remove(path("backup/keys/keys.db"));
  expect_refusal(3, "log and keys are kept apart");
  std::filesystem::copy_file(path("keys.db"), path("backup/keys/keys.db"));
  std::ifstream file(path("backup/manifest.json"));
  std::string manifest{std::istreambuf_iterator<char>(file), {}};
  const std::size_t root = manifest.find("\"root\":\"") + 8;
  manifest[root] = manifest[root] == '0' ? '1' : '0';
  std::ofstream(path("backup/manifest.json")) << manifest;
  expect_refusal(1, "the tree up to here is not the checkpoint's");
  std::ofstream(path("backup/manifest.json")) << "{}";
  expect_refusal(3, "/size");
  std::filesystem::remove(path("backup/manifest.json"));
  expect_refusal(3, "is no finished backup");
}

TEST_F(Backup, is_also_the_printed_trail) {
  good({"demo", "--store", program_.store()});
  const std::string head = good({"verify", "--store", program_.store()});
  good({"backup", "--store", program_.store(), path("backup")});
  print_trail(program_.store(), "trail");
  EXPECT_EQ(good({"import", path("trail"), "--store", store("imported"), "--checkpoint", path("backup/manifest.json")}), head);
  EXPECT_EQ(good({"verify", "--store", store("imported")}), head);

  // The same events, so the same trail
  print_trail(store("imported"), "again");
  std::ifstream first(path("trail")), second(path("again"));
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(first), {}), std::string(std::istreambuf_iterator<char>(second), {}));
}

TEST_F(Backup, of_a_trail_that_was_changed_names_the_first_bad_line) {
  good({"demo", "--store", program_.store()});
  print_trail(program_.store(), "trail");
  const auto expect_refusal = [&](const std::string& says, const auto& change) {
    change_trail("trail", "changed", change);
    EXPECT_THAT(refused(1, {"import", path("changed"), "--store", store("imported")}).errors, HasSubstr(says));
    EXPECT_FALSE(std::filesystem::exists(path("imported")));
  };
  const auto replace = [](std::string& line, const std::string& what, const std::string& by) {
    const std::size_t at = line.find(what);
    ASSERT_NE(at, std::string::npos) << line;
    line.replace(at, what.size(), by);
  };
  expect_refusal("line 40: position 40: its leaf hash", [&](std::string& line) { replace(line, "\"actor\":\"", "\"actor\":\"x"); });
  expect_refusal("line 40: position 40: missing", [](std::string& line) { line.clear(); });
  expect_refusal("line 41: position 41: missing", [](std::string& line) { line += "\n" + line; });
  expect_refusal("line 40: not JSON", [](std::string& line) { line.pop_back(); });
  expect_refusal("line 40: it has no salt", [&](std::string& line) { replace(line, "\"salt\"", "\"salted\""); });
  std::ofstream(path("changed")) << "";
  refused(2, {"import", path("changed"), "--store", store("imported")});
}

TEST_F(Backup, is_proven_by_the_checkpoint_that_somebody_kept) {
  const Ended made = program_.run({"key", "create", "--role", "admin", "--store", program_.store()});
  const auto server = program_.start_server({"--log", "off"});
  Caller admin(tools::wait_until_listening(*server, patience), made.out.substr(0, made.out.find('\n')));
  const auto write = [&](const std::string& name) {
    admin.good("POST", "/v1/organizers", R"({"name":")" + name + R"(","region":"Kota"})");
  };
  write("Bappeda Satu");
  const std::string kept = admin.call("GET", "/v1/log/checkpoint").body;
  std::ofstream(path("checkpoint.json")) << kept;
  write("Bappeda Dua");

  // Beside the server, the log still begins with it
  const Ended holds = program_.run({"verify", "--store", program_.store(), "--checkpoint", path("checkpoint.json")});
  EXPECT_EQ(holds.code, 0) << holds.out << holds.errors;
  EXPECT_THAT(holds.out, HasSubstr("checkpoint: holds"));

  // A checkpoint of another log, or of more than there is, does not hold
  json::object other = json_of(kept).as_object();
  other["root"] = std::string(64, 'a');
  std::ofstream(path("other.json")) << canonical_json(other);
  EXPECT_THAT(refused(1, {"verify", "--store", program_.store(), "--checkpoint", path("other.json")}).out,
              HasSubstr("is not the checkpoint's"));
  other["size"] = 999;
  std::ofstream(path("longer.json")) << canonical_json(other);
  EXPECT_THAT(refused(1, {"verify", "--store", program_.store(), "--checkpoint", path("longer.json")}).out,
              HasSubstr("the checkpoint covers 999 events"));
  std::ofstream(path("rubbish.json")) << "root";
  refused(2, {"verify", "--store", program_.store(), "--checkpoint", path("rubbish.json")});
}

}  // namespace
}  // namespace jejak::e2e
