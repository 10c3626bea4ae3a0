#include <algorithm>

#include "engine/statechart/model.hpp"
#include "workflows/rulebook.hpp"

namespace jejak::workflows {

namespace {

bool has_state(const statechart::Definition& definition, std::string_view path) {
  return std::ranges::find(definition.states, path, &statechart::State::path) != definition.states.end();
}

class Comparison {
 public:
  Comparison(const Rulebook& rulebook, const statechart::Definition& definition)
      : rulebook_(rulebook), definition_(definition) {}

  Faults faults() {
    if (rulebook_.definition != statechart::id_of(definition_))
      faults_.push_back({"/definition", "the machine is \"" + std::string(statechart::id_of(definition_)) + "\"",
                         "mesinnya adalah \"" + std::string(statechart::id_of(definition_)) + "\""});
    for (std::size_t i = 0; i < rulebook_.stages.size(); ++i) check_stage(i);
    for (std::size_t i = 0; i < rulebook_.windows.size(); ++i) check_window(i);
    check_state(rulebook_.granted_in, "/award/granted_in");
    check_state(rulebook_.revoked_in, "/award/revoked_in");
    check_entry();
    return std::move(faults_);
  }

 private:
  void check_state(const std::string& path, const std::string& pointer) {
    if (!has_state(definition_, path)) faults_.push_back({pointer, "the machine has no state \"" + path + "\"", "mesin tidak punya keadaan \"" + path + "\""});
  }
  void check_event(const std::string& event, const std::string& pointer) {
    if (statechart::roles_of(definition_, event) == nullptr)
      faults_.push_back({pointer, "the machine's roles do not name the event \"" + event + "\"",
                         "peran pada mesin tidak menyebut peristiwa \"" + event + "\""});
  }
  void check_entry() {
    const EntryPolicy& entry = rulebook_.entry;
    if (!entry.check_event.empty()) check_event(entry.check_event, "/checks/event");
    if (rulebook_.document.contains("merge_event")) check_event(entry.merge_event, "/merge_event");
    for (std::size_t i = 0; i < entry.promotions.size(); ++i) {
      const auto& states = entry.promotions[i].passes_over;
      for (std::size_t k = 0; k < states.size(); ++k)
        check_state(states[k], "/promotions/" + std::to_string(i) + "/passes_over/" + std::to_string(k));
    }
  }
  void check_stage(std::size_t index) {
    const Stage& stage = rulebook_.stages[index];
    const std::string pointer = "/stages/" + std::to_string(index);
    check_state(stage.judged_in, pointer + "/judged_in");
    check_event(stage.in_event, pointer + "/in_event");
    check_event(stage.out_event, pointer + "/out_event");
  }
  void check_window(std::size_t index) {
    const Window& window = rulebook_.windows[index];
    for (std::size_t i = 0; i < window.governs.size(); ++i) {
      const std::string pointer = "/windows/" + std::to_string(index) + "/governs/" + std::to_string(i);
      check_governed(window.governs[i], pointer);
    }
  }
  void check_governed(const std::string& governed, const std::string& pointer) {
    if (governed == "ENTER") return;
    const auto colon = governed.find(':');
    if (colon == governed.npos) return check_event(governed, pointer);
    const std::string before = governed.substr(0, colon);
    const std::string after = governed.substr(colon + 1);
    if (before != "ASSESS") {
      check_state(before, pointer);
      return check_event(after, pointer);
    }
    if (rulebook_.find_stage(after) == nullptr)
      faults_.push_back({pointer, "there is no stage \"" + after + "\"", "tidak ada tahap \"" + after + "\""});
  }

  const Rulebook& rulebook_;
  const statechart::Definition& definition_;
  Faults faults_;
};

}  // namespace

Faults check_against(const Rulebook& rulebook, const statechart::Definition& definition) {
  return Comparison(rulebook, definition).faults();
}

}  // namespace jejak::workflows
