#pragma once
// Internal to api/http: where a session waits for another thread.
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "api/http/asio_types.hpp"
#include "api/http/message.hpp"

namespace jejak::http {

// One session waits, any thread opens. An open gate stays open until a wait passes through it.
class Gate {
 public:
  // The context is shared: a thread may still be inside open() when the server that the session belonged to
  // is gone.
  explicit Gate(std::shared_ptr<asio::io_context> context) : context_(std::move(context)) {}

  void open() {
    std::unique_ptr<Waiting> waiting;
    {
      const std::lock_guard lock(mutex_);
      open_ = true;
      waiting = std::move(waiting_);
    }
    if (waiting) waiting->resume(context_->get_executor());
  }

  bool is_open() const {
    const std::lock_guard lock(mutex_);
    return open_;
  }

  Awaitable<void> wait() {
    co_await asio::async_initiate<const asio::use_awaitable_t<Executor>, void()>(Start{this}, use_awaitable);
    const std::lock_guard lock(mutex_);
    open_ = false;
  }

 private:
  struct Waiting {
    virtual ~Waiting() = default;
    virtual void resume(Executor executor) = 0;
  };

  template <class Handler>
  struct WaitingFor final : Waiting {
    explicit WaitingFor(Handler&& to_resume) : handler(std::move(to_resume)) {}
    void resume(Executor executor) override { asio::post(executor, std::move(handler)); }
    Handler handler;
  };

  struct Start {
    template <class Handler>
    void operator()(Handler&& handler) const {
      auto waiting = std::make_unique<WaitingFor<std::decay_t<Handler>>>(std::forward<Handler>(handler));
      {
        const std::lock_guard lock(gate->mutex_);
        if (!gate->open_) {
          gate->waiting_ = std::move(waiting);
          return;
        }
      }
      waiting->resume(gate->context_->get_executor());
    }
    Gate* gate;
  };

  std::shared_ptr<asio::io_context> context_;
  mutable std::mutex mutex_;
  bool open_ = false;
  std::unique_ptr<Waiting> waiting_;
};

// The answer to one request on its way from any thread to the session. `response` is written once, before the
// gate opens, and read after it; a gate that was opened to end the session has none.
struct ReplySlot {
  explicit ReplySlot(std::shared_ptr<asio::io_context> context) : gate(std::move(context)) {}
  void deliver(Response&& given) {
    response = std::move(given);
    gate.open();
  }

  Gate gate;
  std::optional<Response> response;
};

}  // namespace jejak::http
