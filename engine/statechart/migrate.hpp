#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/rules/rule.hpp"
#include "engine/statechart/statechart.hpp"

namespace jejak::statechart {

// How an instance of one version of a definition becomes one of another. The mapping is
// {"states":{"<dotted path>":"<dotted path>"},"context":{"<key>":<JsonLogic over context, state and now>}}: a state goes
// where the longest part of its path is mapped to, the rest of the path kept, and to its own path where nothing is said.
//
// A landing is a legal configuration of the new definition. Regions of which the mapping says nothing are entered by
// default. The context is the new definition's own, then all that the instance had, then what the mapping gives (each
// rule sees the old context). No entry or exit actions run. A pending timer goes on with its due instant where the new
// state has a delay of the same name ("<delay>" or its milliseconds), one that was spent stays spent, and any other delay
// counts from `now`; then `always` is taken until the machine settles. What a history state cannot remember it forgets.
class Migration {
 public:
  // Faults have their place in the mapping.
  static Result<Migration, Faults> compile(DefinitionPtr from, DefinitionPtr to, const json::object& mapping);

  const Definition& from() const { return *from_; }
  const Definition& to() const { return *to_; }

  // Where leaves of the old definition land: leaves of the new one in document order, before `always`. The fault says
  // which states have no counterpart, or exclude each other.
  Result<std::vector<std::uint16_t>, Fault> place(const std::vector<std::uint16_t>& active) const;

  // Precondition: the snapshot is one of `from`.
  Result<Snapshot, Fault> land(const Snapshot& snapshot, Timestamp now) const;

 private:
  struct Given {
    std::string key;
    rules::Rule rule;
  };

  Migration(DefinitionPtr from, DefinitionPtr to) : from_(std::move(from)), to_(std::move(to)) {}
  void read_states(const json::value& states, Faults& faults);
  void read_context(const json::value& context, Faults& faults);
  std::string target_path(std::string_view path) const;
  void keep_history(const Snapshot& old, Snapshot& landed) const;
  std::vector<std::uint32_t> keep_timers(const Snapshot& old, Snapshot& landed) const;

  DefinitionPtr from_;
  DefinitionPtr to_;
  std::vector<std::pair<std::string, std::string>> states_;  // the longest path first
  std::vector<Given> context_;
};

}  // namespace jejak::statechart
