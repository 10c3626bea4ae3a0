#include "api/http/outflow.hpp"
#include "tests/specs/http/loopback.hpp"

namespace jejak::http {
namespace {

TEST(Server, keeps_the_connection_and_answers_pipelined_requests_in_order) {
  Loopback loopback;
  Client client(loopback.port());
  client.get("/id", "X-Request-Id: one\r\n");
  EXPECT_TRUE(client.answer().ends_with("\r\n\r\none"));
  client.say(
      "GET /later HTTP/1.1\r\nHost: h\r\n\r\nGET /id HTTP/1.1\r\nHost: h\r\nX-Request-Id: two\r\n\r\n");
  loopback.later()(json_response(Status::ok, "late"));
  EXPECT_TRUE(client.answer().ends_with("\r\n\r\nlate"));
  EXPECT_TRUE(client.answer().ends_with("\r\n\r\ntwo"));
}

TEST(Server, echoes_an_acceptable_request_id_and_makes_one_otherwise) {
  Loopback loopback;
  Client client(loopback.port());
  client.get("/id", "X-Request-Id: a b\r\n");
  const std::string answer = client.answer();
  const std::string body = answer.substr(answer.find("\r\n\r\n") + 4);
  EXPECT_EQ(body.size(), 36u);
  EXPECT_EQ(body[14], '4');
  EXPECT_NE(answer.find("X-Request-Id: " + body + "\r\n"), std::string::npos);
}

TEST(Server, gives_head_no_body_and_goes_on) {
  Loopback loopback;
  Client client(loopback.port());
  client.say("HEAD /id HTTP/1.1\r\nHost: h\r\nX-Request-Id: abc\r\n\r\n");
  EXPECT_NE(client.answer(false).find("Content-Length: 3\r\n"), std::string::npos);
  client.get("/id", "X-Request-Id: abc\r\n");
  EXPECT_TRUE(client.answer().ends_with("\r\n\r\nabc"));
}

TEST(Server, reads_bodies_of_either_framing_and_invites_one_that_waits) {
  Loopback loopback;
  Client client(loopback.port());
  client.say("POST /echo HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(client.until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.say("{}");
  EXPECT_TRUE(client.answer().ends_with("\r\n\r\n{}"));
  client.say("POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\n\r\n");
  EXPECT_TRUE(client.answer().ends_with("\r\n\r\n[]"));
  const std::string large(1024 * 1024, 'x');
  client.say("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 1048576\r\n\r\n" + large);
  EXPECT_TRUE(client.answer().ends_with("\r\n\r\n" + large));
}

TEST(Server, closes_after_http_1_0_and_connection_close) {
  Loopback loopback;
  Client old(loopback.port());
  old.say("GET /id HTTP/1.0\r\nX-Request-Id: old\r\n\r\n");
  EXPECT_TRUE(old.rest().ends_with("\r\n\r\nold"));
  Client polite(loopback.port());
  polite.get("/id", "Connection: close\r\n");
  EXPECT_NE(polite.rest().find("Connection: close\r\n"), std::string::npos);
}

TEST(Server, refuses_what_is_too_large_so_that_the_client_hears_it) {
  Loopback loopback;
  const auto answer_to = [&](const std::string& bytes) {
    Client client(loopback.port());
    client.say(bytes);
    return client.rest().substr(0, 13);
  };
  const std::string body(200'000, 'x'), value(20'000, 'x');
  EXPECT_EQ(answer_to("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 2000000\r\n\r\n" + body),
            "HTTP/1.1 413 ");
  EXPECT_EQ(answer_to("GET /id HTTP/1.1\r\nHost: h\r\nX: " + value + "\r\n\r\n"), "HTTP/1.1 431 ");
  EXPECT_EQ(answer_to("nonsense\r\n\r\n"), "HTTP/1.1 400 ");
  loopback.finish();
  EXPECT_EQ(loopback.statuses(), (std::vector<unsigned>{413, 431, 400}));
  EXPECT_EQ(loopback.server->counters().bad_requests_total, 3u);
}

TEST(Server, answers_500_for_a_bug_and_for_a_reply_that_nobody_gives) {
  Loopback loopback;
  Client client(loopback.port());
  client.get("/bug");
  const std::string answer = client.answer();
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 500 "));
  EXPECT_EQ(answer.find("a bug"), std::string::npos);
  client.get("/forget");
  EXPECT_TRUE(client.answer().starts_with("HTTP/1.1 500 "));
  client.get("/id");
  EXPECT_TRUE(client.answer().starts_with("HTTP/1.1 200 "));
  EXPECT_EQ(loopback.bugs(), (std::vector<std::string>{"a bug"}));
}

TEST(Server, streams_what_is_written_until_it_is_closed) {
  Loopback loopback;
  Client client(loopback.port());
  client.get("/stream");
  loopback.streaming.get_future().wait();
  EXPECT_NE(client.until("\r\n\r\n").find("Transfer-Encoding: chunked\r\n"), std::string::npos);
  EXPECT_TRUE(loopback.flow->write("data: 1\n\n"));
  EXPECT_EQ(client.until("\n\n\r\n"), "9\r\ndata: 1\n\n\r\n");
  loopback.flow->close();
  EXPECT_EQ(client.until("\r\n\r\n"), "0\r\n\r\n");
  client.get("/id");
  EXPECT_TRUE(client.answer().starts_with("HTTP/1.1 200 "));
}

TEST(Server, serves_many_connections_on_several_threads) {
  Loopback loopback({}, 2);
  std::vector<std::unique_ptr<Client>> clients;
  for (int index = 0; index < 20; ++index) clients.push_back(std::make_unique<Client>(loopback.port()));
  for (int round = 0; round < 5; ++round) {
    for (std::size_t index = 0; index < clients.size(); ++index) {
      clients[index]->get("/thread", "X-Request-Id: c" + std::to_string(index) + "\r\n");
    }
    for (std::size_t index = 0; index < clients.size(); ++index) {
      EXPECT_TRUE(clients[index]->answer().ends_with("\r\n\r\nc" + std::to_string(index)));
    }
  }
  EXPECT_EQ(loopback.server->counters().connections_open, 20u);
  loopback.finish();
  EXPECT_EQ(loopback.server->counters().requests_total, 100u);
}

TEST(Server, turns_one_connection_too_many_away) {
  Limits limits;
  limits.connections_max = 1;
  Loopback loopback(limits);
  Client first(loopback.port());
  first.get("/id");
  EXPECT_TRUE(first.answer().starts_with("HTTP/1.1 200 "));
  Client second(loopback.port());
  EXPECT_TRUE(second.rest().starts_with("HTTP/1.1 503 "));
}

TEST(Server, says_in_one_line_why_it_cannot_listen) {
  Loopback loopback;
  ServerSettings settings;
  settings.listen.port = loopback.port();
  const auto second = Server::open(settings, {});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error(), "127.0.0.1:" + std::to_string(loopback.port()) + ": Address already in use");
}

TEST(Listen_address, is_read_from_text) {
  EXPECT_EQ(parse_listen_address("0.0.0.0:80")->host, "0.0.0.0");
  EXPECT_EQ(parse_listen_address("[::1]:8080")->host, "::1");
  EXPECT_EQ(parse_listen_address("localhost:0")->port, 0);
  EXPECT_EQ(parse_listen_address(":8080")->host, "0.0.0.0");
  for (const std::string_view text :
       {"", "8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:x", "example.org:80"}) {
    EXPECT_FALSE(parse_listen_address(text)) << text;
  }
}

}  // namespace
}  // namespace jejak::http
