#include "workflows/proposal/settled.hpp"

#include "workflows/award/state.hpp"
#include "workflows/field.hpp"
#include "workflows/proposal/path.hpp"
#include "workflows/refusal.hpp"

namespace jejak::workflows {

namespace {

// The first of the pending timers, as the snapshot has them in order of their instants.
std::string_view due_of(const Proposal& proposal) {
  const json::array& timers = array_of(members_of(proposal.state), "timers");
  return timers.empty() ? std::string_view() : text_of(members_of(timers.front()), "due");
}

}  // namespace

std::optional<Rejection> refuse_unsettled(World& world, const Proposal& proposal) {
  const auto& award = world.read<Award>(stream_of("award", proposal.id));
  if (award.granted && !award.revoked) return std::nullopt;
  const std::string state = dotted_path(members_of(proposal.state).at("value"));
  const std::string& granted_in = rulebook_for(world, proposal).rulebook->granted_in;
  if (award.revoked || first_segment(state) != first_segment(granted_in))
    return conflict("not_awarded", {"A proposal is promoted once its award is granted.", "Proposal diteruskan setelah penghargaannya ditetapkan."}, {{"state", state}});
  json::object details{{"state", state}};
  if (const std::string_view due = due_of(proposal); !due.empty()) details["due"] = due;
  return conflict("objection_open", {"It may still be objected to the award: a proposal is promoted after that.",
                                     "Masa keberatan belum selesai: proposal diteruskan sesudahnya."}, std::move(details));
}

}  // namespace jejak::workflows
