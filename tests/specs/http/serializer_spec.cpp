#include <gtest/gtest.h>

#include "api/http/outflow.hpp"
#include "api/http/serializer.hpp"
#include "api/http/target.hpp"

namespace jejak::http {
namespace {

constexpr std::string_view date = "Mon, 23 Nov 2026 08:00:00 GMT";
constexpr std::string_view common = "Date: Mon, 23 Nov 2026 08:00:00 GMT\r\nX-Request-Id: r-1\r\n\r\n";

std::string sent(const Response& response, bool keep_alive = true, bool http_1_0 = false,
                 Method method = Method::get) {
  std::string text;
  const std::string_view body = serialise(text, response, {keep_alive, http_1_0, method, date, "r-1"});
  return text.append(body);
}

TEST(Serialiser, writes_an_answer_with_its_length) {
  Response response = json_response(Status::created, "{}");
  response.etag = "\"1\"";
  response.with("Location", "/v1/proposals/7");
  EXPECT_EQ(
      sent(response),
      "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nETag: \"1\"\r\nLocation: /v1/proposals/7\r\n"
      "Content-Length: 2\r\n" +
          std::string(common) + "{}");
}

TEST(Serialiser, says_what_becomes_of_the_connection) {
  const Response response = json_response(Status::ok, "");
  EXPECT_EQ(sent(response).find("Connection"), std::string::npos);
  EXPECT_NE(sent(response, false).find("\r\nConnection: close\r\n"), std::string::npos);
  EXPECT_NE(sent(response, true, true).find("\r\nConnection: keep-alive\r\n"), std::string::npos);
}

TEST(Serialiser, sends_no_body_for_head_and_none_at_all_for_204_and_304) {
  const std::string head = sent(json_response(Status::ok, "{}"), true, false, Method::head);
  EXPECT_NE(head.find("Content-Length: 2\r\n"), std::string::npos);
  EXPECT_TRUE(head.ends_with("\r\n\r\n"));
  EXPECT_EQ(sent(empty_response(Status::no_content)), "HTTP/1.1 204 No Content\r\n" + std::string(common));
  EXPECT_EQ(sent(empty_response(Status::not_modified)),
            "HTTP/1.1 304 Not Modified\r\n" + std::string(common));
}

TEST(Serialiser, lets_no_value_forge_a_line) {
  Response response = json_response(Status::ok, "{}");
  response.with("Location", "/x\r\nSet-Cookie: a=b");
  EXPECT_NE(sent(response).find("Location: /x  Set-Cookie: a=b\r\n"), std::string::npos);
}

TEST(Serialiser, sends_a_cached_answer_from_its_bytes) {
  Response view = json_response(Status::ok, "{\"n\":1}");
  view.etag = "\"7\"";
  view.with("Jejak-Position", "7");
  const auto cached = cache_answer(view);
  const auto fresh = make_request(Method::get, "/x"),
             again = make_request(Method::get, "/x", {{"If-None-Match", "\"7\""}});
  EXPECT_EQ(sent(answer_from(cached, *fresh)), sent(view));
  EXPECT_EQ(sent(answer_from(cached, *again)),
            "HTTP/1.1 304 Not Modified\r\nETag: \"7\"\r\nJejak-Position: 7\r\n" + std::string(common));
  EXPECT_EQ(answer_from(cached, *fresh).header("jejak-position"), "7");
  EXPECT_EQ(answer_from(cached, *fresh).body_view(), "{\"n\":1}");
}

TEST(Serialiser, sends_shared_bytes_without_owning_them) {
  Response response = json_response(Status::ok, "ignored");
  response.shared_body = std::make_shared<const std::string>("shared");
  EXPECT_TRUE(sent(response).ends_with("Content-Length: 6\r\n" + std::string(common) + "shared"));
}

TEST(Serialiser, announces_a_stream_in_chunks) {
  Response response;
  response.content_type = "text/event-stream";
  response.outflow = std::make_shared<Outflow>();
  EXPECT_NE(sent(response).find("Transfer-Encoding: chunked\r\n"), std::string::npos);
  EXPECT_EQ(sent(response).find("Content-Length"), std::string::npos);
  EXPECT_EQ(sent(response, false, true).find("Transfer-Encoding"), std::string::npos);
  std::string chunk;
  append_chunk(chunk, std::string(26, 'x'));
  EXPECT_EQ(chunk, "1a\r\n" + std::string(26, 'x') + "\r\n");
}

TEST(Date, is_an_imf_fixdate) {
  EXPECT_EQ(imf_fixdate(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(imf_fixdate(0), "Thu, 01 Jan 1970 00:00:00 GMT");
}

TEST(Outflow, gives_what_was_written_and_then_its_end) {
  Outflow flow;
  int woken = 0;
  flow.attach([&] { ++woken; });
  EXPECT_TRUE(flow.write("a"));
  EXPECT_TRUE(flow.write("b"));
  flow.close();
  std::string text;
  EXPECT_FALSE(flow.take(text));
  EXPECT_EQ(text, "ab");
  EXPECT_EQ(woken, 3);
  EXPECT_FALSE(flow.is_cut());
  EXPECT_FALSE(flow.write("c"));
}

TEST(Outflow, is_cut_when_the_client_does_not_keep_up_or_is_gone) {
  Outflow slow(3);
  EXPECT_TRUE(slow.write("abc"));
  EXPECT_FALSE(slow.write("d"));
  EXPECT_TRUE(slow.is_cut());
  Outflow gone;
  gone.detach();
  EXPECT_FALSE(gone.write("a"));
  EXPECT_FALSE(gone.is_open());
}

}  // namespace
}  // namespace jejak::http
