#pragma once
// Internal to api/http: one I/O thread and its connections. Everything here but the counters is touched by
// that thread alone.
#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <cstdint>
#include <list>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "api/http/asio_types.hpp"
#include "api/http/gate.hpp"
#include "api/http/request_reader.hpp"
#include "api/http/server.hpp"

namespace jejak::http {

struct IoThread;

struct AtomicCounters {
  std::atomic<std::uint64_t> connections_open = 0;
  std::atomic<std::uint64_t> connections_total = 0;
  std::atomic<std::uint64_t> connections_refused_total = 0;
  std::atomic<std::uint64_t> requests_total = 0;
  std::atomic<std::uint64_t> timeouts_total = 0;
  std::atomic<std::uint64_t> bad_requests_total = 0;
};

// The state of one client's connection; session.cpp is its loop.
struct Connection {
  Connection(IoThread& thread, Socket socket);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void start_request();  // a fresh Request, and what the client has already sent of it
  void make_room();      // there is free space in `input` afterwards
  void received(std::size_t bytes);
  void feed();  // gives the reader what is unread

  IoThread& thread;
  Socket socket;
  std::string remote;
  RequestReader reader;
  RequestPtr request;
  std::vector<char> input;  // [unread, received) is unread
  std::size_t unread_begin = 0;
  std::size_t unread_end = 0;
  std::string output;  // status line and header fields of the answer being sent
  std::size_t requests_served = 0;

  SteadyClock::time_point deadline = SteadyClock::time_point::max();
  bool is_idle = true;                // waits for the first byte of a request
  bool replied_at_once = false;       // the last handler replied before it returned
  bool is_expired = false;            // the sweep found the deadline passed
  bool is_cut = false;                // the drain is over: end without a word
  std::shared_ptr<ReplySlot> slot;    // set while a reply is awaited
  std::shared_ptr<Gate> stream_gate;  // set while a stream is sent
  std::shared_ptr<Outflow> outflow;   // likewise
  std::list<Connection*>::iterator place;
};

struct IoThread {
  IoThread(const ServerSettings& settings, const ServerHooks& hooks, AtomicCounters& counters);

  void adopt(Socket socket);  // serves it; on this thread only
  void sweep_regularly();
  void drain();  // see Server::stop
  void cut();    // ends every connection now
  void connection_ended();
  std::string_view date();         // for the Date header, formatted once a second
  std::string fresh_request_id();  // a random UUID (version 4)

  const ServerSettings& settings;
  const ServerHooks& hooks;
  AtomicCounters& counters;
  std::shared_ptr<asio::io_context> context;
  asio::executor_work_guard<Executor> work;
  Timer sweep_timer;
  std::list<Connection*> connections;
  std::function<void()> on_drained;  // drain() was called and the last connection has ended
  bool is_draining = false;
  SteadyClock::time_point drain_deadline = SteadyClock::time_point::max();

 private:
  void sweep();

  std::int64_t date_second_ = -1;
  std::string date_;
  std::mt19937_64 random_;
};

// session.cpp: serves the connection to its end.
Awaitable<void> serve(std::unique_ptr<Connection> connection);

}  // namespace jejak::http
