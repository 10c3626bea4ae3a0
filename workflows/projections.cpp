#include "workflows/projections.hpp"

#include <array>

#include "workflows/projections/views.hpp"

namespace jejak::workflows {

std::span<const Projection> projections() {
  static const std::array all = {
      views::organizers(), views::competitions(), views::sessions(), views::entrants(), views::proposals(),
      views::proposal_details(), views::history(), views::funnel(), views::scoreboard(), views::decisions(),
      views::gallery(), views::awards(), views::jurors(), views::assignments(), views::assessments(),
      views::replications(), views::keys(), views::timers(), views::late_entries(), views::prior_awards(),
      views::definitions(), views::instances(), views::instance_history(), views::assignment_plans(),
      views::workload(), views::participation(), views::results(), views::drafts(), views::notifications(),
      views::webhooks(), views::attachments(), views::slots(), views::index_inputs(), views::pace(), views::reach(),
      views::feedback(), views::coaching_notes(), views::external_awards(), views::erasures(), views::mailings(),
      views::announcements(), views::participation_summary(), views::minutes_signatures(),
  };
  return all;
}

}  // namespace jejak::workflows
