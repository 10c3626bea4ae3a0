#pragma once
#include <cstddef>
#include <cstdint>

namespace jejak::http {

// Every bound on what a client can make large or slow. Units stand last in the names.
struct Limits {
  std::size_t header_bytes_max = 16 * 1024;             // request line and header fields together, else 431
  std::size_t header_count_max = 100;                   // else 431
  std::size_t target_bytes_max = 4 * 1024;              // else 414
  std::size_t body_bytes_max = 1024 * 1024;             // else 413; a route may state its own
  std::size_t connections_max = 4096;                   // one more is answered 503 and closed
  std::size_t requests_per_connection_max = 1'000'000;  // then Connection: close

  std::uint32_t first_byte_ms_max = 10'000;  // from accept to the first byte of the first request
  std::uint32_t read_ms_max = 30'000;        // from a request's first byte to its last, else 408
  std::uint32_t idle_ms_max = 75'000;        // between two requests of one connection
  std::uint32_t write_ms_max = 30'000;       // for the client to take one answer, or one chunk of a stream
  std::uint32_t linger_ms_max =
      2'000;  // after a refusal: how long unread bytes are swallowed so that it arrives
  std::uint32_t drain_ms_max = 20'000;   // after stop(): what is not answered by then is cut
  std::uint32_t drain_idle_ms_max = 500;  // after stop(): how long an idle connection may still send a request
  std::uint32_t sweep_ms = 1'000;  // how often deadlines are looked at; a deadline is late by at most this
};

inline constexpr std::size_t path_segments_max = 16;
inline constexpr std::size_t query_parameters_max = 32;
inline constexpr std::size_t page_size_default = 50;
inline constexpr std::size_t page_size_max = 200;
inline constexpr std::size_t cursor_bytes_max = 1024;
inline constexpr std::size_t idempotency_key_bytes_max = 255;
inline constexpr std::size_t request_id_bytes_max = 128;
inline constexpr std::size_t entity_tags_max = 32;  // in one If-Match or If-None-Match
inline constexpr std::size_t attachment_bytes_max = 10 * 1024 * 1024;  // of one file of a proposal, else 413
inline constexpr std::size_t outflow_bytes_max =
    1024 * 1024;  // written to a stream and not yet taken by its client

}  // namespace jejak::http
