#pragma once
#include <gtest/gtest.h>

#include <string>
#include <vector>

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

// Regions, histories, timers and always in one machine.
inline const char* const busy_machine =
    R"({"id":"m","initial":"p","context":{"n":0,"m":1,"trail":""},"on":{"RESET":".p"},"states":{
  "p":{"type":"parallel","on":{"OUT":"q"},"onDone":"q","states":{
    "a":{"initial":"1","states":{"1":{"on":{"A":"2"},"after":{"1000":{"target":"2","actions":"a"}}},"2":{"on":{"A":"3","B":"1"}},"3":{"type":"final"}}},
    "b":{"initial":"1","states":{"1":{"on":{"B":{"target":"2","actions":"up"}}},"2":{"always":{"target":"3","guard":"big"},"after":{"by_n":"1"}},"3":{"type":"final"}}},
    "h":{"history":"deep"}}},
  "q":{"entry":"stamp","on":{"BACK":"p.h","END":"f"},"after":{"duration":{"actions":"b"}}},
  "f":{"type":"final"}}})";

inline Trial after_steps(const std::vector<int>& steps) {
  static constexpr std::string_view events[] = {"A", "B", "OUT", "BACK", "RESET", "A", "B", "END"};
  Trial trial(busy_machine);
  for (const int step : steps) step < 8 ? trial.when(events[step]) : trial.after((step - 7) * 500);
  return trial;
}

}  // namespace jejak::statechart
