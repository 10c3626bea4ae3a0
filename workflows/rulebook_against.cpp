#include <algorithm>

#include "engine/statechart/model.hpp"
#include "workflows/field.hpp"
#include "workflows/machine_reach.hpp"
#include "workflows/rulebook.hpp"

namespace jejak::workflows {

namespace {

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }
std::string place_of(std::string_view list, std::size_t index) { return "/" + std::string(list) + "/" + std::to_string(index); }

class Comparison {
 public:
  Comparison(const Rulebook& rulebook, const statechart::Definition& definition, bool names_alone)
      : rulebook_(rulebook), definition_(definition), names_alone_(names_alone), reach_(definition) {
    for (const Stage& stage : rulebook.stages) judged_.push_back({stage.judged_in, stage.in_event, stage.out_event});
  }

  Faults faults() {
    if (rulebook_.definition != statechart::id_of(definition_))
      fault("/definition", "the machine is " + quoted(statechart::id_of(definition_)), "mesinnya adalah " + quoted(statechart::id_of(definition_)));
    for (std::size_t i = 0; i < rulebook_.stages.size(); ++i) check_stage(i);
    for (std::size_t i = 0; i < rulebook_.windows.size(); ++i) check_window(i);
    const bool award_known = check_state(rulebook_.granted_in, "/award/granted_in") && check_state(rulebook_.revoked_in, "/award/revoked_in");
    if (!names_alone_ && award_known && !reach_.holds(reach_.beyond(rulebook_.granted_in), rulebook_.revoked_in))
      fault("/award/revoked_in", "the machine cannot come there from " + quoted(rulebook_.granted_in), "mesin tidak dapat sampai di sana dari " + quoted(rulebook_.granted_in));
    check_entry();
    if (!names_alone_ && faults_.empty()) check_order();
    return std::move(faults_);
  }

 private:
  void fault(std::string pointer, std::string en, std::string id) { faults_.push_back({std::move(pointer), std::move(en), std::move(id)}); }

  bool check_state(const std::string& path, const std::string& pointer) {
    if (reach_.has(path)) return true;
    const std::string known = listed(reach_.states());
    fault(pointer, "the machine has no state " + quoted(path) + "; it has " + known, "mesin tidak punya keadaan " + quoted(path) + "; yang ada: " + known);
    return false;
  }
  // An event that somebody may send and some state takes.
  void check_event(const std::string& event, const std::string& pointer) {
    if (statechart::roles_of(definition_, event) == nullptr || (!names_alone_ && !reach_.takes(event))) {
      std::vector<std::string> known;
      for (const auto& [name, roles] : definition_.roles) known.emplace_back(name);
      fault(pointer, "the machine has no event " + quoted(event) + "; it has " + listed(known), "mesin tidak punya peristiwa " + quoted(event) + "; yang ada: " + listed(known));
    }
  }
  // An event that the state takes, wherever in it a proposal stands.
  void check_taken(const std::string& state, const std::string& event, const std::string& pointer) {
    if (names_alone_) return check_event(event, pointer);
    if (reach_.takes(state, event) && statechart::roles_of(definition_, event) != nullptr) return;
    refuse_event(state, event, pointer);
  }
  void refuse_event(const std::string& state, const std::string& event, const std::string& pointer) {
    const std::string known = listed(reach_.events_in(state));
    fault(pointer, "the state " + quoted(state) + " does not take " + quoted(event) + "; it takes " + (known.empty() ? "nothing" : known),
          "keadaan " + quoted(state) + " tidak menerima " + quoted(event) + "; yang diterima: " + (known.empty() ? "tidak ada" : known));
  }

  void check_entry() {
    const EntryPolicy& entry = rulebook_.entry;
    if (!entry.check_event.empty()) check_event(entry.check_event, "/checks/event");
    if (rulebook_.document.contains("merge_event")) check_event(entry.merge_event, "/merge_event");
    for (std::size_t i = 0; i < entry.promotions.size(); ++i) {
      const auto& states = entry.promotions[i].passes_over;
      for (std::size_t k = 0; k < states.size(); ++k) check_state(states[k], place_of("promotions", i) + place_of("passes_over", k));
    }
    for (std::size_t i = 0; i < entry.checks.size(); ++i) check_tick(entry.check_event, entry.checks[i].key, "/checks" + place_of("list", i) + "/key");
    if (!entry.documents.empty()) check_event(std::string(documents_event), "/documents");
    for (std::size_t i = 0; i < entry.documents.size(); ++i) check_tick(documents_event, entry.documents[i].key, place_of("documents", i) + "/key");
  }
  // A form that fixes its ticks has a tick for each line, or nobody could ever tick it.
  void check_tick(std::string_view event, const std::string& key, const std::string& pointer) {
    const json::value* form = names_alone_ ? nullptr : statechart::form_of(definition_, event);
    if (form == nullptr || !form->is_object()) return;
    const json::object& ticks = object_of(object_of(object_of(form->get_object(), "properties"), "ticks"), "properties");
    if (ticks.empty() || ticks.contains(key)) return;
    std::vector<std::string> known;
    for (const auto& [name, schema] : ticks) known.emplace_back(name);
    fault(pointer, "the machine's form of " + std::string(event) + " has no tick " + quoted(key) + "; it has " + listed(known),
          "formulir " + std::string(event) + " pada mesin tidak punya centang " + quoted(key) + "; yang ada: " + listed(known));
  }

  void check_stage(std::size_t index) {
    const Stage& stage = rulebook_.stages[index];
    const std::string pointer = place_of("stages", index);
    if (!check_state(stage.judged_in, pointer + "/judged_in")) return;
    check_taken(stage.judged_in, stage.in_event, pointer + "/in_event");
    check_taken(stage.judged_in, stage.out_event, pointer + "/out_event");
    if (names_alone_) return;
    for (std::size_t before = 0; before < index; ++before) {
      if (rulebook_.stages[before].judged_in == stage.judged_in)
        fault(pointer + "/judged_in", "the stage " + quoted(rulebook_.stages[before].name) + " is judged there already: one state, one stage",
              "tahap " + quoted(rulebook_.stages[before].name) + " sudah dinilai di sana: satu keadaan, satu tahap");
    }
    const bool after_award = reach_.holds(reach_.beyond(rulebook_.granted_in), stage.judged_in) &&
                             !reach_.holds(reach_.after(stage.judged_in, stage.in_event, judged_), rulebook_.granted_in);
    if (stage.judged_in != rulebook_.granted_in && !after_award) return;
    fault(pointer + "/judged_in", "a stage is judged before the award, and " + quoted(rulebook_.granted_in) + " grants it", "tahap dinilai sebelum penghargaan, yang diberikan di " + quoted(rulebook_.granted_in));
  }

  // Those who go through come to the next stage, and from the last one to the award; only the decision against them is not walked.
  void check_order() {
    const MachineReach::Reached start = reach_.from_start();
    for (std::size_t i = 0; i < rulebook_.stages.size(); ++i) {
      const Stage& stage = rulebook_.stages[i];
      const bool last = i + 1 == rulebook_.stages.size();
      const std::string& next = last ? rulebook_.granted_in : rulebook_.stages[i + 1].judged_in;
      if (!reach_.holds(start, stage.judged_in))
        fault(place_of("stages", i) + "/judged_in", "the machine never comes there", "mesin tidak pernah sampai di sana");
      const auto reached = reach_.after(stage.judged_in, stage.in_event, judged_);
      if (reach_.holds(reached, next)) continue;
      std::vector<std::string> comes_to;
      for (const Stage& other : rulebook_.stages) {
        if (&other != &stage && reach_.holds(reached, other.judged_in)) comes_to.push_back(other.judged_in);
      }
      if (reach_.holds(reached, rulebook_.granted_in)) comes_to.push_back(rulebook_.granted_in);
      const std::string known = comes_to.empty() ? "" : "; " + listed(comes_to);
      fault(last ? place_of("stages", i) + "/in_event" : place_of("stages", i + 1) + "/judged_in",
            "after " + stage.in_event + " in " + quoted(stage.judged_in) + " the machine does not come to " + quoted(next) + known + (known.empty() ? "" : " it does"),
            "sesudah " + stage.in_event + " di " + quoted(stage.judged_in) + " mesin tidak sampai di " + quoted(next) + (known.empty() ? "" : "; yang dicapai: " + listed(comes_to)));
    }
  }

  void check_window(std::size_t index) {
    const Window& window = rulebook_.windows[index];
    for (std::size_t i = 0; i < window.governs.size(); ++i) check_governed(window.governs[i], place_of("windows", index) + place_of("governs", i));
  }
  void check_governed(const std::string& governed, const std::string& pointer) {
    if (governed == "ENTER") return;
    const auto colon = governed.find(':');
    if (colon == governed.npos) return check_event(governed, pointer);
    const std::string before = governed.substr(0, colon);
    const std::string after = governed.substr(colon + 1);
    if (before != "ASSESS") {
      if (!check_state(before, pointer)) return;
      if (names_alone_) return check_event(after, pointer);
      if (!reach_.mentions(before, after)) refuse_event(before, after, pointer);
      return;
    }
    if (rulebook_.find_stage(after) != nullptr) return;
    std::vector<std::string> known;
    for (const Stage& stage : rulebook_.stages) known.push_back(stage.name);
    fault(pointer, "there is no stage " + quoted(after) + "; there are " + listed(known), "tidak ada tahap " + quoted(after) + "; yang ada: " + listed(known));
  }

  const Rulebook& rulebook_;
  const statechart::Definition& definition_;
  bool names_alone_;
  MachineReach reach_;
  std::vector<MachineReach::Judged> judged_;
  Faults faults_;
};

}  // namespace

Faults check_against(const Rulebook& rulebook, const statechart::Definition& definition) {
  return Comparison(rulebook, definition, false).faults();
}

Faults names_missing(const Rulebook& rulebook, const statechart::Definition& definition) {
  return Comparison(rulebook, definition, true).faults();
}

}  // namespace jejak::workflows
