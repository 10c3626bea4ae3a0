#include <gtest/gtest.h>

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
  EXPECT_EQ(line,
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

}  // namespace
}  // namespace jejak::http
