#include "engine/statechart/check.hpp"

#include <algorithm>
#include <array>

#include "engine/statechart/check_findings.hpp"
#include "engine/statechart/check_structure.hpp"

namespace jejak::statechart {

namespace {

struct Reason {
  std::string_view en;
  std::string_view id;
};

// By Dead.
constexpr std::array<Reason, 6> reasons = {
    Reason{"", ""},
    Reason{"its guard is never true", "penjaganya tidak pernah terpenuhi"},
    Reason{"a candidate before it has no guard, or one that is always true",
           "calon sebelumnya tidak berpenjaga atau selalu terpenuhi"},
    Reason{"a candidate before it has the same guard", "calon sebelumnya memiliki penjaga yang sama"},
    Reason{"the states inside always take the event first",
           "keadaan di dalamnya selalu lebih dulu mengambil peristiwa"},
    Reason{"its state never completes", "keadaannya tidak pernah rampung"}};

class Checker {
 public:
  Checker(const Definition& definition, const CheckOptions& options)
      : definition_(definition),
        options_(options),
        structure_(definition),
        exploration_(explore(definition, options.bounds)) {}
  Findings run(const json::value& document);

 private:
  const State& state(StateIndex index) const { return definition_.states[index]; }
  Finding& find(Severity severity, std::string code, std::string pointer, std::string message,
                std::string message_id) {
    findings_.push_back({severity,
                         std::move(code),
                         std::move(pointer),
                         std::move(message),
                         std::move(message_id),
                         {},
                         false});
    return findings_.back();
  }
  std::string quoted(StateIndex index) const { return "\"" + state(index).id + "\""; }
  void show_way_to(StateIndex leaf, Finding& finding) const;
  bool trapped(StateIndex index) const;
  std::string place_of(const Configuration& configuration) const;
  std::string value_of(const Configuration& configuration) const;

  void check_start();
  void check_end();
  void check_state(StateIndex index);
  void check_transitions(const State& state);
  void check_descriptors(const State& state);
  void check_always(const State& state);
  void check_leaf(StateIndex leaf);
  void check_unheeded(StateIndex leaf);
  void check_waiting(StateIndex leaf);
  void check_failures();
  void check_stuck();
  void check_dead_end();
  void check_bound();

  const Definition& definition_;
  const CheckOptions& options_;
  Structure structure_;
  Exploration exploration_;
  bool ends_ = false;
  Findings findings_;
};

void Checker::show_way_to(StateIndex leaf, Finding& finding) const {
  const auto& all = exploration_.configurations;
  const auto found = std::ranges::find_if(all, [&](const Configuration& configuration) {
    const auto& active = configuration.snapshot.active;
    return std::ranges::find(active, leaf) != active.end();
  });
  if (found == all.end()) return;
  finding.sequence = lines_to(exploration_, static_cast<std::uint32_t>(found - all.begin()));
  finding.shown = true;
}

std::string Checker::place_of(const Configuration& configuration) const {
  return state(configuration.snapshot.active[0]).pointer;
}

std::string Checker::value_of(const Configuration& configuration) const {
  return canonical_json(state_value(definition_, configuration.snapshot));
}

void Checker::check_start() {
  if (exploration_.start_error.empty()) return;
  find(Severity::error, "start_fails", "/machine", "the machine cannot start: " + exploration_.start_error,
       "mesin tidak dapat mulai: " + exploration_.start_error)
      .shown = true;
}

void Checker::check_end() {
  for (StateIndex index = 0; index < definition_.states.size(); ++index)
    ends_ = ends_ || (state(index).is_leaf() && structure_.can_finish(index));
  if (ends_) return;
  const bool named = std::ranges::any_of(state(0).children, [&](StateIndex child) {
    return state(child).kind == Kind::final || state(0).kind == Kind::parallel;
  });
  if (named) {
    Finding& finding =
        find(Severity::error, "end_unreachable", "/machine", "the machine can never come to its end",
             "mesin tidak pernah dapat mencapai akhirnya");
    finding.shown = exploration_.start_error.empty();
  } else {
    find(Severity::warning, "no_end", "/machine", "the machine has no final state: it never ends",
         "mesin tidak memiliki keadaan akhir: tidak pernah selesai");
  }
}

void Checker::check_descriptors(const State& at) {
  for (const auto& handler : at.on) {
    const bool pattern = handler.descriptor == "*" || handler.descriptor.ends_with(".*");
    const std::size_t asterisk = handler.descriptor.find('*');
    if (asterisk == std::string::npos || (pattern && asterisk + 1 == handler.descriptor.size())) continue;
    find(Severity::warning, "asterisk", at.pointer + "/on/" + pointer_escape(handler.descriptor),
         "an asterisk stands for events only at the end, behind a dot or alone",
         "tanda bintang mewakili peristiwa hanya di akhir, setelah titik atau sendirian");
  }
}

void Checker::check_transitions(const State& at) {
  const auto check = [&](TransitionIndex index) {
    const Dead dead = structure_.why_dead(index);
    if (dead == Dead::alive) return;
    const Reason& reason = reasons[static_cast<std::size_t>(dead)];
    find(Severity::warning, "never_taken", definition_.transitions[index].pointer,
         "can never be taken: " + std::string(reason.en),
         "tidak pernah dapat diambil: " + std::string(reason.id));
  };
  std::vector<TransitionIndex> all = at.always;
  for (const auto& handler : at.exact)
    all.insert(all.end(), handler.transitions.begin(), handler.transitions.end());
  std::ranges::sort(all);
  std::ranges::for_each(all, check);
}

void Checker::check_always(const State& at) {
  for (const TransitionIndex index : at.always) {
    const Transition& transition = definition_.transitions[index];
    if (transition.guard == no_rule) continue;
    const NamedRule& guard = definition_.guards[transition.guard];
    const auto paths = guard.rule.paths_read();
    const bool reads_event = std::ranges::any_of(paths, [](const std::string& path) {
      return path.empty() || path == "event" || path.starts_with("event.");
    });
    if (!reads_event) continue;
    find(Severity::warning, "always_reads_event", transition.pointer,
         "the guard \"" + guard.name +
             "\" of this `always` reads the event: it sees the event of the step before",
         "penjaga \"" + guard.name +
             "\" pada `always` ini membaca peristiwa: yang terlihat ialah peristiwa langkah "
             "sebelumnya");
  }
}

// Whether everything that can be active inside is certain not to come to an end.
bool Checker::trapped(StateIndex index) const {
  bool any = false;
  for (StateIndex leaf = index; leaf <= state(index).last; ++leaf) {
    if (!state(leaf).is_leaf() || !structure_.reachable(leaf)) continue;
    if (structure_.can_finish(leaf)) return false;
    any = true;
  }
  return any;
}

void Checker::check_leaf(StateIndex leaf) {
  if (state(leaf).kind != Kind::atomic) return;
  if (!structure_.has_way_out(leaf)) {
    Finding& finding = find(Severity::error, "no_way_out", state(leaf).pointer,
                            quoted(leaf) + " has no way out and is not a final state",
                            quoted(leaf) + " tidak memiliki jalan keluar dan bukan keadaan akhir");
    return show_way_to(leaf, finding);
  }
  check_waiting(leaf);
}

// A final state that ends only a part of the machine, after which nothing follows.
void Checker::check_unheeded(StateIndex leaf) {
  if (state(leaf).kind != Kind::final) return;
  const std::string part = quoted(state(leaf).parent);
  Finding& finding = find(Severity::warning, "unheeded_end", state(leaf).pointer,
                          quoted(leaf) + " ends " + part + " and nothing follows: the machine is not done",
                          quoted(leaf) + " mengakhiri " + part + " tanpa kelanjutan: mesin belum selesai");
  show_way_to(leaf, finding);
}

// A state that only a person's event leads out of, and no time limit.
void Checker::check_waiting(StateIndex leaf) {
  bool by_person = false;
  for (StateIndex at = leaf; at != no_state; at = state(at).parent) {
    if (!state(at).delays.empty() || !state(at).always.empty()) return;
    for (const Handler& handler : state(at).on) {
      const json::value* roles = roles_of(definition_, handler.descriptor);
      if (roles == nullptr) continue;
      const auto person = [](const json::value& role) { return role != json::value("system"); };
      by_person = by_person || std::ranges::any_of(roles->get_array(), person);
    }
  }
  if (!by_person) return;
  find(Severity::note, "waits_without_limit", state(leaf).pointer,
       quoted(leaf) + " waits for a person and has no `after`",
       quoted(leaf) + " menunggu seseorang dan tidak memiliki `after`");
}

void Checker::check_state(StateIndex index) {
  const State& at = state(index);
  if (!structure_.reachable(index)) {
    // Inside an unreachable state everything is: one finding is enough. A history that nothing targets is
    // harmless.
    if (at.parent == no_state || structure_.reachable(at.parent)) {
      find(Severity::warning, "unreachable", at.pointer, quoted(index) + " can never be entered",
           quoted(index) + " tidak pernah dapat dimasuki");
    }
    return;
  }
  if (at.is_history()) return;
  check_descriptors(at);
  check_transitions(at);
  check_always(at);
  check_leaf(index);
  const bool outermost = at.parent == no_state || !trapped(at.parent);
  if (!ends_ || !outermost || !trapped(index)) return;
  StateIndex leaf = index;
  while (!state(leaf).is_leaf() || !structure_.reachable(leaf)) ++leaf;
  if (index == leaf && !structure_.has_way_out(leaf)) return check_unheeded(leaf);
  Finding& finding =
      find(Severity::warning, "trap", at.pointer, "nothing leads from " + quoted(index) + " to an end",
           "tidak ada jalan dari " + quoted(index) + " ke keadaan akhir");
  show_way_to(leaf, finding);
}

void Checker::check_failures() {
  std::vector<std::string> told;
  for (const StepFailure& failure : exploration_.failures) {
    if (std::ranges::find(told, failure.message) != told.end()) continue;
    told.push_back(failure.message);
    const bool endless = failure.message.starts_with("the machine does not settle");
    Finding& finding =
        find(endless ? Severity::error : Severity::warning, endless ? "never_settles" : "step_fails",
             place_of(exploration_.configurations[failure.from]), "a step fails: " + failure.message,
             "sebuah langkah gagal: " + failure.message);
    finding.sequence = lines_to(exploration_, failure.from, failure.input);
    finding.shown = true;
  }
}

// Configurations that no input tried leads out of, though their states have ways out.
void Checker::check_stuck() {
  std::vector<std::vector<StateIndex>> told;
  const auto& all = exploration_.configurations;
  for (std::uint32_t index = 0; index < all.size(); ++index) {
    const auto& active = all[index].snapshot.active;
    if (index >= exploration_.expanded) return;  // a bound stood before it
    if (all[index].snapshot.done || all[index].moves || all[index].fails) continue;
    const bool hopeless =
        std::ranges::any_of(active, [&](StateIndex leaf) { return !structure_.has_way_out(leaf); });
    if (hopeless || std::ranges::find(told, active) != told.end()) continue;
    told.push_back(active);
    Finding& finding =
        find(Severity::warning, "stuck", place_of(all[index]),
             "nothing that was tried leads on from " + value_of(all[index]) + ": its guards stay false",
             "tidak ada yang dicoba yang melanjutkan dari " + value_of(all[index]) +
                 ": penjaganya tetap tidak terpenuhi");
    finding.sequence = lines_to(exploration_, index);
    finding.shown = true;
  }
}

// Everything was explored, and from some configuration no end was come to although the states alone would
// allow it.
void Checker::check_dead_end() {
  const auto& all = exploration_.configurations;
  const bool told = std::ranges::any_of(findings_, [](const Finding& finding) {
    return finding.code == "stuck" || finding.code == "step_fails" || finding.code == "unheeded_end" ||
           finding.code == "never_settles";
  });
  if (!ends_ || told || all.empty() || !exploration_.bound.empty()) return;
  std::vector<bool> ends(all.size());
  std::vector<std::vector<std::uint32_t>> before(all.size());
  std::vector<std::uint32_t> pending;
  for (const auto& [from, to] : exploration_.moves) before[to].push_back(from);
  for (std::uint32_t index = 0; index < all.size(); ++index) {
    if (all[index].snapshot.done) pending.push_back(index);
  }
  while (!pending.empty()) {
    const std::uint32_t index = pending.back();
    pending.pop_back();
    if (ends[index]) continue;
    ends[index] = true;
    pending.insert(pending.end(), before[index].begin(), before[index].end());
  }
  for (std::uint32_t index = 0; index < all.size(); ++index) {
    const auto& active = all[index].snapshot.active;
    const bool may =
        std::ranges::all_of(active, [&](StateIndex leaf) { return structure_.can_finish(leaf); });
    if (ends[index] || !may) continue;
    Finding& finding =
        find(Severity::warning, "dead_end", place_of(all[index]),
             "nothing that was tried leads from " + value_of(all[index]) + " to an end",
             "tidak ada yang dicoba yang mengantar " + value_of(all[index]) + " ke keadaan akhir");
    finding.sequence = lines_to(exploration_, index);
    finding.shown = true;
    return;
  }
}

void Checker::check_bound() {
  if (exploration_.bound.empty()) return;
  find(Severity::note, "bound", "/machine",
       "exploring stopped at its bound of " + exploration_.bound + ": longer sequences were not tried",
       "penjelajahan berhenti pada batas " + exploration_.bound + ": urutan yang lebih panjang tidak dicoba");
}

Findings Checker::run(const json::value& document) {
  check_start();
  check_end();
  for (StateIndex index = 0; index < definition_.states.size(); ++index) check_state(index);
  check_failures();
  const bool unsettled =
      std::ranges::any_of(findings_, [](const Finding& finding) { return finding.code == "never_settles"; });
  if (!unsettled && exploration_.start_error.empty()) check_cycles(definition_, structure_, findings_);
  check_stuck();
  check_dead_end();
  check_bound();
  check_uses(definition_, document, options_, findings_);
  return std::move(findings_);
}

}  // namespace

std::string_view name_of(Severity severity) {
  static constexpr std::array<std::string_view, 3> names = {"error", "warning", "note"};
  return names[static_cast<std::size_t>(severity)];
}

std::vector<Finding> check(const Definition& definition, const json::value& document,
                           const CheckOptions& options) {
  return Checker(definition, options).run(document);
}

Result<Loaded, Faults> load(const json::value& document, const CheckOptions& options) {
  auto definition = compile(document);
  if (!definition) return definition.error();
  Loaded loaded{*definition, {}};
  Faults faults;
  for (auto& finding : check(**definition, document, options)) {
    if (finding.severity == Severity::error) {
      faults.push_back({finding.pointer, finding.message, finding.message_id});
    } else {
      loaded.findings.push_back(std::move(finding));
    }
  }
  if (!faults.empty()) return faults;
  return loaded;
}

}  // namespace jejak::statechart
