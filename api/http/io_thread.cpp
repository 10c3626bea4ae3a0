#include "api/http/io_thread.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <ctime>

#include "api/http/outflow.hpp"
#include "api/http/serializer.hpp"

namespace jejak::http {
namespace {

constexpr std::uint32_t drain_sweep_ms = 50;  // while draining, deadlines are looked at more often

std::mt19937_64 seeded() {
  std::random_device device;
  std::array<std::uint32_t, 8> words;
  for (auto& word : words) word = device();
  std::seed_seq seed(words.begin(), words.end());
  return std::mt19937_64(seed);
}

}  // namespace

IoThread::IoThread(const ServerSettings& with, const ServerHooks& calls, AtomicCounters& counts)
    : settings(with),
      hooks(calls),
      counters(counts),
      context(std::make_shared<asio::io_context>(1)),
      work(context->get_executor()),
      sweep_timer(context->get_executor()),
      random_(seeded()) {}

void IoThread::adopt(Socket socket) {
  auto connection = std::make_unique<Connection>(*this, std::move(socket));
  asio::co_spawn(context->get_executor(), serve(std::move(connection)), asio::detached);
  if (is_draining) sweep_regularly();  // the last sweep may have been before it came
}

void IoThread::sweep_regularly() {
  const std::uint32_t pause = is_draining ? std::min(settings.limits.sweep_ms, drain_sweep_ms) : settings.limits.sweep_ms;
  sweep_timer.expires_after(std::chrono::milliseconds(pause));
  sweep_timer.async_wait([this](ErrorCode error) {
    if (error) return;
    sweep();
    if (!is_draining || !connections.empty()) sweep_regularly();
  });
}

void IoThread::sweep() {
  const auto now = SteadyClock::now();
  if (now >= drain_deadline) return cut();
  for (Connection* connection : connections) {
    if (now < connection->deadline) continue;
    connection->is_expired = true;
    connection->deadline = SteadyClock::time_point::max();
    counters.timeouts_total.fetch_add(1, std::memory_order_relaxed);
    ErrorCode ignored;
    connection->socket.cancel(ignored);
  }
}

void IoThread::drain() {
  if (is_draining) return;
  is_draining = true;
  const auto now = SteadyClock::now();
  drain_deadline = now + std::chrono::milliseconds(settings.limits.drain_ms_max);
  const auto idle_deadline = now + std::chrono::milliseconds(settings.limits.drain_idle_ms_max);
  for (Connection* connection : connections) {
    if (connection->is_idle) connection->deadline = std::min(connection->deadline, idle_deadline);
    if (connection->outflow) connection->outflow->close();
  }
  sweep_timer.cancel();
  if (!connections.empty()) sweep_regularly();
  connection_ended();
}

void IoThread::cut() {
  for (Connection* connection : connections) {
    connection->is_cut = true;
    ErrorCode ignored;
    connection->socket.close(ignored);
    if (connection->slot) connection->slot->gate.open();
    if (connection->stream_gate) connection->stream_gate->open();
  }
}

void IoThread::connection_ended() {
  if (!is_draining || !connections.empty()) return;
  sweep_timer.cancel();
  work.reset();
  on_drained();
}

std::string_view IoThread::date() {
  const std::int64_t now = std::time(nullptr);
  if (now != date_second_) {
    date_ = imf_fixdate(now);
    date_second_ = now;
  }
  return date_;
}

std::string IoThread::fresh_request_id() {
  static constexpr std::string_view digits = "0123456789abcdef";
  const std::array<std::uint64_t, 2> bits = {(random_() & ~0xF000ULL) | 0x4000ULL,
                                             (random_() & ~(0x3ULL << 62)) | (0x2ULL << 62)};
  std::string text;
  text.reserve(36);
  for (unsigned nibble = 0; nibble < 32; ++nibble) {
    if (nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20) text.push_back('-');
    text.push_back(digits[(bits[nibble / 16] >> (60 - 4 * (nibble % 16))) & 0xF]);
  }
  return text;
}

}  // namespace jejak::http
