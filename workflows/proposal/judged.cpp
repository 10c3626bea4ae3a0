#include "workflows/proposal/judged.hpp"

#include "workflows/field.hpp"
#include "workflows/proposal/path.hpp"

namespace jejak::workflows {

std::vector<const Proposal*> judged_in(World& world, const Competition& competition, const Stage& stage) {
  std::vector<const Proposal*> found;
  for (const auto& id : world.read<Register>(stream_of("register", competition.id)).proposals) {
    const auto& proposal = world.read<Proposal>(stream_of("proposal", id));
    const json::value* value = members_of(proposal.state).if_contains("value");
    if (value != nullptr && is_in(*value, stage.judged_in)) found.push_back(&proposal);
  }
  return found;
}

}  // namespace jejak::workflows
