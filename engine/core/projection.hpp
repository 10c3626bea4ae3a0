#pragma once
#include <string>
#include <string_view>

#include "engine/core/event.hpp"

namespace jejak {

// The documents of one view, as a projection sees them while it applies one event. What it changes becomes part of the
// view only if the whole event is applied.
class Documents {
 public:
  virtual ~Documents() = default;
  virtual const json::object* find(std::string_view key) = 0;  // null where there is none
  virtual json::object& edit(std::string_view key) = 0;        // empty and new where there was none
  virtual void erase(std::string_view key) = 0;
  // A new document that no event will ask for again, empty; valid until the next call. Precondition: the key is new. What
  // a view writes once and only adds to costs no look-up and no memory so.
  virtual json::object& append(std::string_view key) = 0;
};

// What makes an event a dead letter for a projection: thrown by its apply, caught once, in the projector.
struct CannotApply {
  std::string reason;
};

// A pure fold of events into one view's documents: no clock, no randomness, no side effects. Documents hold integers and
// strings, never floating-point numbers, and personal fields stay sealed in them.
using Apply = void (*)(const Event& event, Documents& documents);

}  // namespace jejak
