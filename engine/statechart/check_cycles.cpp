#include "engine/statechart/check_findings.hpp"

namespace jejak::statechart {

namespace {
constexpr std::size_t silent_max = 500;  // more are not asked: the work grows with their cube
}

// Cycles of `always` in which nothing is assigned: once all guards are true, they stay so.
void check_cycles(const Definition& definition, const Structure& structure, Findings& findings) {
  std::vector<TransitionIndex> silent;
  for (const State& at : definition.states) {
    for (const TransitionIndex index : at.always) {
      const Transition& transition = definition.transitions[index];
      const bool stays = transition.targets.empty() ||
                         (transition.targets.size() == 1 && transition.targets[0] == transition.source);
      if (structure.usable(index) && transition.actions.empty() && !stays && at.exit.empty())
        silent.push_back(index);
    }
  }
  if (silent.size() > silent_max) return;
  std::vector<StateSet> after;  // per silent transition: sources that following silent ones come to
  for (const TransitionIndex index : silent) after.push_back(structure.entered_by(index));
  for (bool grows = true; grows;) {
    grows = false;
    for (std::size_t i = 0; i < silent.size(); ++i) {
      for (std::size_t j = 0; j < silent.size(); ++j) {
        if (!after[i].has(definition.transitions[silent[j]].source)) continue;
        const StateSet before = after[i];
        after[i].add(after[j]);
        grows = grows || !(before == after[i]);
      }
    }
  }
  for (std::size_t i = 0; i < silent.size(); ++i) {
    const Transition& transition = definition.transitions[silent[i]];
    if (!after[i].has(transition.source)) continue;
    findings.push_back(
        {Severity::warning,
         "always_cycle",
         transition.pointer,
         "leads back to itself through `always` without assigning anything: it may never settle",
         "kembali ke dirinya lewat `always` tanpa mengubah apa pun: mungkin tidak pernah tenang",
         {},
         false});
    return;
  }
}

}  // namespace jejak::statechart
