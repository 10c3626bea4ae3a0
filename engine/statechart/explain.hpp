#pragma once
#include "engine/rules/explain.hpp"
#include "engine/statechart/statechart.hpp"

namespace jejak::statechart {

// Why a guard does not let an event through in that snapshot, condition by condition; empty where it does, or where the
// definition has no guard of that name.
std::vector<rules::Reason> explain_guard(const Definition& definition, const Snapshot& snapshot, std::string_view guard,
                                         const Sent& event, Timestamp now);

// Whether a guard asks for something of the event's data, so that it cannot be told before the event is sent.
bool reads_event(const Definition& definition, std::string_view guard);

}  // namespace jejak::statechart
