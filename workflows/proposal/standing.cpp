#include "workflows/proposal/standing.hpp"

#include "workflows/field.hpp"
#include "workflows/proposal/path.hpp"

namespace jejak::workflows {

std::vector<const Proposal*> standing_in(World& world, const Competition& competition, std::string_view state) {
  std::vector<const Proposal*> found;
  for (const auto& id : world.read<Register>(stream_of("register", competition.id)).proposals) {
    const auto& proposal = world.read<Proposal>(stream_of("proposal", id));
    const json::value* value = members_of(proposal.state).if_contains("value");
    if (value != nullptr && is_in(*value, state)) found.push_back(&proposal);
  }
  return found;
}

}  // namespace jejak::workflows
