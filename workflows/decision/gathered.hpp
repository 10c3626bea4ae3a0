#pragma once
#include <string>
#include <vector>

#include "workflows/decision/judge.hpp"
#include "workflows/decision/lot.hpp"
#include "workflows/proposal/state.hpp"

namespace jejak::workflows {

// A stage of a competition with everything that its decision depends on.
struct Gathered {
  const Competition* competition = nullptr;
  RulebookPtr rulebook;
  const Stage* stage = nullptr;
  std::vector<Candidate> candidates;   // with at least one sheet
  std::vector<const Proposal*> short_of_quorum;
  struct Lack {
    const Proposal* proposal;
    std::string element;  // of the jury, of which it has fewer sheets than the rulebook asks for
    std::size_t least;
  };
  std::vector<Lack> lacking;
  struct Outstanding {
    const Proposal* proposal;
    std::string juror;  // who was assigned and has not submitted a sheet
  };
  std::vector<Outstanding> outstanding;
  const Plenary* plenary = nullptr;
  const TieSettlement* settlement = nullptr;  // of a tie at the cut, by two people; null: none
  const TieSettlement* proposed = nullptr;    // one that nobody confirmed yet
  StageLot lot;                        // where the rulebook has one
  std::size_t waiting = 0;             // proposals in the stage
};

// Of the path's competition and stage, for whoever may decide it.
Result<Gathered, Rejection> gather(World& world, const Command& command);

// The ranking with everything that people decided about it. The candidates outlive it.
Ranking ranking_of(Gathered& gathered);

std::string decision_stream(const Gathered& gathered);

}  // namespace jejak::workflows
