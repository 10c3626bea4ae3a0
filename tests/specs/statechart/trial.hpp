#pragma once
#include <gtest/gtest.h>

#include <string>

#include "engine/statechart/statechart.hpp"

namespace jejak::statechart {

inline json::value parsed(const std::string& text) {
  auto value = parse_json(text);
  return value ? std::move(*value) : json::value("not JSON: " + value.error().message);
}

// The faults of a definition, one line each ("/pointer: message"); "" where there are none.
inline std::string faults_of(const std::string& definition) {
  const auto compiled = compile(parsed(definition));
  std::string faults;
  if (compiled) return faults;
  for (const auto& fault : compiled.error()) faults += fault.pointer + ": " + fault.message + "\n";
  return faults;
}

// A definition whose machine is `machine`, with guards and actions that the specs share.
inline std::string definition_of(const std::string& machine) {
  return R"({"id":"spec","version":"1",
    "guards":{"yes":true,"no":false,"big":{">":[{"var":"context.n"},2]},"data_big":{">":[{"var":"event.data.n"},2]},
              "no_data":{"==":[{"var":["event.data","none"]},"none"]},"broken":{"missing_some":[1,null]},
              "late":{">=":[{"var":"now"},"2022-01-01T00:00:05"]}},
    "actions":{"a":{"assign":{"trail":{"cat":[{"var":"context.trail"},"a"]}}},
               "b":{"assign":{"trail":{"cat":[{"var":"context.trail"},"b"]}}},
               "c":{"assign":{"trail":{"cat":[{"var":"context.trail"},"c"]}}},
               "up":{"assign":{"n":{"+":[{"var":"context.n"},1]}}},
               "swap":{"assign":{"n":{"var":"context.m"},"m":{"var":"context.n"}}},
               "event":{"assign":{"trail":{"cat":[{"var":"context.trail"},"<",{"var":"event.type"},">"]}}},
               "stamp":{"assign":{"at":{"var":"now"}}}},
    "delays":{"soon":1000,"duration":"PT2S","instant":"2022-01-01T00:00:03Z","past":"2021-01-01T00:00:00Z",
              "by_n":{"*":[{"var":"context.n"},1000]},"nonsense":"tomorrow"},
    "machine":)" +
         machine + "}";
}

// One instance of a machine, driven by events and by the clock.
class Trial {
 public:
  explicit Trial(const std::string& machine, const std::string& context = "{}") {
    auto compiled = compile(parsed(definition_of(machine)));
    if (!compiled) {
      ADD_FAILURE() << compiled.error()[0].pointer << ": " << compiled.error()[0].message;
      return;
    }
    definition = *compiled;
    auto begun = start(*definition, now, parsed(context).as_object());
    keep(begun ? advance(*definition, *begun, now) : Result<Outcome, StepError>(begun.error()));
    changed = false;
  }

  Trial& when(std::string_view event, const std::string& data = "") {
    const json::value value = data.empty() ? json::value() : parsed(data);
    keep(send(*definition, snapshot, Sent{event, data.empty() ? nullptr : &value}, now));
    return *this;
  }

  // Moves the clock by so many milliseconds.
  Trial& after(std::int64_t milliseconds) {
    now.microseconds += milliseconds * 1000;
    keep(advance(*definition, snapshot, now));
    return *this;
  }

  std::string value() const { return canonical_json(state_value(*definition, snapshot)); }
  std::string context(std::string_view key) const { return canonical_json(snapshot.context.at(key)); }

  DefinitionPtr definition;
  Snapshot snapshot;
  Timestamp now{1'640'995'200'000'000};  // 2022-01-01T00:00:00Z
  bool changed = false;
  std::string error;
  std::vector<Refusing> refused_by;

 private:
  void keep(Result<Outcome, StepError> outcome) {
    error = outcome ? "" : outcome.error().message;
    changed = outcome && outcome->changed;
    if (!outcome) return;
    refused_by = outcome->refused_by;
    snapshot = std::move(outcome->snapshot);
  }
};

}  // namespace jejak::statechart
