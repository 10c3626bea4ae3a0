#pragma once
#include "workflows/command.hpp"
#include "workflows/decision/state.hpp"
#include "workflows/rulebook.hpp"

namespace jejak::workflows {

// The four-eyes principle for a stage whose rulebook says `four_eyes`: one person proposes the decision as it is in the preview, another
// one makes it, and only if it is still the same to the byte. `document` is the decision document; both see its SHA-256 over RFC 8785
// bytes as `hash`.
extern const std::string_view propose_decision_body;

// StageDecisionProposed {competition, organizer, stage, hash, reason?} on the stage's decision stream; a later one replaces it.
Decision propose_decision(const Command& command, const Stage& stage, const std::string& stream, const json::object& document, json::object data);

// Why the caller may not decide: `decision_not_proposed`, `same_person`, `decision_changed`. Nothing where the stage asks for one person only.
std::optional<Rejection> refuse_alone(World& world, const Caller& caller, const Stage& stage, const StageDecision& decision,
                                      const json::object& document);

}  // namespace jejak::workflows
