#include "workflows/decision/sensitivity.hpp"

#include <set>

namespace jejak::workflows {

namespace {

constexpr std::size_t jurors_max = 300;

class Scenarios {
 public:
  Scenarios(const Stage& stage, const std::vector<Candidate>& candidates) : stage_(stage), candidates_(candidates) {
    for (const Ranked& ranked : rank(stage, candidates).results)
      if (ranked.in) in_.insert(ranked.candidate->proposal);
    steady_ = in_;
  }

  json::object answer() {
    weights();
    jurors();
    methods();
    return {{"scenarios", std::move(scenarios_)}, {"steady", steady_.size()}, {"in", in_.size()}};
  }

 private:
  // Weights four times as large say the same, and their quarters are whole.
  void weigh(std::size_t line, std::int64_t share, std::string_view change) {
    Stage stage = stage_;
    for (std::size_t i = 0; i < stage.criteria.size(); ++i) {
      const Decimal& weight = stage_.criteria[i].weight;
      stage.criteria[i].weight = Decimal(weight.units() * (i == line ? share : 4), weight.scale());
    }
    add(stage, candidates_, {{"kind", "weight"}, {"of", stage.criteria[line].key}, {"change", change}});
  }

  void weights() {
    if (stage_.criteria.size() < 2) return;
    for (std::size_t line = 0; line < stage_.criteria.size(); ++line) {
      weigh(line, 5, "a_quarter_more");
      weigh(line, 3, "a_quarter_less");
    }
    Stage stage = stage_;
    for (Criterion& line : stage.criteria) line.weight = Decimal(1, 0);
    add(stage, candidates_, {{"kind", "equal_weights"}, {"of", ""}});
  }

  void jurors() {
    std::set<std::string> jurors;
    for (const Candidate& candidate : candidates_)
      for (const Sheet& sheet : candidate.sheets) jurors.insert(sheet.juror);
    if (jurors.size() < 2) return;
    std::size_t done = 0;
    for (const std::string& juror : jurors) {
      if (done++ == jurors_max) return;
      std::vector<Candidate> left = candidates_;
      for (Candidate& candidate : left) std::erase_if(candidate.sheets, [&](const Sheet& sheet) { return sheet.juror == juror; });
      std::erase_if(left, [](const Candidate& candidate) { return candidate.sheets.empty(); });
      add(stage_, left, {{"kind", "without_juror"}, {"of", juror}});
    }
  }

  void methods() {
    for (const auto normalisation : {Normalisation::none, Normalisation::z_score, Normalisation::rank}) {
      if (normalisation == stage_.policy.normalisation) continue;
      Stage stage = stage_;
      stage.policy.normalisation = normalisation;
      add(stage, candidates_, {{"kind", "normalisation"}, {"of", name_of(normalisation)}});
    }
    for (const auto aggregate : {Aggregate::mean, Aggregate::median}) {
      if (aggregate == stage_.policy.aggregate) continue;
      Stage stage = stage_;
      stage.policy.aggregate = aggregate;
      add(stage, candidates_, {{"kind", "aggregate"}, {"of", name_of(aggregate)}});
    }
  }

  void add(const Stage& stage, const std::vector<Candidate>& candidates, json::object scenario) {
    const Ranking ranking = rank(stage, candidates);
    std::set<std::string_view> in;
    json::array gained, lost;
    for (const Ranked& ranked : ranking.results) {
      if (!ranked.in) continue;
      in.insert(ranked.candidate->proposal);
      if (!in_.contains(ranked.candidate->proposal)) gained.push_back(named(*ranked.candidate));
    }
    for (const Candidate& candidate : candidates_) {
      if (!in_.contains(candidate.proposal) || in.contains(candidate.proposal)) continue;
      lost.push_back(named(candidate));
      steady_.erase(candidate.proposal);
    }
    scenario["gained"] = std::move(gained);
    scenario["lost"] = std::move(lost);
    scenario["unsettled"] = ranking.unsettled.size();
    scenario["impossible"] = !ranking.conflicting.empty() || ranking.undecided;
    scenarios_.push_back(std::move(scenario));
  }

  static json::object named(const Candidate& candidate) { return {{"proposal", candidate.proposal}, {"title", candidate.title}}; }

  const Stage& stage_;
  const std::vector<Candidate>& candidates_;
  std::set<std::string> in_, steady_;
  json::array scenarios_;
};

}  // namespace

json::object sensitivity(const Stage& stage, const std::vector<Candidate>& candidates) { return Scenarios(stage, candidates).answer(); }

}  // namespace jejak::workflows
