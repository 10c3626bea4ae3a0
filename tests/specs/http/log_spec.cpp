#include <gtest/gtest.h>

#include <algorithm>

#include "api/http/log.hpp"
#include "engine/core/json.hpp"

namespace jejak::http {
namespace {

TEST(Access_line, is_one_json_object_whatever_the_client_sent) {
  AccessEntry entry;
  entry.method = Method::post;
  entry.path = "/v1/\"x\"\n\x7F\xFF";
  entry.route_id = "proposals.enter";
  entry.status = 201;
  entry.bytes = 12;
  entry.microseconds = 345;
  entry.request_id = "r-1";
  entry.principal = "key-1";
  entry.remote = "::1";
  const std::string line = access_line_json(entry, "2026-11-23T08:00:00.000000Z");
  EXPECT_EQ(
      line,
      R"({"time":"2026-11-23T08:00:00.000000Z","level":"info","method":"POST","path":"/v1/\"x\"\u000a\u007f?",)"
      R"("route":"proposals.enter","status":201,"bytes":12,"microseconds":345,"request_id":"r-1",)"
      R"("principal":"key-1","remote":"::1"})");
  EXPECT_TRUE(parse_json(line));
}

TEST(Access_line, is_readable_on_a_terminal_and_harmless) {
  AccessEntry entry;
  entry.path = "/v1/\x1b[2J";
  entry.status = 404;
  EXPECT_EQ(access_line_text(entry), "\x1b[33m404\x1b[0m GET /v1/?[2J  0 us, 0 bytes");
}

TEST(Log, writes_every_line_before_it_closes_and_none_when_it_is_off) {
  AccessEntry entry;
  entry.path = "/v1/events";
  testing::internal::CaptureStderr();
  open_log({LogLevel::error, true});
  log_access(entry);
  log_error("a \"bug\"", "r-1");
  close_log();
  log_error("after the end");
  open_log({LogLevel::info, true});
  for (int line = 0; line < 1000; ++line) log_access(entry);
  close_log();
  const std::string text = testing::internal::GetCapturedStderr();
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1001);
  EXPECT_NE(text.find(R"("level":"error","message":"a \"bug\"","request_id":"r-1"})"), std::string::npos);
  EXPECT_EQ(text.find("after the end"), std::string::npos);
}

}  // namespace
}  // namespace jejak::http
