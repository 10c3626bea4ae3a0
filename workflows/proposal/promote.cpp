#include <algorithm>

#include "engine/core/hex.hpp"
#include "workflows/field.hpp"
#include "workflows/organizer/state.hpp"
#include "workflows/proposal/decide.hpp"
#include "workflows/proposal/entry.hpp"
#include "workflows/proposal/lineage.hpp"
#include "workflows/proposal/machine.hpp"
#include "workflows/proposal/promotion_cut.hpp"
#include "workflows/proposal/settled.hpp"
#include "workflows/refusal.hpp"

namespace jejak::workflows {

namespace {

Rejection not_eligible(const std::vector<Rejection>& obstacles) {
  json::array reasons;
  Sentence all;
  for (const Rejection& obstacle : obstacles) {
    json::object reason = obstacle.details;
    reason["code"] = obstacle.code;
    reason["message"] = obstacle.message;
    reason["message_id"] = obstacle.message_id;
    reasons.emplace_back(std::move(reason));
    all.en += " " + obstacle.message;
    all.id += " " + obstacle.message_id;
  }
  return conflict("not_eligible", {"That competition does not take the proposal:" + all.en,
                                   "Kompetisi tersebut tidak menerima proposal ini:" + all.id},
                  {{"reasons", std::move(reasons)}});
}

// The origin's elements, as far as the category in which it is entered has them.
json::array elements_there(const Proposal& proposal, const Category* category) {
  json::array elements;
  if (category == nullptr) return elements;
  for (const auto& element : proposal.elements)
    if (element.is_string() && std::ranges::find(category->elements, std::string_view(element.get_string())) != category->elements.end()) elements.push_back(element);
  return elements;
}

// What the target is asked to enter: the origin's facts, where the command does not say otherwise.
json::object entry_body(const Command& command, const Proposal& proposal, const Rulebook& rulebook) {
  json::object body{{"entrant", proposal.entrant}, {"title", proposal.title}, {"category", proposal.category}};
  if (std::ranges::find(rulebook.groups, proposal.group) != rulebook.groups.end()) body["group"] = proposal.group;
  if (!proposal.started_on.empty()) body["started_on"] = proposal.started_on;
  for (const std::string_view key : {"id", "title", "category", "elements", "group", "started_on"})
    copy_member(command.body, key, body);
  if (!body.contains("elements")) {
    json::array elements = elements_there(proposal, rulebook.find_category(text_of(body, "category")));
    if (!elements.empty()) body["elements"] = std::move(elements);
  }
  return body;
}

std::optional<Rejection> refuse_target(World& world, const Proposal& proposal, const Competition& target) {
  if (target.organizer == proposal.organizer || !is_within(world, proposal.organizer, target.organizer))
    return conflict("not_within", {"A proposal is promoted to an organizer above its own.",
                                   "Proposal hanya dapat diteruskan ke penyelenggara di atasnya."},
                    {{"organizer", proposal.organizer}, {"target", target.organizer}});
  const auto& lineage = world.read<Lineage>(stream_of("lineage", proposal.id));
  const auto promoted = lineage.promoted.find(target.id);
  if (promoted == lineage.promoted.end()) return std::nullopt;
  return conflict("already_promoted", {"This proposal was promoted to that competition before.",
                                       "Proposal ini sudah diteruskan ke kompetisi tersebut."},
                  {{"proposal", promoted->second}});
}

Decision promoted(World& world, const Command& command, const Proposal& proposal, const Entry& entry,
                  const Right& right) {
  const auto end = world.last_durable(stream_of("proposal", proposal.id));
  if (!end) return not_found("proposal", proposal.id);
  json::object proof{{"position", end->position},
                     {"stream_version", end->stream_version},
                     {"leaf_hash", to_hex(end->leaf_hash)}};
  json::object origin = proof;
  origin["proposal"] = proposal.id;
  origin["competition"] = proposal.competition;
  origin["organizer"] = proposal.organizer;
  origin["title"] = proposal.title;
  origin["stage"] = right.rule->stage;
  origin["rank"] = right.rank;
  origin["place"] = right.place;
  Decision decision = enter(world, entry, origin);
  if (!decision) return decision;
  json::object to{{"proposal", decision->answer.at("id")},
                  {"number", decision->answer.at("number")},
                  {"competition", entry.competition.id},
                  {"organizer", entry.competition.organizer},
                  {"title", text_of(entry.body, "title")}};
  json::object data{{"proposal", proposal.id},
                    {"competition", proposal.competition},
                    {"organizer", proposal.organizer},
                    {"rule", {{"stage", right.rule->stage}, {"best", right.rule->best}, {"tier", right.rule->tier}}},
                    {"rank", right.rank},
                    {"place", right.place},
                    {"origin", std::move(proof)},
                    {"to", std::move(to)}};
  copy_member(command.body, "note", data);
  decision->events.push_back({stream_of("lineage", proposal.id), "ProposalPromoted", std::move(data)});
  decision->answer["competition"] = entry.competition.id;
  decision->answer["origin"] = std::move(origin);
  return decision;
}

// The proposal of the path, for the secretariat that holds its competition.
Result<const Proposal*, Rejection> held_proposal(World& world, const Command& command) {
  const auto proposal = known_proposal(world, command.caller, path_of(command, "proposal"));
  if (!proposal) return proposal.error();
  if (!serves(command.caller, (*proposal)->organizer))
    return forbidden({"This is for the organizer that holds the competition.",
                      "Ini hanya untuk penyelenggara kompetisi tersebut."});
  return proposal;
}

}  // namespace

Decision promote_proposal(World& world, const Command& command) {
  const auto proposal = held_proposal(world, command);
  if (!proposal) return proposal.error();
  const std::string_view target_id = text_of(command.body, "competition");
  const auto& target = world.read<Competition>(stream_of("competition", target_id));
  if (target.id.empty()) return not_found("competition", target_id);
  if (auto rejection = refuse_target(world, **proposal, target)) return *rejection;
  const auto right = right_to(world, **proposal, world.read<Organizer>(stream_of("organizer", target.organizer)).tier);
  if (!right) return right.error();
  if (auto rejection = refuse_unsettled(world, **proposal)) return *rejection;
  const auto& rulebook = *rulebook_of(world, text_of(target.rulebook, "hash")).rulebook;
  const json::object body = entry_body(command, **proposal, rulebook);
  const Entry entry{target, rulebook, world.read<Entrant>(stream_of("entrant", (*proposal)->entrant)), body};
  if (const auto obstacles = entry_obstacles(world, entry); !obstacles.empty()) return not_eligible(obstacles);
  return promoted(world, command, **proposal, entry, *right);
}

// A duplicate leaves the race by the event that the rulebook names, and says which proposal goes on in its place.
Decision merge_proposals(World& world, const Command& command) {
  const auto proposal = held_proposal(world, command);
  if (!proposal) return proposal.error();
  const std::string_view into_id = text_of(command.body, "into");
  const auto& into = world.read<Proposal>(stream_of("proposal", into_id));
  if (into.id.empty() || into.competition != (*proposal)->competition) return not_found("proposal", into_id);
  if (into.id == (*proposal)->id)
    return invalid("invalid_body", "/into", {"must be another proposal of the same competition", "harus proposal lain dari kompetisi yang sama"});
  if (text_of(members_of(into.state), "status") == "done")
    return conflict("not_in_the_race", {"The proposal that is to go on is not in the race any more.",
                                        "Proposal yang akan dilanjutkan sudah tidak mengikuti kompetisi."});
  auto machine = Machine::resume(world, **proposal);
  if (!machine) return machine.error();
  const std::string_view reason = text_of(command.body, "reason");
  if (auto rejection = machine->send(machine->rulebook().entry.merge_event, {{"reason", reason}})) return *rejection;
  json::object data{{"proposal", (*proposal)->id},
                    {"competition", (*proposal)->competition},
                    {"organizer", (*proposal)->organizer},
                    {"title", (*proposal)->title},
                    {"into", {{"proposal", into.id}, {"number", into.number}, {"title", into.title}}},
                    {"reason", reason}};
  Accepted accepted{machine->take_events(), {{"merged_into", into.id}, {"state", machine->path()}}};
  accepted.events.push_back({stream_of("lineage", (*proposal)->id), "ProposalMerged", std::move(data)});
  return accepted;
}

}  // namespace jejak::workflows
