#pragma once
#include <string_view>

#include "engine/core/event.hpp"
#include "engine/core/json.hpp"

namespace jejak::workflows {

// The proposal that an event of its own stream is about. Throws CannotApply for an event of another stream.
std::string_view proposal_of(const Event& event);

// DeadlineExtended and DeadlineCancelled stand in streams of both kinds.
bool changes_proposals_deadline(const Event& event);
bool changes_instances_deadline(const Event& event);

// What the views `proposals` and `proposal_details` both say of a proposal.
void begin_summary(const Event& entered, const json::object& data, json::object& document);

// After ProposalCorrected: what the entry says now; the machine stands where it stood.
void correct_summary(const Event& event, const json::object& data, json::object& document);

// After ProposalAnswered and TransitionTaken: where the machine stands now.
void advance_summary(const Event& event, const json::object& data, json::object& document);

}  // namespace jejak::workflows
