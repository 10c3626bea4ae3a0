#pragma once
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "api/routes/table.hpp"

namespace jejak::routes {

struct Context;

// What reading a view came to. Not cacheable: it holds opened personal data, or depends on more than the
// views named.
struct Built {
  http::Response response;
  Position position = 0;  // what it reflects
  bool cacheable = false;
};

// Reads views, on a worker. The caller's rights are its own business.
using Build = std::function<Built(const Context& context, const Call& call)>;

// Where an answer comes from. `views` are all that it depends on; `reads` are those and what is read to settle the
// caller's rights.
struct ViewSource {
  std::vector<std::string_view> views;
  std::vector<std::string_view> reads;
  Build build;
};

// ?at_position and ?as_of: reads the views as they were. Otherwise waits for ?after_position, answers from the cache (on this thread, without disk or JSON), or has the source
// read on a worker, once for all who ask the same at the same time. `scope` keeps apart callers who see
// different things. Preconditions: `source` lives as long as the context; the route knows the parameter
// after_position.
void serve_view(const Context& context, const ViewSource& source, const std::string& scope, const Call& call);

// Calls `serve` once the views reflect ?after_position, at once where none is sent; otherwise answers that they do not yet.
void once_reached(const Context& context, const Call& call, const std::function<void()>& serve);

}  // namespace jejak::routes
