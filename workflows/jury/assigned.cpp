#include "workflows/jury/assigned.hpp"

#include "workflows/field.hpp"

namespace jejak::workflows {

Agency agency_of(const Juror& juror) {
  return {juror.entrant, juror.entrant.empty() ? title_key(juror.agency) : std::string()};
}

Agency agency_of(const Proposal& proposal) { return {proposal.entrant, title_key(proposal.entrant_name)}; }

bool same_agency(const Agency& juror, const Agency& proposal) {
  if (!juror.entrant.empty()) return juror.entrant == proposal.entrant;
  return !juror.name.empty() && juror.name == proposal.name;
}

NewEvent juror_assigned(const Competition& competition, std::string_view stage, const Proposal& proposal, const Juror& juror) {
  json::object data{{"competition", competition.id}, {"organizer", competition.organizer},
                    {"proposal", proposal.id},       {"stage", stage},
                    {"juror", juror.id},             {"title", proposal.title},
                    {"category", proposal.category}, {"entrant", proposal.entrant}};
  return {stream_of("assessment", proposal.id + "-" + std::string(stage)), "JurorAssigned", std::move(data)};
}

}  // namespace jejak::workflows
