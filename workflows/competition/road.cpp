#include "workflows/competition/road.hpp"

#include <algorithm>
#include <set>

#include "engine/statechart/model.hpp"
#include "workflows/proposal/path.hpp"

namespace jejak::workflows {

namespace {

using statechart::StateIndex;

constexpr std::array<std::string_view, 4> ways_out{"withdrawn", "disqualified", "not_selected", "revoked"};

class Road {
 public:
  Road(const statechart::Definition& definition, const Rulebook& rulebook) : definition_(definition) {
    for (const StateIndex stage : definition.states.front().children) {
      const statechart::State& state = definition.states[stage];
      const bool ends = state.kind == statechart::Kind::final && state.key != first_segment(rulebook.granted_in);
      if (ends || is_way_out(state.key) || state.key == first_segment(rulebook.revoked_in)) out_.insert(stage);
    }
    for (const Stage& stage : rulebook.stages) leave_out(stage);
  }

  std::vector<std::string> stages() {
    visit(definition_.states.front().initial);
    std::ranges::reverse(done_);
    return std::move(done_);
  }

 private:
  // The state directly below the machine; the machine itself is its own.
  StateIndex stage_of(StateIndex state) const {
    while (state != 0 && definition_.states[state].parent != 0) state = definition_.states[state].parent;
    return state;
  }

  void leave_out(const Stage& stage) {
    const auto event = definition_.event(stage.out_event);
    for (const statechart::State& state : definition_.states) {
      if (first_segment(state.path) != first_segment(stage.judged_in)) continue;
      for (const auto& handler : state.exact) {
        if (handler.event != event) continue;
        for (const auto index : handler.transitions) leave_out(definition_.transitions[index]);
      }
    }
  }
  void leave_out(const statechart::Transition& transition) {
    for (const StateIndex target : transition.targets) {
      if (stage_of(target) != stage_of(transition.source)) out_.insert(stage_of(target));
    }
  }

  // A stage is done once all that it leads to are: the reverse of that order has each before what follows it.
  void visit(StateIndex stage) {
    if (stage == 0 || stage >= definition_.states.size() || out_.contains(stage) || !seen_.insert(stage).second) return;
    for (const statechart::Transition& transition : definition_.transitions) {
      if (stage_of(transition.source) != stage) continue;
      for (const StateIndex target : transition.targets) visit(stage_of(target));
    }
    done_.push_back(definition_.states[stage].key);
  }

  const statechart::Definition& definition_;
  std::set<StateIndex> out_, seen_;
  std::vector<std::string> done_;
};

}  // namespace

std::vector<std::string> road_of(const statechart::Definition& definition, const Rulebook& rulebook) {
  return Road(definition, rulebook).stages();
}

bool is_way_out(std::string_view stage) { return std::ranges::find(ways_out, stage) != ways_out.end(); }

bool is_usual_stage(std::string_view stage) { return std::ranges::find(usual_road, stage) != usual_road.end(); }

}  // namespace jejak::workflows
