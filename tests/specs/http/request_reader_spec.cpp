#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "api/http/request_reader.hpp"

namespace jejak::http {
namespace {

using State = RequestReader::State;

Limits small_limits() {
  Limits limits;
  limits.header_bytes_max = 512;
  limits.header_count_max = 8;
  limits.target_bytes_max = 100;
  limits.body_bytes_max = 64;
  return limits;
}

// Feeds bytes in pieces of at most `piece`, as a socket would: what was not consumed comes again with more
// behind it.
struct Dialogue {
  explicit Dialogue(std::string_view bytes, std::size_t piece = 1'000'000) {
    reader.start(request);
    for (std::size_t given = 0; given < bytes.size() && reader.state() == State::reading;) {
      const std::string_view more = bytes.substr(given, piece);
      unread.append(more);
      given += more.size();
      unread.erase(0, reader.feed(unread));
      if (given == bytes.size() || reader.state() != State::reading) unread.append(bytes.substr(given));
    }
  }

  Status refused() const { return reader.state() == State::refused ? reader.refusal().status : Status::ok; }

  Limits limits = small_limits();
  RequestReader::BodyLimit body_limit = [](const Request& to) {
    return to.path_text() == "/large" ? 128u : 0u;
  };
  RequestReader reader{limits, body_limit};
  Request request;
  std::string unread;
};

std::string post(std::string_view header, std::string_view body) {
  return "POST /x?a=1 HTTP/1.1\r\nHost: h\r\n" + std::string(header) + "\r\n" + std::string(body);
}

TEST(Request_reader, reads_a_request_into_plain_values) {
  const Dialogue dialogue(post("Content-Length: 2\r\nX-Y: z\r\n", "{}GET"));
  ASSERT_EQ(dialogue.reader.state(), State::complete);
  EXPECT_EQ(dialogue.request.method, Method::post);
  EXPECT_EQ(dialogue.request.query_value("a"), "1");
  EXPECT_EQ(dialogue.request.header("x-y"), "z");
  EXPECT_EQ(dialogue.request.body, "{}");
  EXPECT_EQ(dialogue.unread, "GET");
  EXPECT_TRUE(dialogue.reader.keep_alive());
}

TEST(Request_reader, reads_chunks_and_ignores_trailer_fields) {
  const std::string text =
      post("Transfer-Encoding: chunked\r\n", "3;x=y\r\nabc\r\n1\r\nd\r\n0\r\nHost: evil\r\n\r\nGET");
  for (std::size_t piece = 1; piece < 20; ++piece) {
    const Dialogue dialogue(text, piece);
    ASSERT_EQ(dialogue.reader.state(), State::complete) << piece;
    EXPECT_EQ(dialogue.request.body, "abcd");
    EXPECT_EQ(dialogue.request.header("Host"), "h");
    EXPECT_EQ(dialogue.unread, "GET");
  }
}

TEST(Request_reader, reads_an_empty_chunked_body_byte_by_byte) {
  const Dialogue dialogue(post("Transfer-Encoding: chunked\r\n", "0\r\n\r\n"), 1);
  EXPECT_EQ(dialogue.reader.state(), State::complete);
  EXPECT_EQ(dialogue.request.body, "");
}

TEST(Request_reader, gives_the_same_request_however_the_bytes_are_cut) {
  const std::string text = post("Content-Length: 11\r\nIf-Match: \"7\"\r\n", "hello world");
  for (std::size_t piece = 1; piece <= text.size(); ++piece) {
    const Dialogue dialogue(text, piece);
    ASSERT_EQ(dialogue.reader.state(), State::complete) << piece;
    EXPECT_EQ(dialogue.request.body, "hello world");
    EXPECT_EQ(dialogue.request.header("If-Match"), "\"7\"");
    EXPECT_EQ(dialogue.request.headers.size(), 3u);
  }
}

TEST(Request_reader, refuses_what_could_smuggle_a_second_request) {
  EXPECT_EQ(Dialogue(post("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "{}")).refused(),
            Status::bad_request);
  EXPECT_EQ(Dialogue(post("Transfer-Encoding: chunked\r\nContent-Length: 2\r\n", "{}")).refused(),
            Status::bad_request);
  EXPECT_EQ(Dialogue(post("Content-Length: 2\r\nContent-Length: 3\r\n", "{}")).refused(),
            Status::bad_request);
  EXPECT_EQ(Dialogue(post("Content-Length: -2\r\n", "{}")).refused(), Status::bad_request);
  EXPECT_EQ(Dialogue(post("Transfer-Encoding: gzip\r\n", "")).refused(), Status::not_implemented);
  EXPECT_EQ(Dialogue(post("Transfer-Encoding: gzip, chunked\r\n", "")).refused(), Status::not_implemented);
  EXPECT_EQ(Dialogue("POST /x HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n").refused(),
            Status::bad_request);
  EXPECT_EQ(Dialogue(post("Host : x\r\n", "")).refused(), Status::bad_request);
}

TEST(Request_reader, refuses_what_may_stand_only_once_and_stands_twice) {
  EXPECT_EQ(Dialogue(post("Authorization: Bearer a\r\nauthorization: Bearer b\r\n", "")).refused(),
            Status::bad_request);
  EXPECT_EQ(Dialogue(post("Content-Type: application/json\r\nContent-Type: text/plain\r\n", "")).refused(),
            Status::bad_request);
  EXPECT_EQ(Dialogue(post("Authorization: Bearer a\r\nContent-Type: application/json\r\n", "")).refused(), Status::ok);
}

TEST(Request_reader, knows_a_host_from_what_is_none) {
  for (const std::string_view host : {"h", "h:8080", "127.0.0.1:1", "[::1]:8080", ""}) {
    EXPECT_EQ(Dialogue("GET / HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n").refused(), Status::ok) << host;
  }
  for (const std::string_view host : {"a/b", "a b", "u@h", "h#", "h?x", "<h>"}) {
    EXPECT_EQ(Dialogue("GET / HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n").refused(), Status::bad_request)
        << host;
  }
}

TEST(Request_reader, takes_the_target_of_the_whole_server_for_options_alone) {
  EXPECT_EQ(Dialogue("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n").refused(), Status::ok);
  EXPECT_EQ(Dialogue("GET * HTTP/1.1\r\nHost: h\r\n\r\n").refused(), Status::bad_request);
}

TEST(Request_reader, wants_exactly_one_host) {
  EXPECT_EQ(Dialogue("GET / HTTP/1.1\r\n\r\n").refused(), Status::bad_request);
  EXPECT_EQ(Dialogue("GET / HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n").refused(), Status::bad_request);
  EXPECT_EQ(Dialogue("GET / HTTP/1.0\r\n\r\n").refused(), Status::ok);
}

TEST(Request_reader, refuses_what_is_not_http) {
  EXPECT_EQ(Dialogue("nonsense\r\n\r\n").refused(), Status::bad_request);
  EXPECT_EQ(Dialogue("GET /a b HTTP/1.1\r\n\r\n").refused(), Status::http_version_not_supported);
  EXPECT_EQ(Dialogue("GET /x?a=1&a=2 HTTP/1.1\r\nHost: h\r\n\r\n").refused(), Status::bad_request);
  EXPECT_EQ(Dialogue("GET / HTTP/2.0\r\nHost: h\r\n\r\n").refused(), Status::http_version_not_supported);
  EXPECT_EQ(Dialogue("GET / HTTP/1.1\r\nHost: h" + std::string(1, '\0') + "x\r\n\r\n").refused(),
            Status::bad_request);
}

TEST(Request_reader, bounds_header_target_and_fields) {
  const std::string many(600, 'a');
  EXPECT_EQ(Dialogue("GET / HTTP/1.1\r\nHost: h\r\nX: " + many + "\r\n\r\n").refused(),
            Status::request_header_fields_too_large);
  EXPECT_EQ(Dialogue("GET / HTTP/1.1\r\nHost: h\r\nX: " + many, 7).refused(),
            Status::request_header_fields_too_large);
  EXPECT_EQ(Dialogue("GET /" + many, 7).refused(), Status::request_header_fields_too_large);
  EXPECT_EQ(Dialogue("GET /" + many.substr(0, 200) + " HTTP/1.1\r\n").refused(), Status::uri_too_long);
  std::string fields;
  for (int index = 0; index < 9; ++index) fields += "X: y\r\n";
  EXPECT_EQ(Dialogue("GET / HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n").refused(),
            Status::request_header_fields_too_large);
}

TEST(Request_reader, bounds_the_body_as_soon_as_its_length_is_known) {
  EXPECT_EQ(Dialogue(post("Content-Length: 65\r\n", "")).refused(), Status::content_too_large);
  EXPECT_EQ(Dialogue(post("Content-Length: 64\r\n", std::string(64, 'x'))).refused(), Status::ok);
  EXPECT_EQ(Dialogue(post("Transfer-Encoding: chunked\r\n", "41\r\n")).refused(), Status::content_too_large);
  EXPECT_EQ(Dialogue(post("Transfer-Encoding: chunked\r\n", "20\r\n" + std::string(32, 'x') + "\r\n21\r\n"))
                .refused(),
            Status::content_too_large);
  EXPECT_EQ(Dialogue("PUT /large HTTP/1.1\r\nHost: h\r\nContent-Length: 128\r\n\r\n").refused(), Status::ok);
  EXPECT_EQ(Dialogue("PUT /large HTTP/1.1\r\nHost: h\r\nContent-Length: 129\r\n\r\n").refused(),
            Status::content_too_large);
  EXPECT_EQ(Dialogue(post("Content-Length: 18446744073709551615\r\n", "")).refused(),
            Status::content_too_large);
}

TEST(Request_reader, bounds_chunk_extensions_and_trailers) {
  const std::string chunked = post("Transfer-Encoding: chunked\r\n", "");
  const std::string many(600, 'a');
  EXPECT_EQ(Dialogue(chunked + "1;" + many, 7).refused(), Status::request_header_fields_too_large);
  EXPECT_EQ(Dialogue(chunked + "0\r\nX: " + many, 7).refused(), Status::request_header_fields_too_large);
}

TEST(Request_reader, asks_once_for_a_body_that_waits_for_100_continue) {
  Dialogue dialogue(post("Expect: 100-continue\r\nContent-Length: 2\r\n", ""));
  EXPECT_TRUE(dialogue.reader.takes_continue());
  EXPECT_FALSE(dialogue.reader.takes_continue());
  EXPECT_EQ(dialogue.reader.feed("{}"), 2u);
  EXPECT_EQ(dialogue.reader.state(), State::complete);
  EXPECT_EQ(Dialogue(post("Expect: miracles\r\nContent-Length: 2\r\n", "")).refused(),
            Status::expectation_failed);
}

TEST(Request_reader, knows_whether_the_connection_goes_on) {
  EXPECT_FALSE(Dialogue("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").reader.keep_alive());
  EXPECT_FALSE(Dialogue("GET / HTTP/1.0\r\n\r\n").reader.keep_alive());
  EXPECT_TRUE(Dialogue("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").reader.keep_alive());
}

RC_GTEST_PROP(Request_reader, never_takes_more_than_its_limits_of_any_bytes,
              (const std::string& bytes, std::size_t piece)) {
  const Dialogue dialogue("POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + bytes,
                          1 + piece % 9);
  RC_ASSERT(dialogue.request.body.size() <= 64u);
  const Dialogue raw(bytes, 1 + piece % 9);
  RC_ASSERT(raw.request.body.size() <= 64u);
}

}  // namespace
}  // namespace jejak::http
