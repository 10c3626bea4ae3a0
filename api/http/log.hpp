#pragma once
#include <string>
#include <string_view>

#include "api/http/access.hpp"

namespace jejak::http {

enum class LogLevel { off, error, info };  // info has one line per request

struct LogSettings {
  LogLevel level = LogLevel::info;
  bool json = true;  // one JSON object per line; otherwise readable coloured lines
};

// JSON unless stderr is a terminal.
LogSettings default_log_settings();

// Sets up the process's one log, on stderr, written by a thread of its own; when that cannot keep up,
// lines are dropped, and counted, rather than requests delayed. Call once before the others; close_log()
// writes what is left.
void open_log(const LogSettings& settings);
void close_log();

void log_access(const AccessEntry& entry);
void log_info(std::string_view message);
void log_error(std::string_view message, std::string_view request_id = {});

// One line without its end. Pure.
std::string access_line_json(const AccessEntry& entry, std::string_view time);
std::string access_line_text(const AccessEntry& entry);

}  // namespace jejak::http
