#pragma once
#include <cstdint>
#include <string>

namespace jejak::tools {

// A bare Beast server on loopback: HTTP by Beast as its examples do it, no routing, no JSON, no logic.
//   POST: `rows_per_write` rows like the log's last ones are committed in groups (one thread, one transaction
//   for all that
//         wait, one fsync), then 201 with the bytes of `write_answer`.
//   GET:  200 with the bytes of `view_answer` and an ETag, or 304 where If-None-Match has it.
struct ProbeServerSettings {
  std::string sample_log;  // a log.db whose last rows are copied; empty: POST is not served
  std::string file;        // the probe's own database
  std::uint32_t rows_per_write = 1;
  std::string write_answer;  // paths of files that hold the bodies
  std::string view_answer;
};

// Prints "listening on http://127.0.0.1:PORT" and serves until SIGTERM. The exit code.
int run_probe_server(const ProbeServerSettings& settings);

inline constexpr const char* probe_etag = "\"0123456789abcdef0123456789abcdef\"";

}  // namespace jejak::tools
