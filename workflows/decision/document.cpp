#include "workflows/decision/document.hpp"

#include <array>

#include "workflows/decision/explanation.hpp"
#include "workflows/decision/shortlist.hpp"

namespace jejak::workflows {

namespace {

// In the order of Reason.
constexpr std::array reason_texts = {
    ReasonText{"within_top", "Masuk dalam jumlah yang dipilih.", "Within the number to be chosen."},
    ReasonText{"tie_at_cut_in", "Seri pada batas; menurut aturan semua yang seri lolos.",
               "Tied at the cut; by the rule all who are tied go through."},
    ReasonText{"below_cut", "Di bawah batas jumlah yang dipilih.", "Below the number to be chosen."},
    ReasonText{"tie_at_cut_out", "Seri pada batas; menurut aturan semua yang seri tidak lolos.",
               "Tied at the cut; by the rule none of those who are tied goes through."},
    ReasonText{"below_passing_grade", "Di bawah nilai ambang.", "Below the passing grade."},
    ReasonText{"tie_at_cut", "Seri pada batas; harus diselesaikan sebelum keputusan.",
               "Tied at the cut; to be settled before there is a decision."},
    ReasonText{"lot_in", "Seri pada batas; terpilih menurut undian yang ditetapkan sebelum penilaian.",
               "Level at the cut; drawn by the lot that was fixed before the judging."},
    ReasonText{"lot_out", "Seri pada batas; tidak terpilih menurut undian yang ditetapkan sebelum penilaian.",
               "Level at the cut; not drawn by the lot that was fixed before the judging."},
    ReasonText{"plenary_in", "Masuk menurut keputusan pleno, dengan alasan yang tercatat.", "In by the plenary's change, whose reason is on record."},
    ReasonText{"plenary_out", "Tidak masuk menurut keputusan pleno, dengan alasan yang tercatat.",
               "Out by the plenary's change, whose reason is on record."},
    ReasonText{"brought_in", "Masuk karena ketentuan komposisi daftar.", "In because of the shortlist's constraints."},
    ReasonText{"passed_over", "Dilewati karena ketentuan komposisi daftar.",
               "Passed over because of the shortlist's constraints."},
    ReasonText{"tie_settled_in", "Seri pada batas; dipilih oleh dua orang, dengan alasan yang tercatat.",
               "Level at the cut; chosen by two people, whose reason is on record."},
    ReasonText{"tie_settled_out", "Seri pada batas; tidak dipilih oleh dua orang, dengan alasan yang tercatat.",
               "Level at the cut; not chosen by two people, whose reason is on record."},
};

json::array shortlist_of(const Stage& stage, const Ranking& ranking) {
  json::array shortlist;
  for (const ShortlistRule& rule : stage.policy.shortlist) {
    std::int64_t in = 0;
    for (const Ranked& ranked : ranking.results) in += ranked.in && counts_for(rule, *ranked.candidate) ? 1 : 0;
    json::object line{{"name", rule.name}, {"of", name_of(rule.trait)}, {"in", in}};
    line["values"] = json::array(rule.values.begin(), rule.values.end());
    if (rule.at_least > 0) line["at_least"] = rule.at_least;
    if (rule.at_most) line["at_most"] = *rule.at_most;
    shortlist.push_back(std::move(line));
  }
  return shortlist;
}

json::array sheets_of(const Stage& stage, const Ranked& ranked) {
  json::array sheets;
  for (std::size_t i = 0; i < ranked.values.size(); ++i) {
    const Sheet& sheet = ranked.candidate->sheets[i];
    json::object scores;
    for (const auto& [criterion, score] : sheet.scores) scores[criterion] = score.to_string();
    sheets.push_back({{"juror", sheet.juror},
                      {"scores", std::move(scores)},
                      {"mean", rounded_text(mean_of(stage, sheet.scores))},
                      {"value", fraction_text(ranked.values[i])}});
    if (!sheet.actor.empty()) sheets.back().as_object()["actor"] = sheet.actor;
  }
  return sheets;
}

json::array set_aside_of(const Candidate& candidate) {
  json::array set_aside;
  for (const SetAside& each : candidate.set_aside)
    set_aside.push_back({{"juror", each.juror}, {"outcome", name_of(each.outcome)}});
  return set_aside;
}

json::object traits_document(const Traits& traits) {
  return {{"group", traits.group},
          {"region", traits.region},
          {"entrant_kind", traits.entrant_kind},
          {"prior_awards", json::array(traits.prior_awards.begin(), traits.prior_awards.end())}};
}

json::object result_in_full(const Stage& stage, const Ranked& ranked, json::object why) {
  json::object result = result_of(stage, ranked);
  result.erase("stage");
  const ReasonText& reason = text_for(ranked.reason);
  result["reason_text"] = json::object{{"id", reason.id}, {"en", reason.en}};
  result["proposal"] = ranked.candidate->proposal;
  result["title"] = ranked.candidate->title;
  result["number"] = ranked.candidate->number;
  result["category"] = ranked.candidate->category;
  if (!ranked.candidate->entrant.empty()) result["entrant"] = ranked.candidate->entrant;
  result["sheets"] = sheets_of(stage, ranked);
  result["set_aside"] = set_aside_of(*ranked.candidate);
  result["why"] = std::move(why);
  if (!ranked.candidate->ticket.empty()) result["ticket"] = ranked.candidate->ticket;
  if (ranked.candidate->late) result["late"] = true;
  if (!stage.policy.shortlist.empty()) result["traits"] = traits_document(ranked.candidate->traits);
  result["raw"] = json::object{{"fraction", fraction_text(ranked.raw)}, {"decimal", rounded_text(ranked.raw)}};
  return result;
}

}  // namespace

const ReasonText& text_for(Reason reason) { return reason_texts[static_cast<std::size_t>(reason)]; }

json::object result_of(const Stage& stage, const Ranked& ranked) {
  json::object result{{"stage", stage.name},
                      {"outcome", ranked.in ? "in" : "out"},
                      {"rank", ranked.rank},
                      {"score", fraction_text(ranked.score)},
                      {"decimal", rounded_text(ranked.score)},
                      {"reason", text_for(ranked.reason).code}};
  if (ranked.place > 0) result["place"] = ranked.place;
  return result;
}

json::object decision_document(const Competition& competition, const Stage& stage, const Ranking& ranking) {
  json::array tie_criteria, ties, results;
  for (const auto& criterion : stage.tie_criteria) tie_criteria.emplace_back(criterion);
  for (const auto& group : ranking.ties) ties.emplace_back(json::array(group.begin(), group.end()));
  std::int64_t in = 0;
  auto why = explanations(stage, ranking);
  for (const Ranked& ranked : ranking.results) {
    in += ranked.in ? 1 : 0;
    results.emplace_back(result_in_full(stage, ranked, std::move(why[results.size()])));
  }
  const auto out = static_cast<std::int64_t>(ranking.results.size()) - in;
  return {{"competition", competition.id},
          {"stage", stage.name},
          {"top", stage.top},
          {"quorum", stage.quorum},
          {"rule", {{"tie", std::move(tie_criteria)}, {"then", name_of(stage.tie)}}},
          {"method",
           {{"normalisation", name_of(stage.policy.normalisation)},
            {"aggregate", name_of(stage.policy.aggregate)},
            {"trim", stage.policy.trim},
            {"shortlist", shortlist_of(stage, ranking)}}},
          {"in", in},
          {"out", out},
          {"ties", std::move(ties)},
          {"results", std::move(results)}};
}

}  // namespace jejak::workflows
