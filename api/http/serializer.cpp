#include "api/http/serializer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

#include "api/http/outflow.hpp"

namespace jejak::http {
namespace {

void append_number(std::string& out, std::uint64_t number, int base = 10) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, base).ptr;
  out.append(digits.data(), end);
}

void append_line(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ");
  const auto begin = static_cast<std::ptrdiff_t>(out.size());
  out.append(value);
  std::replace_if(
      out.begin() + begin, out.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' ');
  out.append("\r\n");
}

void append_status_line(std::string& out, Status status) {
  out.append("HTTP/1.1 ");
  append_number(out, code_of(status));
  out.append(" ").append(reason_phrase(status)).append("\r\n");
}

void append_connection_lines(std::string& head, const Response& response, const AnswerContext& context) {
  if (response.outflow && !context.http_1_0) head.append("Transfer-Encoding: chunked\r\n");
  if (!context.keep_alive) {
    head.append("Connection: close\r\n");
  } else if (context.http_1_0) {
    head.append("Connection: keep-alive\r\n");
  }
  head.append("Date: ").append(context.date).append("\r\n");
  head.append("X-Request-Id: ").append(context.request_id).append("\r\n\r\n");
}

}  // namespace

void append_fixed_lines(std::string& head, const Response& response) {
  append_status_line(head, response.status);
  if (!response.content_type.empty() && has_body(response.status)) {
    append_line(head, "Content-Type", response.content_type);
  }
  if (!response.etag.empty()) append_line(head, "ETag", response.etag);
  for (const HeaderLine& line : response.headers) append_line(head, line.name, line.value);
  if (!has_body(response.status) || response.outflow) return;
  head.append("Content-Length: ");
  append_number(head, response.body_view().size());
  head.append("\r\n");
}

std::string_view serialise(std::string& head, const Response& response, const AnswerContext& context) {
  const bool bodiless = context.method == Method::head || !has_body(response.status);
  if (response.cached) {
    head.append(has_body(response.status) ? response.cached->head_ok : response.cached->head_not_modified);
  } else {
    append_fixed_lines(head, response);
  }
  append_connection_lines(head, response, context);
  return bodiless || response.outflow ? std::string_view{} : response.body_view();
}

void append_chunk(std::string& out, std::string_view text) {
  append_number(out, text.size(), 16);
  out.append("\r\n").append(text).append("\r\n");
}

std::string imf_fixdate(std::int64_t unix_seconds) {
  static constexpr std::array days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::chrono::sys_seconds instant{std::chrono::seconds{unix_seconds}};
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{instant - day};
  std::array<char, 64> text;
  const int size =
      std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
                    days[std::chrono::weekday{day}.c_encoding()], static_cast<unsigned>(date.day()),
                    months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                    static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                    static_cast<int>(time.seconds().count()));
  return {text.data(), static_cast<std::size_t>(size)};
}

}  // namespace jejak::http
