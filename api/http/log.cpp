#include "api/http/log.hpp"

#include <spdlog/common.h>
#include <spdlog/logger.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <memory>

#include "api/http/log_sink.hpp"
#include "api/http/text.hpp"
#include "engine/core/time.hpp"

namespace jejak::http {
namespace {

struct Log {
  LogSettings settings{LogLevel::off, true};
  std::unique_ptr<spdlog::logger> logger;
};

Log& the_log() {
  static Log log;
  return log;
}

std::string now_text() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return format_rfc3339({std::chrono::duration_cast<std::chrono::microseconds>(now).count()});
}

void append_escaped(std::string& out, char c) {
  if (c == '"' || c == '\\') {
    out.push_back('\\');
    out.push_back(c);
  } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
    std::array<char, 8> code;
    std::snprintf(code.data(), code.size(), "\\u%04x", static_cast<unsigned>(static_cast<unsigned char>(c)));
    out.append(code.data());
  } else {
    out.push_back(c);
  }
}

// As a JSON string; bytes that are not UTF-8 become '?', so that a line is always JSON.
void append_member(std::string& out, std::string_view name, std::string_view value) {
  const bool text = is_utf8(value);
  out.append(",\"").append(name).append("\":\"");
  for (const char c : value) append_escaped(out, !text && static_cast<unsigned char>(c) >= 0x80 ? '?' : c);
  out.push_back('"');
}

void append_member(std::string& out, std::string_view name, std::uint64_t value) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(",\"").append(name).append("\":").append(digits.data(), end);
}

std::string line_begin(std::string_view level, std::string_view time) {
  std::string line;
  line.reserve(384);
  line.append("{\"time\":\"").append(time).append("\",\"level\":\"").append(level).push_back('"');
  return line;
}

std::string_view colour_of(unsigned status) {
  if (status >= 500) return "\x1b[31m";
  return status >= 400 ? "\x1b[33m" : "\x1b[32m";
}

void append_printable(std::string& out, std::string_view text) {
  for (const char c : text) out.push_back(static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c);
}

void write(spdlog::level::level_enum level, std::string_view line) {
  the_log().logger->log(level, spdlog::string_view_t(line.data(), line.size()));
}

void log_message(spdlog::level::level_enum level, std::string_view name, std::string_view message,
                 std::string_view request_id) {
  std::string line;
  if (the_log().settings.json) {
    line = line_begin(name, now_text());
    append_member(line, "message", message);
    if (!request_id.empty()) append_member(line, "request_id", request_id);
    line.push_back('}');
  } else {
    line.append(name).append(": ");
    append_printable(line, message);
    if (!request_id.empty()) append_printable(line.append("  request "), request_id);
  }
  write(level, line);
}

}  // namespace

LogSettings default_log_settings() { return {LogLevel::info, isatty(STDERR_FILENO) == 0}; }

void open_log(const LogSettings& settings) {
  Log& log = the_log();
  log.settings = settings;
  if (settings.level == LogLevel::off) return;
  log.logger = std::make_unique<spdlog::logger>("jejak", std::make_shared<StderrSink>());
  log.logger->set_level(settings.level == LogLevel::info ? spdlog::level::info : spdlog::level::err);
}

void close_log() {
  Log& log = the_log();
  log.settings.level = LogLevel::off;
  log.logger.reset();  // the sink writes what waits, then ends
}

void log_access(const AccessEntry& entry) {
  const Log& log = the_log();
  if (log.settings.level != LogLevel::info) return;
  write(spdlog::level::info,
        log.settings.json ? access_line_json(entry, now_text()) : access_line_text(entry));
}

void log_info(std::string_view message) {
  if (the_log().settings.level == LogLevel::info) log_message(spdlog::level::info, "info", message, {});
}

void log_error(std::string_view message, std::string_view request_id) {
  if (the_log().settings.level != LogLevel::off)
    log_message(spdlog::level::err, "error", message, request_id);
}

std::string access_line_json(const AccessEntry& entry, std::string_view time) {
  std::string line = line_begin("info", time);
  append_member(line, "method", method_name(entry.method));
  append_member(line, "path", entry.path);
  append_member(line, "route", entry.route_id);
  append_member(line, "status", entry.status);
  append_member(line, "bytes", entry.bytes);
  append_member(line, "microseconds", entry.microseconds);
  append_member(line, "request_id", entry.request_id);
  append_member(line, "principal", entry.principal);
  append_member(line, "remote", entry.remote);
  line.push_back('}');
  return line;
}

std::string access_line_text(const AccessEntry& entry) {
  std::string line(colour_of(entry.status));
  line.append(std::to_string(entry.status)).append("\x1b[0m ").append(method_name(entry.method)).append(" ");
  append_printable(line, entry.path);
  line.append("  ").append(std::to_string(entry.microseconds)).append(" us, ");
  line.append(std::to_string(entry.bytes)).append(" bytes");
  if (!entry.principal.empty()) append_printable(line.append(", "), entry.principal);
  return line;
}

}  // namespace jejak::http
