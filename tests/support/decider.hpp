#pragma once
#include <gtest/gtest.h>

#include <source_location>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/decision.hpp"

namespace jejak::support {

// The grammar in which the specs of every Decider are written:
//
//   given<Proposal>({entered, submitted}).when(Withdraw{"..."}).then({event("proposal-1", "Withdrawn", {...})});
//   given<Proposal>({}).when(Submit{}).then_rejected("not_entered");
//
// Events are NewEvents; they are folded with dense stream versions, one stream at a time.

inline NewEvent event(std::string_view stream, std::string_view type, json::object data = {}) {
  return {std::string(stream), std::string(type), std::move(data)};
}

// One line per event, so that two lists that differ are shown side by side.
inline std::string lines_of(const std::vector<NewEvent>& events) {
  std::string lines;
  for (const NewEvent& event : events) {
    lines += event.stream + " " + event.type + " " + canonical_json(json::value(event.data)) + "\n";
  }
  return lines.empty() ? "no events\n" : lines;
}

inline std::string text_of(const Decision& decision) {
  if (decision) return lines_of(decision->events);
  const Rejection& no = decision.error();
  return "rejected: " + no.code + " (" + no.message + ") " + canonical_json(json::value(no.details)) + "\n";
}

class When {
 public:
  explicit When(Decision decision) : decision_(std::move(decision)) {}

  void then(const std::vector<NewEvent>& expected,
            const std::source_location& at = std::source_location::current()) const {
    EXPECT_EQ(text_of(decision_), lines_of(expected)) << place(at);
  }
  void then_nothing(const std::source_location& at = std::source_location::current()) const { then({}, at); }

  void then_rejected(std::string_view code,
                     const std::source_location& at = std::source_location::current()) const {
    if (decision_.has_value()) {
      ADD_FAILURE() << "expected the rejection " << code << ", but decided\n" << text_of(decision_) << place(at);
    } else {
      EXPECT_EQ(decision_.error().code, code) << text_of(decision_) << place(at);
    }
  }

  const Decision& decision() const { return decision_; }

 private:
  static std::string place(const std::source_location& at) {
    return "at " + std::string(at.file_name()) + ":" + std::to_string(at.line());
  }
  Decision decision_;
};

template <Folded State>
class Given {
 public:
  Given(const std::vector<NewEvent>& past, Timestamp time) {
    for (const NewEvent& event : past) and_then(event, time);
  }

  // One more event of the past, at its own time.
  Given& and_then(const NewEvent& past, Timestamp time) {
    Event event;
    event.position = event.stream_version = ++version_;
    event.stream = past.stream;
    event.type = past.type;
    event.schema_version = past.schema_version;
    event.time = time;
    event.actor = "somebody";
    event.data = past.data;
    evolve(state_, event);
    return *this;
  }

  // `command` is what decide(state, command) takes, or a callable that decides from the state.
  template <class Command>
  When when(const Command& command) const {
    if constexpr (std::is_invocable_r_v<Decision, const Command&, const State&>) {
      return When(command(state_));
    } else {
      return When(decide(state_, command));
    }
  }

  const State& state() const { return state_; }

 private:
  State state_{};
  StreamVersion version_ = 0;
};

template <Folded State>
Given<State> given(const std::vector<NewEvent>& past, Timestamp time = {}) {
  return Given<State>(past, time);
}

}  // namespace jejak::support
