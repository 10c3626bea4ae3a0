#include "workflows/decision/obstacles.hpp"

#include <algorithm>

#include "workflows/competition/window.hpp"
#include "workflows/decision/document.hpp"
#include "workflows/decision/state.hpp"
#include "workflows/field.hpp"
#include "workflows/proposal/machine.hpp"
#include "workflows/refusal.hpp"

namespace jejak::workflows {

namespace {

constexpr std::size_t sheets_told_max = 200;

// What the sheets lack.
void find_in_jury(const Gathered& gathered, std::vector<Rejection>& found) {
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
}

void find_in_ranking(const Ranking& ranking, std::vector<Rejection>& found) {
  for (const auto& proposal : ranking.unsettled) {
    found.push_back(conflict("tie_at_cut", {"Proposals are tied across the cut and no rule says who goes through: two people settle it.",
                                            "Ada proposal yang seri pada batas dan tidak ada aturan yang menentukan: dua orang menyelesaikannya."},
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
  if (ranking.undecided)
    found.push_back(conflict("shortlist_undecided",
                             {"The constraints are too entangled: fewer of them, or wider ones, can be decided.",
                              "Ketentuan komposisi terlalu rumit: kurangi atau longgarkan ketentuannya."}));
}

void find_in_plenary(const Gathered& gathered, const Ranking& ranking, std::vector<Rejection>& found) {
  for (const PlenaryChange& change : gathered.plenary->changes) {
    if (change.settled_by.empty())
      found.push_back(conflict("plenary_open", {"A change that the plenary proposed is neither confirmed nor rejected yet.",
                                                "Ada usulan perubahan pleno yang belum disahkan atau ditolak."},
                               {{"proposal", change.proposal}}));
  }
  if (!ranking.breach || gathered.stage->plenary_may_exceed) return;
  const Breach& breach = *ranking.breach;
  const std::string in = std::to_string(breach.in), top = std::to_string(breach.top);
  std::string names;
  for (const auto& name : breach.constraints) names += (names.empty() ? "" : ", ") + name;
  const Sentence broken = names.empty() ? Sentence{} : Sentence{" They break: " + names + ".", " Yang dilanggar: " + names + "."};
  found.push_back(conflict("plenary_breaks",
                           {"The plenary's changes leave " + in + " in where there are " + top + " places, or break the shortlist's constraints." + broken.en,
                            "Perubahan pleno meloloskan " + in + " dari " + top + " tempat, atau melanggar ketentuan komposisi." + broken.id},
                           {{"constraints", json::array(breach.constraints.begin(), breach.constraints.end())}, {"in", breach.in}, {"top", breach.top}}));
}

// A machine that has no transition says so without a guard; that is the rulebook's fault, not the proposal's.
Rejection told(Rejection rejection, const Proposal& proposal, const std::string& event) {
  if (rejection.code == "transition_refused" && !rejection.details.contains("guard")) rejection.code = "no_such_transition";
  rejection.details["proposal"] = proposal.id;
  rejection.details["event"] = event;
  return rejection;
}

// When the stage's sheets cannot come in any more; nothing where that is past, or no window says.
std::optional<Timestamp> still_open_until(World& world, const Gathered& gathered) {
  const std::string governed = "ASSESS:" + gathered.stage->name;
  std::optional<Timestamp> last;
  for (const Window& window : gathered.rulebook->windows) {
    if (std::ranges::find(window.governs, governed) == window.governs.end()) continue;
    const Timestamp closes = closes_at(window, *gathered.competition);
    if (world.now() <= closes && (!last || *last < closes)) last = closes;
  }
  return last;
}

json::object warning(std::string_view code, const Sentence& what) {
  return {{"code", code}, {"message", what.en}, {"message_id", what.id}};
}

}  // namespace

std::vector<Rejection> obstacles(World& world, const Gathered& gathered, const Ranking& ranking) {
  std::vector<Rejection> found;
  if (world.read<StageDecision>(decision_stream(gathered)).decided)
    found.push_back(conflict("already_decided", {"This stage is decided already.", "Tahap ini sudah diputuskan."}));
  if (gathered.waiting == 0)
    found.push_back(conflict("nothing_to_decide", {"No proposal is in this stage.", "Tidak ada proposal pada tahap ini."}));
  find_in_jury(gathered, found);
  find_in_ranking(ranking, found);
  find_in_plenary(gathered, ranking, found);
  return found;
}

Moves moves_of(World& world, const Gathered& gathered, const Ranking& ranking) {
  const Stage& stage = *gathered.stage;
  Moves moves;
  for (const Ranked& ranked : ranking.results) {
    const auto& proposal = world.read<Proposal>(stream_of("proposal", ranked.candidate->proposal));
    const std::string& event = ranked.in ? stage.in_event : stage.out_event;
    auto machine = Machine::resume(world, proposal);
    auto refused = machine ? machine->send(event, result_of(stage, ranked)) : machine.error();
    if (refused) {
      moves.refused.push_back(told(*std::move(refused), proposal, event));
    } else {
      for (auto& recorded : machine->take_events()) moves.events.push_back(std::move(recorded));
    }
  }
  return moves;
}

json::object early_of(World& world, const Gathered& gathered) {
  const auto closes = still_open_until(world, gathered);
  if (gathered.outstanding.empty() && !closes) return {};
  json::object early{{"sheets_outstanding", gathered.outstanding.size()}, {"window_open", closes.has_value()}};
  if (closes) early["closes"] = format_rfc3339(*closes);
  return early;
}

json::array warnings_of(World& world, const Gathered& gathered) {
  json::array warnings;
  if (!gathered.outstanding.empty()) {
    const std::string count = std::to_string(gathered.outstanding.size());
    json::object line = warning("sheets_outstanding", {count + " score sheets of assigned jurors are outstanding; after the decision they cannot come in.",
                                                       count + " lembar penilaian juri yang ditugaskan belum masuk; setelah keputusan tidak dapat masuk lagi."});
    line["count"] = gathered.outstanding.size();
    json::array sheets;
    for (const Gathered::Outstanding& each : gathered.outstanding) {
      if (sheets.size() == sheets_told_max) break;
      sheets.push_back({{"proposal", each.proposal->id}, {"juror", each.juror}});
    }
    line["sheets"] = std::move(sheets);
    warnings.push_back(std::move(line));
  }
  if (const auto closes = still_open_until(world, gathered)) {
    const std::string until = format_rfc3339(*closes);
    json::object line = warning("window_open", {"Sheets may still come in until " + until + ".", "Lembar penilaian masih dapat masuk sampai " + until + "."});
    line["closes"] = until;
    warnings.push_back(std::move(line));
  }
  return warnings;
}

}  // namespace jejak::workflows
