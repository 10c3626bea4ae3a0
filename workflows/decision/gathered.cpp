#include "workflows/decision/gathered.hpp"

#include <algorithm>

#include "workflows/decision/candidate.hpp"
#include "workflows/entrant/state.hpp"
#include "workflows/field.hpp"
#include "workflows/jury/state.hpp"
#include "workflows/organizer/state.hpp"
#include "workflows/prior_award/state.hpp"
#include "workflows/proposal/standing.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

namespace {

Traits traits_of(World& world, const Proposal& proposal) {
  Traits traits;
  traits.group = proposal.group;
  traits.region = world.read<Organizer>(stream_of("organizer", proposal.local_organizer)).region;
  traits.entrant_kind = world.read<Entrant>(stream_of("entrant", proposal.entrant)).kind;
  const auto& awards = world.read<PriorAwards>(stream_of("prior-awards", proposal.local_organizer)).by_title;
  if (const auto found = awards.find(title_key(proposal.title)); found != awards.end())
    for (const PriorAward& award : found->second) traits.prior_awards.push_back(award.award);
  return traits;
}

void find_lacking(World& world, const Proposal& proposal, const Candidate& candidate, Gathered& gathered) {
  for (const auto& [element, least] : gathered.stage->composition) {
    const auto has = std::ranges::count_if(candidate.sheets, [&](const Sheet& sheet) {
      return world.read<Juror>(stream_of("juror", sheet.juror)).element == element;
    });
    if (static_cast<std::size_t>(has) < least) gathered.lacking.push_back({&proposal, element, least});
  }
}

void draw(const Proposal& proposal, const Gathered& gathered, Candidate& candidate) {
  const StageLot& lot = gathered.lot;
  if (lot.seed.empty()) return;
  candidate.late = !lot.takes(proposal);
  if (!candidate.late) candidate.ticket = ticket_of(lot, gathered.competition->id, gathered.stage->name, proposal.id);
}

void gather_proposals(World& world, Gathered& gathered) {
  const Stage& stage = *gathered.stage;
  gathered.lot = stage.tie == Tie::lot ? lot_of(world, *gathered.competition, stage.name) : StageLot();
  for (const Proposal* proposal : standing_in(world, *gathered.competition, stage.judged_in)) {
    ++gathered.waiting;
    auto candidate = candidate_of(*proposal, world.read<Assessments>(stream_of("assessment", proposal->id + "-" + stage.name)));
    if (candidate.sheets.size() < stage.quorum) gathered.short_of_quorum.push_back(proposal);
    find_lacking(world, *proposal, candidate, gathered);
    for (const SetAside& each : candidate.set_aside)
      if (each.outcome == SheetOutcome::not_assessed) gathered.outstanding.push_back({proposal, each.juror});
    if (candidate.sheets.empty()) continue;
    if (!stage.policy.shortlist.empty()) candidate.traits = traits_of(world, *proposal);
    draw(*proposal, gathered, candidate);
    gathered.candidates.push_back(std::move(candidate));
  }
}

}  // namespace

Result<Gathered, Rejection> gather(World& world, const Command& command) {
  const auto competition = own_competition(world, command);
  if (!competition) return competition.error();
  Gathered gathered;
  gathered.competition = *competition;
  gathered.rulebook = rulebook_of(world, text_of((*competition)->rulebook, "hash")).rulebook;
  gathered.stage = gathered.rulebook->find_stage(path_of(command, "stage"));
  if (gathered.stage == nullptr) return not_found("stage", path_of(command, "stage"));
  const std::string name = gathered.competition->id + "-" + gathered.stage->name;
  gathered.plenary = &world.read<Plenary>(stream_of("plenary", name));
  const Ties& ties = world.read<Ties>(stream_of("tie", name));
  gathered.settlement = ties.settled("");
  gathered.proposed = ties.open("");
  gather_proposals(world, gathered);
  return gathered;
}

Ranking ranking_of(Gathered& gathered) { return judge(*gathered.stage, gathered.candidates, gathered.settlement, *gathered.plenary); }

std::string decision_stream(const Gathered& gathered) {
  return stream_of("decision", gathered.competition->id + "-" + gathered.stage->name);
}

}  // namespace jejak::workflows
