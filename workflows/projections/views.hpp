#pragma once
#include "engine/runtime/projector.hpp"

// One projection per file of this folder; workflows/projections.cpp puts them in order.
namespace jejak::workflows::views {

Projection organizers();
Projection competitions();
Projection sessions();
Projection entrants();
Projection proposals();
Projection proposal_details();
Projection history();
Projection funnel();
Projection scoreboard();
Projection decisions();
Projection gallery();
Projection awards();
Projection jurors();
Projection assignments();
Projection assignment_plans();
Projection assessments();
Projection replications();
Projection keys();
Projection timers();
Projection late_entries();
Projection prior_awards();
Projection definitions();
Projection instances();
Projection instance_history();
Projection workload();
Projection participation();
Projection participation_summary();
Projection results();
Projection drafts();
Projection notifications();
Projection webhooks();
Projection attachments();
Projection slots();
Projection index_inputs();
Projection pace();
Projection reach();
Projection feedback();
Projection coaching_notes();
Projection external_awards();
Projection erasures();
Projection mailings();
Projection announcements();
Projection minutes_signatures();

}  // namespace jejak::workflows::views
