#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <thread>

#include "tests/api/api_under_test.hpp"
#include "workflows/projections.hpp"

namespace jejak::tests {
namespace {

// The threads of a serving process: processor, projector, workers, and several that stand for I/O threads.
struct Serving {
  Serving() : projector(api.log, api.views, workflows::projections()), application(ports()) {
    projector.on_advanced([this](Position reached) { application.views_advanced(reached); });
    api.processor.on_committed([this](Position size) { projector.notify(size); });
    EXPECT_FALSE(application.load());
    api.processor.start();
    projector.start();
  }
  ~Serving() {
    application.stop();
    api.processor.stop();
    projector.stop();
  }
  routes::Ports ports() {
    return {api.processor, api.log, api.views, api.vault, api.blobs, projector, api.clock, api.entropy, {}, {}, {}};
  }

  Seen ask(const Client& who, http::Method method, const std::string& target, const std::string& body = {}) {
    std::vector<http::HeaderLine> headers = {{"Authorization", "Bearer " + who.token()},
                                             {"Content-Type", "application/json"}};
    std::latch answered(1);
    Seen seen;
    const auto reply = http::Reply([&](http::Response&& given) {
      seen.status = http::code_of(given.status);
      seen.body = std::string(given.body_view());
      seen.response = std::move(given);
      answered.count_down();
    });
    application.dispatch(http::make_request(method, target, std::move(headers), body), reply);
    answered.wait();
    return seen;
  }

  Api api;
  Projector projector;
  routes::Application application;
};

TEST(Threads, every_writer_reads_its_own_write_while_others_poll) {
  Serving serving;
  const Client admin = serving.api.admin();
  constexpr int writers = 4, writes = 25;
  std::atomic<int> wrong = 0, polls = 0;
  std::atomic<bool> writing = true;
  std::vector<std::thread> threads;
  for (int writer = 0; writer < writers; ++writer) {
    threads.emplace_back([&, writer] {
      for (int each = 0; each < writes; ++each) {
        const std::string id = "kota-" + std::to_string(writer) + "-" + std::to_string(each);
        const Seen made = serving.ask(admin, http::Method::post, "/v1/organizers",
                                      R"({"id":")" + id + R"(","name":"K","region":"R"})");
        if (made.status != 201) ++wrong;
        const Seen read =
            serving.ask(admin, http::Method::get,
                        "/v1/organizers/" + id + "?after_position=" + made.header("Jejak-Position"));
        if (read.status != 200) ++wrong;
      }
    });
  }
  std::thread poller([&] {
    while (writing) {
      if (serving.ask(admin, http::Method::get, "/v1/organizers?limit=5").status != 200) ++wrong;
      ++polls;
    }
  });
  for (std::thread& thread : threads) thread.join();
  writing = false;
  poller.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_GT(polls, 0);
  const Seen last =
      serving.ask(admin, http::Method::get,
                  "/v1/organizers?limit=200&after_position=" + std::to_string(serving.api.log.head().size));
  EXPECT_EQ(parse_own_json(last.body)->as_object().at("items").as_array().size(),
            std::size_t{writers * writes});
}

TEST(Threads, a_wait_for_a_position_that_does_not_come_ends_at_its_deadline) {
  Serving serving;
  routes::ApplicationSettings hasty;
  hasty.position_wait_ms_max = 20;
  routes::Application application(serving.ports(), hasty);
  std::latch answered(1);
  unsigned status = 0;
  application.dispatch(http::make_request(http::Method::get, "/v1/organizers?after_position=999999"),
                       http::Reply([&](http::Response&& given) {
                         status = http::code_of(given.status);
                         answered.count_down();
                       }));
  answered.wait();
  EXPECT_EQ(status, 503U);
}

}  // namespace
}  // namespace jejak::tests
