#include "tools/bench_probe.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>

#include "storage/sqlite/event_log.hpp"
#include "tools/bench_group_commit.hpp"
#include "tools/store_option.hpp"

namespace jejak::tools {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using Tcp = asio::ip::tcp;
using Answer = http::response<http::string_body>;

constexpr Position templates_max = 4096;

std::string bytes_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Probe {
  std::string write_answer;
  std::string view_answer;
  std::unique_ptr<GroupCommit> commits;
};

// One connection, in the manner of Beast's own asynchronous example.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Tcp::socket socket, Probe& probe) : socket_(std::move(socket)), probe_(probe) {}

  void read() {
    request_ = {};
    http::async_read(socket_, buffer_, request_,
                     [self = shared_from_this()](beast::error_code error, std::size_t) {
                       if (!error) self->serve();
                     });
  }

 private:
  void serve() {
    if (request_.method() != http::verb::post) return write(view());
    if (!probe_.commits) return write(Answer{http::status::not_found, request_.version()});
    probe_.commits->submit([self = shared_from_this()] { self->acknowledge(); });
  }

  void acknowledge() {
    Answer answer{http::status::created, request_.version()};
    answer.set(http::field::content_type, "application/json");
    answer.body() = probe_.write_answer;
    write(std::move(answer));
  }

  Answer view() const {
    const bool known = request_[http::field::if_none_match] == probe_etag;
    Answer answer{known ? http::status::not_modified : http::status::ok, request_.version()};
    answer.set(http::field::etag, probe_etag);
    if (!known) {
      answer.set(http::field::content_type, "application/json");
      answer.body() = probe_.view_answer;
    }
    return answer;
  }

  void write(Answer answer) {
    answer_ = std::move(answer);
    answer_.keep_alive(request_.keep_alive());
    if (answer_.result() != http::status::not_modified) answer_.prepare_payload();
    http::async_write(socket_, answer_, [self = shared_from_this()](beast::error_code error, std::size_t) {
      if (!error) self->read();
    });
  }

  Tcp::socket socket_;
  Probe& probe_;
  beast::flat_buffer buffer_;
  http::request<http::string_body> request_;
  Answer answer_;
};

void accept(Tcp::acceptor& acceptor, Probe& probe) {
  acceptor.async_accept([&](beast::error_code error, Tcp::socket socket) {
    if (error) return;
    socket.set_option(Tcp::no_delay(true));
    std::make_shared<Session>(std::move(socket), probe)->read();
    accept(acceptor, probe);
  });
}

Result<std::unique_ptr<BareRows>, Failure> rows_like(const ProbeServerSettings& settings) {
  const auto log = SqliteEventLog::open(settings.sample_log, StoreMode::read);
  if (!log) return log.error();
  const Position size = (*log)->head().size;
  // Whole writes: each is `rows_per_write` rows.
  const Position count = std::min(size, templates_max) / settings.rows_per_write * settings.rows_per_write;
  std::vector<StoredEvent> templates;
  const auto keep = [&](const StoredEvent& event) {
    templates.push_back(event);
    return true;
  };
  if (auto failure = (*log)->read(size - count + 1, count, keep)) return *failure;
  if (templates.empty()) return Failure{Failure::Kind::unavailable, "the sample log has no rows to copy"};
  return BareRows::create(settings.file, std::move(templates));
}

}  // namespace

int run_probe_server(const ProbeServerSettings& settings) {
  asio::io_context context(1);
  Probe probe{bytes_of_file(settings.write_answer), bytes_of_file(settings.view_answer), nullptr};
  if (!settings.sample_log.empty()) {
    auto rows = rows_like(settings);
    if (!rows) return report(rows.error());
    const auto answer_all = [&context](std::vector<std::function<void()>> replies) {
      asio::post(context, [replies = std::move(replies)] {
        for (const auto& reply : replies) reply();
      });
    };
    probe.commits = std::make_unique<GroupCommit>(std::move(*rows), settings.rows_per_write, answer_all);
  }
  Tcp::acceptor acceptor(context, Tcp::endpoint(asio::ip::address_v4::loopback(), 0));
  std::printf("listening on http://127.0.0.1:%u\n", static_cast<unsigned>(acceptor.local_endpoint().port()));
  std::fflush(stdout);
  asio::signal_set signals(context, SIGTERM, SIGINT);
  signals.async_wait([&](beast::error_code, int) { context.stop(); });
  accept(acceptor, probe);
  context.run();
  return 0;
}

}  // namespace jejak::tools
