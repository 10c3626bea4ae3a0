#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/decision.hpp"
#include "engine/runtime/world.hpp"
#include "workflows/competition/state.hpp"

namespace jejak::workflows {

// Stream `lot-<competition>-<stage>`: LotFixed {competition, organizer, stage, size, root}: the head of the log's tree when the stage
// had its first juror, so before any sheet and after the entries. Nobody can choose it (it is made of random salts), and
// whoever kept a checkpoint can check it.
struct StageLot {
  std::int64_t size = 0;
  std::string root;  // hexadecimal; empty: there is none
};
void evolve(StageLot& lot, const Event& event);

// The event that fixes the lot of a stage whose rulebook has one; nothing where it has none, or where it is fixed already.
std::optional<NewEvent> fix_lot(World& world, const Competition& competition, const Stage& stage);
const StageLot& lot_of(World& world, const Competition& competition, std::string_view stage);

// A proposal's ticket: SHA-256 of "jejak-lot", the root, the competition, the stage and the proposal, one to a line without a last
// line end, in hexadecimal. The least is drawn first.
std::string ticket_of(std::string_view root, std::string_view competition, std::string_view stage, std::string_view proposal);

}  // namespace jejak::workflows
