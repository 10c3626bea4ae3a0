#include "workflows/proposal/machine.hpp"

#include <algorithm>

#include "workflows/award/state.hpp"
#include "workflows/field.hpp"
#include "workflows/proposal/path.hpp"
#include "workflows/refusal.hpp"

namespace jejak::workflows {

namespace {

// More timers than this due within one decision means a definition whose delays never come to rest.
constexpr int timers_per_decision_max = 100;

Rejection cannot_step(const statechart::StepError& error) {
  return conflict("transition_refused", {"The machine cannot take this step: " + error.message,
                                         "Mesin tidak dapat mengambil langkah ini: " + error.message});
}

json::object timer_changes(const std::vector<statechart::Timer>& before, const std::vector<statechart::Timer>& after) {
  json::object changes;
  json::array set, cleared;
  for (const auto& timer : after) {
    if (std::ranges::find(before, timer) == before.end())
      set.push_back({{"key", timer.key}, {"due", format_rfc3339(timer.due)}});
  }
  for (const auto& timer : before) {
    if (std::ranges::find(after, timer.key, &statechart::Timer::key) == after.end()) cleared.emplace_back(timer.key);
  }
  if (!set.empty()) changes["set"] = std::move(set);
  if (!cleared.empty()) changes["cleared"] = std::move(cleared);
  return changes;
}

}  // namespace

Machine::Machine(World& world, const Proposal& proposal)
    : proposal_(&proposal),
      pinned_(&definition_of(world, proposal.definition_hash)),
      rulebook_(rulebook_of(world, proposal.rulebook_hash).rulebook),
      now_(world.now()) {
  if (!proposal.id.empty() && !proposal.state.is_null()) {
    const auto& award = world.read<Award>(stream_of("award", proposal.id));
    award_granted_ = award.granted;
    award_revoked_ = award.revoked;
  }
}

std::optional<Rejection> Machine::usable() const {
  if (pinned_->definition != nullptr && rulebook_ != nullptr) return std::nullopt;
  return conflict("definition_unusable", {"This program cannot read the rules that the competition runs under.",
                                          "Program ini tidak dapat membaca aturan kompetisi tersebut."});
}

Result<Machine, Rejection> Machine::start(World& world, const Proposal& proposal, const json::object& context) {
  Machine machine(world, proposal);
  if (auto rejection = machine.usable()) return *rejection;
  auto snapshot = statechart::start(*machine.pinned_->definition, machine.now_, context);
  if (!snapshot) return cannot_step(snapshot.error());
  machine.move_to(std::move(*snapshot));
  return machine;
}

Result<Machine, Rejection> Machine::resume(World& world, const Proposal& proposal) {
  Machine machine(world, proposal);
  if (auto rejection = machine.usable()) return *rejection;
  auto snapshot = statechart::restore(*machine.pinned_->definition, proposal.state);
  if (!snapshot) return invalid("invalid_state", snapshot.error());
  machine.snapshot_ = std::move(*snapshot);
  machine.value_ = statechart::state_value(*machine.pinned_->definition, machine.snapshot_);
  machine.path_ = dotted_path(machine.value_);
  if (auto rejection = machine.fire_due()) return *rejection;
  return machine;
}

void Machine::move_to(statechart::Snapshot snapshot) {
  timers_ = timer_changes(snapshot_.timers, snapshot.timers);
  snapshot_ = std::move(snapshot);
  value_ = statechart::state_value(*pinned_->definition, snapshot_);
  path_ = dotted_path(value_);
}

std::optional<Rejection> Machine::fire_due() {
  for (int count = 0; count < timers_per_decision_max; ++count) {
    const auto timer = statechart::due_timer(snapshot_, now_);
    if (!timer) return std::nullopt;
    auto outcome = statechart::fire(*pinned_->definition, snapshot_, *timer);
    if (!outcome) return cannot_step(outcome.error());
    const Before was = before();
    move_to(std::move(outcome->snapshot));
    fired_.push_back(timer->key);
    record("TransitionTaken",
           {{"event", "TIMER"}, {"timer", {{"key", timer->key}, {"due", format_rfc3339(timer->due)}}}}, was);
  }
  return cannot_step({"its delays never come to rest"});
}

std::optional<Rejection> Machine::send(std::string_view type, const json::object& data) {
  json::object recorded{{"event", type}};
  if (!data.empty()) recorded["data"] = data;
  return send_as("TransitionTaken", type, data, std::move(recorded));
}

std::optional<Rejection> Machine::send_as(std::string_view event_type, std::string_view type,
                                          const json::object& data, json::object recorded) {
  auto outcome = statechart::send(*pinned_->definition, snapshot_, type, data, now_);
  if (!outcome) return cannot_step(outcome.error());
  if (!outcome->changed) return refused(type, *outcome);
  const Before was = before();
  move_to(std::move(outcome->snapshot));
  record(event_type, std::move(recorded), was);
  return fire_due();
}

std::optional<Rejection> Machine::refusal_of(std::string_view type, const json::object& data) const {
  auto outcome = statechart::send(*pinned_->definition, snapshot_, type, data, now_);
  if (!outcome) return cannot_step(outcome.error());
  if (!outcome->changed) return refused(type, *outcome);
  return std::nullopt;
}

Rejection Machine::refused(std::string_view type, const statechart::Outcome& outcome) const {
  json::object details{{"event", type}, {"state", path_}, {"state_value", value_}};
  json::array refused_by;
  for (const auto& refusing : outcome.refused_by)
    refused_by.push_back({{"state", refusing.state}, {"guard", refusing.guard}});
  const std::string what(type);
  if (refused_by.empty()) {
    return conflict("transition_refused", {"In the state " + path_ + " there is no transition for " + what + ".",
                                           "Pada keadaan " + path_ + " tidak ada transisi untuk " + what + "."},
                    std::move(details));
  }
  const std::string guard = outcome.refused_by.front().guard;
  details["guard"] = guard;
  details["refused_by"] = std::move(refused_by);
  return conflict("transition_refused", {"The guard " + guard + " does not let " + what + " through.",
                                         "Penjaga " + guard + " tidak meluluskan " + what + "."},
                  std::move(details));
}

bool Machine::fired(std::string_view key) const { return std::ranges::find(fired_, key) != fired_.end(); }

std::string_view Machine::stage() const { return first_segment(path_); }

json::object Machine::describe() const {
  return {{"to", path_}, {"stage", stage()}, {"state", statechart::to_json(*pinned_->definition, snapshot_)}};
}

Machine::Before Machine::before() const {
  return {path_, is_in(value_, rulebook_->granted_in), is_in(value_, rulebook_->revoked_in)};
}

void Machine::record(std::string_view event_type, json::object data, const Before& before) {
  data.reserve(data.size() + 6);
  data["competition"] = proposal_->competition;
  data["from"] = before.path;
  for (auto& [key, value] : describe()) data[key] = std::move(value);
  if (!timers_.empty()) data["timers"] = timers_;
  events_.push_back({stream_of("proposal", proposal_->id), std::string(event_type), std::move(data)});
  record_award(before);
}

void Machine::record_award(const Before& before) {
  const bool granted = !award_granted_ && !before.granted && is_in(value_, rulebook_->granted_in);
  const bool revoked = award_granted_ && !award_revoked_ && !before.revoked && is_in(value_, rulebook_->revoked_in);
  if (!granted && !revoked) return;
  json::object data{{"proposal", proposal_->id},
                    {"competition", proposal_->competition},
                    {"organizer", proposal_->organizer}};
  if (granted) {
    award_granted_ = true;
    data["entrant"] = proposal_->entrant;
    data["entrant_name"] = proposal_->entrant_name;
    data["title"] = proposal_->title;
    data["category"] = proposal_->category;
    data["year"] = proposal_->year;
    data["summary"] = proposal_->summary;
  } else {
    award_revoked_ = true;
    data["reason"] = text_of(snapshot_.context, "reason");
  }
  events_.push_back({stream_of("award", proposal_->id), granted ? "AwardGranted" : "AwardRevoked", std::move(data)});
}

}  // namespace jejak::workflows
