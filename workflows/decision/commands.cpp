#include <algorithm>
#include <array>

#include "workflows/commands.hpp"
#include "workflows/decision/document.hpp"
#include "workflows/decision/lot.hpp"
#include "workflows/decision/plenary.hpp"
#include "workflows/decision/reopening.hpp"
#include "workflows/decision/state.hpp"
#include "workflows/entrant/state.hpp"
#include "workflows/field.hpp"
#include "workflows/jury/state.hpp"
#include "workflows/organizer/state.hpp"
#include "workflows/prior_award/state.hpp"
#include "workflows/proposal/machine.hpp"
#include "workflows/proposal/standing.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

namespace {

constexpr std::string_view preview_body = R"({"type":"object","additionalProperties":false,"properties":{}})";
constexpr std::string_view decide_body = R"({
"type":"object","additionalProperties":false,"properties":{"reason":{"type":"string","minLength":1,"maxLength":2000}}})";

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
  const Plenary* plenary = nullptr;
  StageLot lot;                        // where the rulebook has one
  std::size_t waiting = 0;             // proposals in the stage
};

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

Candidate candidate_of(const Proposal& proposal, const Assessments& assessments) {
  Candidate candidate{proposal.id, proposal.title, proposal.category, proposal.number, {}};
  candidate.entrant = proposal.entrant;
  for (const auto& [juror, sheet] : assessments.by_juror) {
    if (sheet.outcome == SheetOutcome::scored) {
      candidate.sheets.push_back({juror, sheet.scores, sheet.actor});
    } else {
      candidate.set_aside.push_back({juror, sheet.outcome});
    }
  }
  return candidate;
}

void find_lacking(World& world, const Proposal& proposal, const Candidate& candidate, Gathered& gathered) {
  for (const auto& [element, least] : gathered.stage->composition) {
    const auto has = std::ranges::count_if(candidate.sheets, [&](const Sheet& sheet) {
      return world.read<Juror>(stream_of("juror", sheet.juror)).element == element;
    });
    if (static_cast<std::size_t>(has) < least) gathered.lacking.push_back({&proposal, element, least});
  }
}

void gather_proposals(World& world, Gathered& gathered) {
  const Stage& stage = *gathered.stage;
  gathered.lot = stage.tie == Tie::lot ? lot_of(world, *gathered.competition, stage.name) : StageLot();
  for (const Proposal* proposal : standing_in(world, *gathered.competition, stage.judged_in)) {
    ++gathered.waiting;
    auto candidate = candidate_of(*proposal, world.read<Assessments>(stream_of("assessment", proposal->id + "-" + stage.name)));
    if (candidate.sheets.size() < stage.quorum) gathered.short_of_quorum.push_back(proposal);
    find_lacking(world, *proposal, candidate, gathered);
    if (candidate.sheets.empty()) continue;
    if (!stage.policy.shortlist.empty()) candidate.traits = traits_of(world, *proposal);
    if (!gathered.lot.root.empty()) candidate.ticket = ticket_of(gathered.lot.root, gathered.competition->id, stage.name, proposal->id);
    gathered.candidates.push_back(std::move(candidate));
  }
}

Result<Gathered, Rejection> gather(World& world, const Command& command) {
  const auto competition = own_competition(world, command);
  if (!competition) return competition.error();
  Gathered gathered;
  gathered.competition = *competition;
  gathered.rulebook = rulebook_of(world, text_of((*competition)->rulebook, "hash")).rulebook;
  gathered.stage = gathered.rulebook->find_stage(path_of(command, "stage"));
  if (gathered.stage == nullptr) return not_found("stage", path_of(command, "stage"));
  gathered.plenary = &world.read<Plenary>(stream_of("plenary", gathered.competition->id + "-" + gathered.stage->name));
  gather_proposals(world, gathered);
  return gathered;
}

std::string decision_stream(const Gathered& gathered) {
  return stream_of("decision", gathered.competition->id + "-" + gathered.stage->name);
}

// Everything that stands in the way of the decision, the gravest first.
std::vector<Rejection> obstacles(World& world, const Gathered& gathered, const Ranking& ranking) {
  std::vector<Rejection> found;
  if (world.read<StageDecision>(decision_stream(gathered)).decided)
    found.push_back(conflict("already_decided", {"This stage is decided already.", "Tahap ini sudah diputuskan."}));
  if (gathered.waiting == 0)
    found.push_back(conflict("nothing_to_decide", {"No proposal is in this stage.", "Tidak ada proposal pada tahap ini."}));
  const std::string quorum = std::to_string(gathered.stage->quorum);
  for (const Proposal* proposal : gathered.short_of_quorum) {
    found.push_back(conflict("quorum_not_met",
                             {"\"" + proposal->title + "\" has fewer than " + quorum + " score sheets.",
                              "\"" + proposal->title + "\" belum memiliki " + quorum + " lembar penilaian."},
                             {{"proposal", proposal->id}}));
  }
  for (const Gathered::Lack& lack : gathered.lacking) {
    const std::string least = std::to_string(lack.least);
    found.push_back(conflict("composition_not_met",
                             {"\"" + lack.proposal->title + "\" has fewer than " + least + " score sheets from the element \"" + lack.element + "\".",
                              "\"" + lack.proposal->title + "\" belum memiliki " + least + " lembar penilaian dari unsur \"" + lack.element + "\"."},
                             {{"proposal", lack.proposal->id}, {"element", lack.element}}));
  }
  for (const auto& proposal : ranking.unsettled) {
    found.push_back(conflict("tie_at_cut", {"Proposals are tied across the cut and the rulebook says to stop.",
                                            "Ada proposal yang seri pada batas dan aturan meminta berhenti."},
                             {{"proposal", proposal}}));
  }
  if (!ranking.conflicting.empty()) {
    std::string names;
    for (const auto& name : ranking.conflicting) names += (names.empty() ? "" : ", ") + name;
    found.push_back(conflict("shortlist_impossible",
                             {"No shortlist satisfies these constraints together: " + names + ".",
                              "Tidak ada daftar yang memenuhi semua ketentuan ini sekaligus: " + names + "."},
                             {{"constraints", json::array(ranking.conflicting.begin(), ranking.conflicting.end())}}));
  }
  for (const PlenaryChange& change : gathered.plenary->changes) {
    if (change.settled_by.empty())
      found.push_back(conflict("plenary_open", {"A change that the plenary proposed is neither confirmed nor rejected yet.",
                                                "Ada usulan perubahan pleno yang belum disahkan atau ditolak."},
                               {{"proposal", change.proposal}}));
  }
  if (ranking.undecided)
    found.push_back(conflict("shortlist_undecided",
                             {"The constraints are too entangled: fewer of them, or wider ones, can be decided.",
                              "Ketentuan komposisi terlalu rumit: kurangi atau longgarkan ketentuannya."}));
  return found;
}

json::object obstacle_document(const Rejection& rejection) {
  json::object document{{"code", rejection.code}, {"message", rejection.message}, {"message_id", rejection.message_id}};
  copy_member(rejection.details, "proposal", document);
  copy_member(rejection.details, "constraints", document);
  return document;
}

Ranking ranking_of(const Gathered& gathered) {
  Ranking ranking = rank(*gathered.stage, gathered.candidates);
  apply(*gathered.plenary, ranking);
  return ranking;
}

json::object document_of(const Gathered& gathered, const Ranking& ranking) {
  json::object document = decision_document(*gathered.competition, *gathered.stage, ranking);
  if (!gathered.lot.root.empty()) document["lot"] = json::object{{"size", gathered.lot.size}, {"root", gathered.lot.root}};
  if (!gathered.plenary->changes.empty()) document["plenary"] = plenary_document(*gathered.plenary);
  return document;
}

Decision preview_decision(World& world, const Command& command) {
  const auto gathered = gather(world, command);
  if (!gathered) return gathered.error();
  const Ranking ranking = ranking_of(*gathered);
  json::object answer = document_of(*gathered, ranking);
  json::array documents;
  for (const Rejection& rejection : obstacles(world, *gathered, ranking))
    documents.emplace_back(obstacle_document(rejection));
  answer["ready"] = documents.empty();
  answer["obstacles"] = std::move(documents);
  return Accepted{{}, std::move(answer)};
}

Decision decide_stage(World& world, const Command& command) {
  const auto gathered = gather(world, command);
  if (!gathered) return gathered.error();
  const Stage& stage = *gathered->stage;
  const Ranking ranking = ranking_of(*gathered);
  if (auto found = obstacles(world, *gathered, ranking); !found.empty()) {
    json::array proposals;
    for (const Rejection& rejection : found) {
      if (rejection.code != found.front().code || !rejection.details.contains("proposal")) continue;
      proposals.push_back(rejection.details.at("proposal"));
    }
    if (!proposals.empty()) found.front().details["proposals"] = std::move(proposals);
    return found.front();
  }
  Accepted accepted;
  accepted.answer = document_of(*gathered, ranking);
  json::object data = accepted.answer;
  data["organizer"] = gathered->competition->organizer;
  copy_member(command.body, "reason", data);
  const auto& earlier = world.read<StageDecision>(decision_stream(*gathered));
  if (earlier.rounds > 0) {
    const auto& reopening = *earlier.reopening;
    data["round"] = earlier.rounds + 1;
    data["reopened"] = json::object{{"reason", reopening.reason}, {"proposed_by", reopening.proposed_by}, {"settled_by", reopening.settled_by}};
  }
  accepted.events.push_back({decision_stream(*gathered), "StageDecided", std::move(data), 3});
  for (const Ranked& ranked : ranking.results) {
    const auto& proposal = world.read<Proposal>(stream_of("proposal", ranked.candidate->proposal));
    auto machine = Machine::resume(world, proposal);
    if (!machine) return machine.error();
    const std::string& event = ranked.in ? stage.in_event : stage.out_event;
    if (auto rejection = machine->send(event, result_of(stage, ranked))) return *rejection;
    for (auto& recorded : machine->take_events()) accepted.events.push_back(std::move(recorded));
  }
  return accepted;
}

}  // namespace

std::span<const CommandKind> decision_commands() {
  static const std::array kinds = {
      CommandKind{.name = "PreviewDecision",
                  .summary = "Shows what the decision of a stage would be now, and what stands in its way.",
                  .body_schema = preview_body,
                  .query = true,
                  .decide = preview_decision},
      CommandKind{.name = "DecideStage",
                  .summary = "Decides a stage: ranks by exact weighted mean and moves every proposal, atomically.",
                  .body_schema = decide_body,
                  .creates = true,
                  .decide = decide_stage},
      CommandKind{.name = "ProposePlenaryChange",
                  .summary = "Proposes to bring a proposal in or take it out against the ranking; another person settles it.",
                  .body_schema = propose_change_body,
                  .creates = true,
                  .decide = propose_change},
      CommandKind{.name = "SettlePlenaryChange",
                  .summary = "Confirms or rejects a change that another person proposed.",
                  .body_schema = settle_change_body,
                  .decide = settle_change},
      CommandKind{.name = "ProposeReopening",
                  .summary = "Proposes to take a decision back and judge its stage again; another person settles it.",
                  .body_schema = propose_reopening_body,
                  .creates = true,
                  .decide = propose_reopening},
      CommandKind{.name = "SettleReopening",
                  .summary = "Confirms or rejects a reopening that another person proposed.",
                  .body_schema = settle_reopening_body,
                  .decide = settle_reopening},
  };
  return kinds;
}

}  // namespace jejak::workflows
