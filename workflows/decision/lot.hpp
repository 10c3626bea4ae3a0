#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/decision.hpp"
#include "engine/runtime/world.hpp"
#include "workflows/competition/state.hpp"
#include "workflows/proposal/state.hpp"

namespace jejak::workflows {

// Stream `lot-<competition>-<stage>`: LotFixed {competition, organizer, stage, size, root, scheme?}: fixed with the stage's first juror, so
// before any sheet, and once. `size` and `root` are the head of the log's tree just before.
// Scheme 2 draws by the event's own leaf hash. It is made with a random salt of the server, so that nobody knows it before it is fixed, and
// nobody can have it drawn again; a proposal that was entered afterwards, by somebody who may know it, has no part in the lot.
// Scheme 1, of lots from before there was a choice, drew by `root`, and all took part.
struct StageLot {
  std::int64_t scheme = 1;
  std::int64_t size = 0;
  std::string root;       // hexadecimal; empty: there is none
  Position position = 0;  // of the event
  std::string seed;       // what tickets are drawn by, in hexadecimal; empty as long as the event is not durable

  bool takes(const Proposal& proposal) const { return scheme == 1 || proposal.entered_at < position; }
};
void evolve(StageLot& lot, const Event& event);

// The event that fixes the lot of a stage whose rulebook has one; nothing where it has none, or where it is fixed already.
std::optional<NewEvent> fix_lot(World& world, const Competition& competition, const Stage& stage);
StageLot lot_of(World& world, const Competition& competition, std::string_view stage);

// A proposal's ticket: SHA-256 of "jejak-lot" (scheme 2: "jejak-lot-2"), the seed, the competition, the stage and the proposal, one to a line
// without a last line end, in hexadecimal. The least is drawn first.
std::string ticket_of(const StageLot& lot, std::string_view competition, std::string_view stage, std::string_view proposal);

// {"size","root"}, of scheme 2 also {"scheme","position","seed"}; and back.
json::object lot_document(const StageLot& lot);
StageLot lot_from(const json::object& document);

}  // namespace jejak::workflows
