#include "workflows/proposal/lineage.hpp"

#include "workflows/field.hpp"

namespace jejak::workflows {

void evolve(Lineage& lineage, const Event& event) {
  if (event.type != "ProposalPromoted") return;
  const auto& to = object_of(members_of(event.data), "to");
  lineage.promoted[std::string(text_of(to, "competition"))] = text_of(to, "proposal");
}

}  // namespace jejak::workflows
