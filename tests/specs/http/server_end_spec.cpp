// How connections and the server end: timeouts, with limits of milliseconds, and stop().
#include "api/http/outflow.hpp"
#include "tests/specs/http/loopback.hpp"

namespace jejak::http {
namespace {

Limits patient_but_swept() {
  Limits limits;
  limits.sweep_ms = 5;
  return limits;
}

TEST(Timeouts, close_a_connection_that_never_says_anything) {
  Limits limits = patient_but_swept();
  limits.first_byte_ms_max = 20;
  Loopback loopback(limits);
  Client client(loopback.port());
  EXPECT_EQ(client.rest(), "");
  EXPECT_EQ(loopback.server->counters().timeouts_total, 1u);
}

TEST(Timeouts, close_an_idle_connection_without_a_word) {
  Limits limits = patient_but_swept();
  limits.idle_ms_max = 20;
  Loopback loopback(limits);
  Client client(loopback.port());
  client.get("/id");
  EXPECT_TRUE(client.answer().starts_with("HTTP/1.1 200 "));
  EXPECT_EQ(client.rest(), "");
}

TEST(Timeouts, answer_408_to_a_request_that_does_not_come_to_its_end) {
  Limits limits = patient_but_swept();
  limits.read_ms_max = 20;
  Loopback loopback(limits);
  Client header(loopback.port());
  header.say("GET /id HTTP/1.1\r\nHost:");
  EXPECT_TRUE(header.rest().starts_with("HTTP/1.1 408 "));
  Client body(loopback.port());
  body.say("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n{");
  EXPECT_TRUE(body.rest().starts_with("HTTP/1.1 408 "));
}

TEST(Timeouts, are_not_put_off_by_a_byte_now_and_then) {
  Limits limits = patient_but_swept();
  limits.read_ms_max = 30;
  Loopback loopback(limits);
  Client client(loopback.port());
  client.say("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 100000000\r\nX: ");
  while (client.say("x") && loopback.statuses().empty()) std::this_thread::yield();
  EXPECT_TRUE(loopback.statuses() == std::vector<unsigned>{408} ||
              loopback.statuses() == std::vector<unsigned>{431});
}

TEST(Timeouts, give_up_on_a_client_that_does_not_read) {
  Limits limits = patient_but_swept();
  limits.write_ms_max = 20;
  Loopback loopback(limits);
  Client client(loopback.port());
  client.get("/huge");
  while (loopback.server->counters().timeouts_total == 0) std::this_thread::yield();
  EXPECT_LT(client.rest().size(), 64u * 1024 * 1024);
}

TEST(Timeouts, leave_a_handler_the_time_it_needs) {
  Limits limits = patient_but_swept();
  limits.first_byte_ms_max = limits.read_ms_max = limits.idle_ms_max = 10;
  Loopback loopback(limits);
  Client waiting(loopback.port());
  waiting.get("/later");
  const Reply reply = loopback.later();
  Client silent(loopback.port());
  EXPECT_EQ(silent.rest(), "");  // by now its time, and with it that of the request before, has passed
  reply(json_response(Status::ok, "late"));
  EXPECT_TRUE(waiting.answer().ends_with("\r\n\r\nlate"));
}

TEST(Stop, finishes_what_is_in_flight_and_closes_what_is_idle) {
  Loopback loopback;
  Client idle(loopback.port());
  auto busy = std::make_unique<Client>(loopback.port());
  idle.get("/id");
  idle.answer();
  busy->get("/later");
  const Reply reply = loopback.later();
  loopback.server->stop();
  EXPECT_EQ(idle.rest(), "");
  reply(json_response(Status::ok, "done"));
  const std::string answer = busy->rest();
  busy.reset();
  EXPECT_NE(answer.find("Connection: close\r\n"), std::string::npos);
  EXPECT_TRUE(answer.ends_with("\r\n\r\ndone"));
  loopback.finish();
  EXPECT_EQ(loopback.server->counters().connections_open, 0u);
}

// Draining has begun once nobody is let in any more.
void wait_until_it_drains(Loopback& loopback) {
  while (connects(loopback.port())) std::this_thread::yield();
}

TEST(Stop, answers_what_still_comes_on_an_idle_connection_and_says_that_it_was_the_last) {
  Limits limits;
  limits.drain_idle_ms_max = 20'000;
  Loopback loopback(limits);
  Client idle(loopback.port());
  idle.get("/id");
  EXPECT_EQ(idle.answer().find("Connection: close"), std::string::npos);
  loopback.server->stop();
  wait_until_it_drains(loopback);
  idle.get("/id", "X-Request-Id: late\r\n");
  const std::string last = idle.rest();
  EXPECT_NE(last.find("Connection: close\r\n"), std::string::npos) << last;
  EXPECT_TRUE(last.ends_with("\r\n\r\nlate")) << last;
}

TEST(Stop, answers_all_that_was_pipelined_and_closes_with_the_last) {
  Limits limits;
  limits.drain_idle_ms_max = 20'000;
  Loopback loopback(limits);
  Client client(loopback.port());
  client.say("GET /later HTTP/1.1\r\nHost: h\r\n\r\nGET /id HTTP/1.1\r\nHost: h\r\nX-Request-Id: second\r\n\r\n");
  const Reply reply = loopback.later();
  loopback.server->stop();
  wait_until_it_drains(loopback);
  reply(json_response(Status::ok, "first"));
  const std::string first = client.answer();
  EXPECT_TRUE(first.ends_with("\r\n\r\nfirst"));
  EXPECT_EQ(first.find("Connection: close"), std::string::npos);
  const std::string second = client.rest();
  EXPECT_NE(second.find("Connection: close\r\n"), std::string::npos);
  EXPECT_TRUE(second.ends_with("\r\n\r\nsecond"));
}

TEST(Stop, lets_a_half_sent_request_come_to_its_end) {
  Loopback loopback;
  Client idle(loopback.port()), client(loopback.port());
  client.say("POST /echo HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  client.until("\r\n\r\n");
  loopback.server->stop();
  EXPECT_EQ(idle.rest(), "");
  client.say("{}");
  EXPECT_TRUE(client.rest().ends_with("\r\n\r\n{}"));
}

TEST(Stop, ends_streams) {
  Loopback loopback;
  Client client(loopback.port());
  client.get("/stream");
  loopback.streaming.get_future().wait();
  client.until("\r\n\r\n");
  loopback.finish();
  EXPECT_EQ(client.rest(), "0\r\n\r\n");
  EXPECT_FALSE(loopback.flow->is_open());
}

TEST(Stop, cuts_what_is_not_answered_in_time_and_a_reply_after_that_harms_nobody) {
  Limits limits = patient_but_swept();
  limits.drain_ms_max = 20;
  auto loopback = std::make_unique<Loopback>(limits);
  Client client(loopback->port());
  client.get("/later");
  const Reply reply = loopback->later();
  loopback->finish();
  EXPECT_EQ(client.rest(), "");
  loopback.reset();
  reply(json_response(Status::ok, "too late"));
}

TEST(Stop, before_run_serves_nobody_and_returns) {
  ServerSettings settings;
  settings.listen.port = 0;
  auto server = *Server::open(settings, {});
  server->stop();
  server->stop();
  server->run();
  EXPECT_EQ(server->counters().requests_total, 0u);
}

TEST(Stop, under_load_loses_no_reply) {
  Loopback loopback({}, 2);
  std::vector<std::thread> clients;
  std::atomic<int> answered = 0, broken = 0;
  for (int index = 0; index < 8; ++index) {
    clients.emplace_back([&] {
      Client client(loopback.port());
      for (bool open = true; open;) {
        client.get("/thread", "X-Request-Id: r\r\n");
        const std::string answer = client.answer();
        open = answer.ends_with("\r\n\r\nr") && answer.find("Connection: close") == std::string::npos;
        if (answer.ends_with("\r\n\r\nr")) {
          ++answered;
        } else if (!answer.empty()) {
          ++broken;
        }
      }
    });
  }
  while (answered < 100) std::this_thread::yield();
  loopback.server->stop();
  for (std::thread& client : clients) client.join();
  loopback.finish();
  EXPECT_EQ(broken, 0);
  EXPECT_EQ(static_cast<std::uint64_t>(answered.load()), loopback.server->counters().requests_total);
}

}  // namespace
}  // namespace jejak::http
