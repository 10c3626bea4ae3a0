#pragma once
#include <optional>
#include <string_view>

#include "engine/core/rejection.hpp"
#include "engine/runtime/world.hpp"
#include "workflows/command.hpp"
#include "workflows/jury/assigned.hpp"

namespace jejak::workflows {

// Why a juror must not judge a proposal. Where several hold, the first that costs no look-up is told.
enum class ConflictKind { same_agency, worked_together, earlier_assessment, declared };

// One juror's conflicts of interest, found from agency, past work, what the same person judged at a tier below (where the rulebook
// bars that) and what was declared. Made once for a juror and asked for many proposals; belongs to one decision.
class Conflicts {
 public:
  Conflicts(World& world, const Rulebook& rulebook, const Juror& juror)
      : world_(world), rulebook_(rulebook), juror_(juror), agency_(agency_of(juror)) {}
  std::optional<ConflictKind> with(const Proposal& proposal, const Agency& own) const;

 private:
  bool assessed_earlier(const Proposal& proposal) const;

  World& world_;
  const Rulebook& rulebook_;
  const Juror& juror_;
  Agency agency_;
};

// `same_agency`, or `conflict_of_interest` with the `kind` among its details.
Rejection refuse_conflict(ConflictKind kind, const Juror& juror, const Proposal& proposal);

// `invitation_open` or `invitation_declined`: nobody is given proposals who did not say yes.
std::optional<Rejection> refuse_uninvited(const Juror& juror);

// The commands about them; in conflict_commands.cpp.
extern const std::string_view check_juror_body, declare_conflict_body, settle_conflict_body, answer_invitation_body;
Decision check_juror(World& world, const Command& command);       // which proposals somebody could not judge: before inviting
Decision declare_conflict(World& world, const Command& command);  // and takes the sheets out that it touches, or proposes to
Decision settle_conflict(World& world, const Command& command);   // by another person than proposed it
Decision answer_invitation(World& world, const Command& command);

}  // namespace jejak::workflows
