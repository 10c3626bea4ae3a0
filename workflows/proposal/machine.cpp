#include "workflows/proposal/machine.hpp"

#include <algorithm>

#include "workflows/award/state.hpp"
#include "workflows/competition/road.hpp"
#include "workflows/field.hpp"
#include "workflows/proposal/origin_lost.hpp"
#include "workflows/proposal/path.hpp"
#include "workflows/refusal.hpp"

namespace jejak::workflows {

Machine::Machine(World& world, const Proposal& proposal)
    : InstanceMachine(definition_of(world, proposal.definition_hash),
                      {stream_of("proposal", proposal.id), "TransitionTaken", {{"competition", proposal.competition}}},
                      world.now()),
      world_(&world),
      proposal_(&proposal),
      rulebook_(rulebook_for(world, proposal).rulebook),
      standing_(proposal.standing),
      step_at_(world.now()) {
  if (!proposal.id.empty() && !proposal.state.is_null()) {
    const auto& award = world.read<Award>(stream_of("award", proposal.id));
    award_granted_ = award.granted;
    award_revoked_ = award.revoked;
  }
}

std::optional<Rejection> Machine::usable() const {
  if (rulebook_ != nullptr) return std::nullopt;
  return conflict("definition_unusable", {"This program cannot read the rules that the competition runs under.",
                                          "Program ini tidak dapat membaca aturan kompetisi tersebut."});
}

Result<Machine, Rejection> Machine::start(World& world, const Proposal& proposal, const json::object& context) {
  Machine machine(world, proposal);
  if (auto rejection = machine.usable()) return *std::move(rejection);
  if (auto rejection = machine.begin(context)) return *std::move(rejection);
  return machine;
}

Result<Machine, Rejection> Machine::resume(World& world, const Proposal& proposal) {
  Machine machine(world, proposal);
  if (auto rejection = machine.usable()) return *std::move(rejection);
  if (auto rejection = machine.go_on(proposal.state)) return *std::move(rejection);
  return machine;
}

// A machine whose ways out have names of their own is asked for its road.
bool Machine::is_out(std::string_view stage) const {
  if (is_way_out(stage)) return true;
  if (is_usual_stage(stage)) return false;
  const auto road = road_of(*pinned().definition, *rulebook_);
  return std::ranges::find(road, stage) == road.end();
}

void Machine::note_move(json::object& recorded) {
  complete(recorded, standing_, [this](std::string_view stage) { return is_out(stage); });
  follow(standing_, recorded, step_at_);
}

void Machine::before_step() {
  was_granted_ = is_in(state_value(), rulebook_->granted_in);
  was_revoked_ = is_in(state_value(), rulebook_->revoked_in);
  was_out_ = is_out(stage());
}

// Only what a stage has ranked can have been promoted.
void Machine::tell_copies() {
  if (was_out_ || proposal_->ranks.empty() || !is_out(stage())) return;
  for (auto& event : origin_lost(*world_, *proposal_, path(), text_of(context(), "reason"))) add_event(std::move(event));
}

void Machine::after_step() {
  tell_copies();
  const bool granted = !award_granted_ && !was_granted_ && is_in(state_value(), rulebook_->granted_in);
  const bool revoked = award_granted_ && !award_revoked_ && !was_revoked_ && is_in(state_value(), rulebook_->revoked_in);
  if (!granted && !revoked) return;
  json::object data{{"proposal", proposal_->id},
                    {"competition", proposal_->competition},
                    {"organizer", proposal_->organizer},
                    {"entrant", proposal_->entrant}};
  if (granted) {
    award_granted_ = true;
    data["entrant_name"] = proposal_->entrant_name;
    data["title"] = proposal_->title;
    data["category"] = proposal_->category;
    if (const Category* category = rulebook_->find_category(proposal_->category))
      data["category_title"] = {{"id", category->title_id}, {"en", category->title_en}};
    data["year"] = proposal_->year;
    data["summary"] = proposal_->summary;
  } else {
    award_revoked_ = true;
    data["reason"] = text_of(context(), "reason");
  }
  add_event({stream_of("award", proposal_->id), granted ? "AwardGranted" : "AwardRevoked", std::move(data)});
  if (!rulebook_->award_registered_as.empty()) enter_register(granted);
}

// The register of prior awards is that of the entrant's own organizer; the entry has the proposal's id.
void Machine::enter_register(bool granted) {
  const std::string& keeper = proposal_->local_organizer.empty() ? proposal_->organizer : proposal_->local_organizer;
  json::object data{{"id", proposal_->id}, {"organizer", keeper}, {"proposal", proposal_->id}, {"competition", proposal_->competition}};
  if (granted) {
    data["title"] = proposal_->title;
    data["title_key"] = title_key(proposal_->title);
    data["award"] = rulebook_->award_registered_as;
    data["year"] = proposal_->year;
    data["entrant"] = proposal_->entrant;
    data["source"] = proposal_->competition;
  } else {
    data["reason"] = text_of(context(), "reason");
  }
  add_event({stream_of("prior-awards", keeper), granted ? "PriorAwardRecorded" : "PriorAwardStruck", std::move(data)});
}

}  // namespace jejak::workflows
