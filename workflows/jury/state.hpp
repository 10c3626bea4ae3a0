#pragma once
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/event.hpp"

namespace jejak::workflows {

// What a juror is there for; a rulebook asks for so many of each.
inline constexpr std::array<std::string_view, 5> jury_elements = {"academic", "ngo", "bureaucracy", "practitioner", "media"};

enum class Invitation { none, open, accepted, declined };  // none: registered without one

// Stream `juror-<id>`:
//   JurorRegistered {id, competition, organizer, name: personal, email?: personal, element, agency, entrant, worked_with? [entrant], earlier? [juror],
//                    invited?}
//   PersonCorrected {id, organizer, reason, name?: personal, email?: personal}
//   InvitationAnswered {juror, competition, organizer, accepted, note?: personal}
//   ConflictDeclared {juror, competition, organizer, kind, reason?: personal, proposal | entrant, by_juror, by_sheet?: the stage of a sheet that
//                     said so, id? and proposed_by?: of one that was proposed}
//   ConflictProposed {id, juror, competition, organizer, kind, reason: personal, proposal | entrant}
//   ConflictRejected {id, juror, competition, organizer}
struct Juror {
  struct ProposedConflict {
    std::string proposal, entrant;  // one of the two
    std::string kind;
    std::string proposed_by;  // an actor
  };
  std::string id;  // empty: there is none
  std::string competition;
  std::string organizer;
  std::string element;
  std::string agency;
  std::string entrant;  // the entrant that the juror belongs to; empty for outsiders
  std::vector<std::string> worked_with;  // entrants
  std::vector<std::string> earlier;      // the same person's ids as a juror of other competitions
  std::set<std::string, std::less<>> declared;  // proposals and entrants that the juror must not judge
  std::map<std::string, ProposedConflict, std::less<>> proposed;  // by id: those that nobody settled yet; they bar like declared ones
  Invitation invitation = Invitation::none;

  bool is_proposed(std::string_view about) const;  // a conflict with that proposal or entrant
};
void evolve(Juror& juror, const Event& event);

}  // namespace jejak::workflows
