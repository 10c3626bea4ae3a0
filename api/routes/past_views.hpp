#pragma once
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.hpp"
#include "engine/core/result.hpp"
#include "engine/ports/event_log.hpp"
#include "engine/ports/view_store.hpp"

namespace jejak::routes {

struct Context;

using MakeViews = std::function<std::unique_ptr<ViewStore>(std::span<const ViewSchema> schemas)>;

// What ?at_position and ?as_of name: the size of the log then, at most its size now; nothing where the request is about
// now. Reads the log: for workers.
Result<std::optional<Position>, http::Response> asked_moment(const Context& context, const http::Request& request);
bool asks_for_past(const http::Request& request);

// Views as they were: folded anew, from the log's first event to some position, by the same projections that fold the
// live ones. The last few are kept: a past view never changes. For one thread.
class PastViews {
 public:
  static constexpr std::size_t kept_max = 4;

  PastViews(EventLog& log, MakeViews make) : log_(log), make_(std::move(make)) {}

  bool is_offered() const { return static_cast<bool>(make_); }
  // A store of the views named, each once. The reference holds until the next call.
  Result<ViewStore*, Failure> at(const std::vector<std::string_view>& views, Position position);

 private:
  struct Entry {
    std::vector<std::string_view> views;
    Position position;
    std::unique_ptr<ViewStore> store;
  };
  EventLog& log_;
  MakeViews make_;
  std::deque<Entry> kept_;  // the most recently asked first
};

}  // namespace jejak::routes
