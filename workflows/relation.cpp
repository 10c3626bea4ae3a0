#include "workflows/relation.hpp"

#include "engine/core/uuid.hpp"
#include "workflows/field.hpp"
#include "workflows/organizer/state.hpp"
#include "workflows/refusal.hpp"

namespace jejak::workflows {

namespace {
constexpr int tiers_high = 16;  // more parents than any administration has: ends a walk up in any case
}

bool serves(const Caller& caller, std::string_view organizer) {
  if (caller.role == Role::system) return true;
  if (caller.organizer == organizer) return !organizer.empty();
  return caller.organizer.empty() && (caller.role == Role::auditor || caller.role == Role::admin);
}

bool is_within(World& world, std::string_view organizer, std::string_view ancestor) {
  std::string id(organizer);
  for (int height = 0; height < tiers_high && !id.empty(); ++height) {
    if (id == ancestor) return true;
    id = world.read<Organizer>(stream_of("organizer", id)).parent;
  }
  return false;
}

std::vector<std::string_view> roles_towards(const Caller& caller, const Proposal& proposal) {
  if (caller.role != Role::secretariat) return {name_of(caller.role)};
  std::vector<std::string_view> roles;
  if (serves(caller, proposal.organizer)) roles.push_back(name_of(Role::secretariat));
  if (serves(caller, proposal.local_organizer)) roles.push_back(local_admin);
  return roles;
}

Result<std::string, Rejection> choose_id(World& world, const json::object& body, std::string_view kind, bool slug) {
  if (!body.contains("id")) return world.new_id();
  std::string id(text_of(body, "id"));
  if (!is_uuid(id) && !(slug && is_slug(id))) {
    return invalid("invalid_body", "/id",
                   slug ? Sentence{"must be a lower-case UUID or 3 to 64 of a-z, 0-9 and dashes",
                                   "harus berupa UUID huruf kecil atau 3 sampai 64 dari a-z, 0-9, dan tanda hubung"}
                        : Sentence{"must be a lower-case UUID", "harus berupa UUID huruf kecil"});
  }
  if (world.version(stream_of(kind, id)) == 0) return id;
  return conflict("id_taken", {"The id \"" + id + "\" is taken: choose another one.",
                               "Id \"" + id + "\" sudah dipakai: pilih yang lain."});
}

Result<const Competition*, Rejection> own_competition(World& world, const Command& command) {
  const std::string_view id = path_of(command, "competition");
  const auto& competition = world.read<Competition>(stream_of("competition", id));
  if (competition.id.empty()) return not_found("competition", id);
  if (!serves(command.caller, competition.organizer)) {
    return forbidden({"This competition is another organizer's.", "Kompetisi ini milik penyelenggara lain."});
  }
  return &competition;
}

Result<const Proposal*, Rejection> known_proposal(World& world, const Caller& caller, std::string_view id) {
  const auto& proposal = world.read<Proposal>(stream_of("proposal", id));
  const bool own = caller.role != Role::proposer || proposal.entrant == caller.entrant;
  const bool served = serves(caller, proposal.organizer) || serves(caller, proposal.local_organizer);
  if (proposal.id.empty() || !served || !own) return not_found("proposal", id);
  return &proposal;
}

const PinnedRulebook& rulebook_of(World& world, std::string_view hash) {
  return world.read<PinnedRulebook>(stream_of("rulebook", hash));
}

const PinnedRulebook& rulebook_for(World& world, const Proposal& proposal) {
  return rulebook_of(world, text_of(world.read<Competition>(stream_of("competition", proposal.competition)).rulebook, "hash"));
}

const PinnedDefinition& definition_of(World& world, std::string_view hash) {
  return world.read<PinnedDefinition>(stream_of("definition", hash));
}

std::string_view path_of(const Command& command, std::string_view key) {
  const auto found = command.path.find(key);
  return found == command.path.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace jejak::workflows
