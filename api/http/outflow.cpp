#include "api/http/outflow.hpp"

#include <utility>

namespace jejak::http {

bool Outflow::write(std::string_view text) {
  std::function<void()> wake;
  bool kept = false;
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return false;
    kept = pending_.size() + text.size() <= bytes_max_;
    if (kept) {
      pending_.append(text);
    } else {
      closed_ = cut_ = true;
    }
    wake = wake_;
  }
  if (wake) wake();
  return kept;
}

void Outflow::end(bool cut) {
  std::function<void()> wake;
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return;
    closed_ = true;
    cut_ = cut;
    wake = wake_;
  }
  if (wake) wake();
}

void Outflow::close() { end(false); }

bool Outflow::is_open() const {
  const std::lock_guard lock(mutex_);
  return !closed_;
}

bool Outflow::is_cut() const {
  const std::lock_guard lock(mutex_);
  return cut_;
}

void Outflow::attach(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

std::size_t Outflow::pending_bytes() const {
  const std::lock_guard lock(mutex_);
  return pending_.size();
}

void Outflow::on_taken(std::function<void()> listener) {
  const std::lock_guard lock(mutex_);
  taken_ = std::move(listener);
}

bool Outflow::take(std::string& out) {
  std::function<void()> taken;
  bool more = false;
  {
    const std::lock_guard lock(mutex_);
    out.clear();
    out.swap(pending_);
    more = !closed_;
    if (!out.empty()) taken = taken_;
  }
  if (taken) taken();
  return more;
}

void Outflow::detach() {
  std::function<void()> wake;  // outlives the lock: it may own the last share of the session's end
  const std::lock_guard lock(mutex_);
  if (!closed_) closed_ = cut_ = true;
  wake.swap(wake_);
}

}  // namespace jejak::http
