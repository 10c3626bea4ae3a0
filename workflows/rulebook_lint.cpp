#include "workflows/rulebook_lint.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "workflows/field.hpp"

namespace jejak::workflows {

namespace {

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

class Lint {
 public:
  explicit Lint(const Rulebook& rulebook) : rulebook_(rulebook) {
    for (const Category& category : rulebook.categories) known_[Trait::category].insert(category.key);
    known_[Trait::group].insert(rulebook.groups.begin(), rulebook.groups.end());
    known_[Trait::entrant_kind].insert(rulebook.entrant_kinds.begin(), rulebook.entrant_kinds.end());
  }

  std::vector<Doubt> doubts() {
    for (std::size_t i = 0; i < rulebook_.stages.size(); ++i) stage(rulebook_.stages[i], "/stages/" + std::to_string(i));
    for (std::size_t i = 0; i < rulebook_.entry.promotions.size(); ++i)
      promotion(rulebook_.entry.promotions[i], "/promotions/" + std::to_string(i));
    if (!governed("ENTER") && !governed("SUBMIT"))
      doubt("no_closing_date", "/windows", "no window governs ENTER or SUBMIT: proposals may come in at any time",
            "tidak ada jadwal untuk ENTER atau SUBMIT: proposal dapat masuk kapan saja");
    return std::move(doubts_);
  }

 private:
  void doubt(std::string code, std::string pointer, std::string en, std::string id) {
    doubts_.push_back({std::move(code), std::move(pointer), std::move(en), std::move(id)});
  }

  // An event in one state ("submission.draft:SUBMIT") counts too.
  bool governed(std::string_view what) const {
    return std::ranges::any_of(rulebook_.windows, [&](const Window& window) {
      return std::ranges::any_of(window.governs, [&](const std::string& each) { return each == what || each.ends_with(":" + std::string(what)); });
    });
  }

  void stage(const Stage& stage, const std::string& pointer) {
    if (stage.passing_grade && (*stage.passing_grade <= stage.score_min || *stage.passing_grade > stage.score_max))
      doubt("passing_grade_out_of_range", pointer + "/passing_grade", "everybody or nobody passes: scores go from " + stage.score_min.to_string() + " to " + stage.score_max.to_string(),
            "semua atau tidak ada yang lolos: nilai dari " + stage.score_min.to_string() + " sampai " + stage.score_max.to_string());
    std::size_t seats = 0;
    for (const auto& [element, least] : stage.composition) seats += least;
    if (seats > stage.quorum)
      doubt("composition_over_quorum", pointer + "/quorum", "the jury's elements need " + std::to_string(seats) + " sheets, the quorum is " + std::to_string(stage.quorum),
            "unsur juri memerlukan " + std::to_string(seats) + " lembar, kuorum " + std::to_string(stage.quorum));
    if (stage.tie == Tie::stop && stage.tie_criteria.empty())
      doubt("tie_left_to_people", pointer + "/tie", "any tie across the cut stops the decision: name criteria, or let a lot decide",
            "setiap seri pada batas menghentikan keputusan: sebutkan kriteria, atau gunakan undian");
    questions(pointer);
    for (std::size_t i = 0; i < stage.policy.shortlist.size(); ++i)
      values(stage.policy.shortlist[i], pointer + "/decision/shortlist/" + std::to_string(i) + "/values/");
    for (const auto& [trait, known] : known_) quotas(stage, trait, known, pointer + "/decision/shortlist");
  }

  // A criterion that names a question nobody is asked.
  void questions(const std::string& pointer) {
    const std::size_t index = std::stoul(pointer.substr(pointer.rfind('/') + 1));
    const json::object& document = array_of(rulebook_.document, "stages").at(index).get_object();
    std::size_t place = 0;
    for (const auto& criterion : array_of(document, "criteria")) {
      const std::string at = pointer + "/criteria/" + std::to_string(place++) + "/questions";
      for (const auto& key : array_of(criterion.get_object(), "questions")) {
        if (rulebook_.find_question(key.get_string()) == nullptr)
          doubt("unknown_question", at, "no question has the key " + quoted(key.get_string()), "tidak ada pertanyaan dengan kunci " + quoted(key.get_string()));
      }
    }
  }

  void values(const ShortlistRule& rule, const std::string& pointer) {
    const auto known = known_.find(rule.trait);
    if (known == known_.end()) return;
    for (std::size_t i = 0; i < rule.values.size(); ++i) {
      if (!known->second.contains(rule.values[i]))
        doubt("unknown_value", pointer + std::to_string(i), "the rulebook has no " + std::string(name_of(rule.trait)) + " " + quoted(rule.values[i]) + ": nobody counts for it",
              "buku aturan tidak punya " + std::string(name_of(rule.trait)) + " " + quoted(rule.values[i]) + ": tidak ada yang dihitung");
    }
  }

  // Of constraints on one trait that share no value, what they ask for together must fit, and what they allow must fill the list.
  void quotas(const Stage& stage, Trait trait, const std::set<std::string>& known, const std::string& pointer) {
    std::set<std::string> seen, capped;
    std::size_t least = 0, most = 0;
    for (const ShortlistRule& rule : stage.policy.shortlist) {
      if (rule.trait != trait) continue;
      for (const std::string& value : rule.values)
        if (!seen.insert(value).second) return;
      least += rule.at_least;
      if (!rule.at_most) continue;
      most += *rule.at_most;
      capped.insert(rule.values.begin(), rule.values.end());
    }
    if (least > stage.top)
      doubt("quotas_over_places", pointer, "constraints of " + std::string(name_of(trait)) + " ask for " + std::to_string(least) + " places together, there are " + std::to_string(stage.top),
            "ketentuan " + std::string(name_of(trait)) + " bersama-sama meminta " + std::to_string(least) + " tempat, yang ada " + std::to_string(stage.top));
    if (!known.empty() && std::ranges::includes(capped, known) && most < stage.top)
      doubt("quotas_under_places", pointer, "constraints of " + std::string(name_of(trait)) + " allow " + std::to_string(most) + " of the " + std::to_string(stage.top) + " places to be filled",
            "ketentuan " + std::string(name_of(trait)) + " hanya mengizinkan " + std::to_string(most) + " dari " + std::to_string(stage.top) + " tempat terisi");
  }

  void promotion(const PromotionRule& rule, const std::string& pointer) {
    const Stage* stage = rulebook_.find_stage(rule.stage);
    if (stage == nullptr || stage->top_per_category || rule.best <= static_cast<std::int64_t>(stage->top)) return;
    doubt("promotes_more_than_chosen", pointer + "/best", "the stage chooses " + std::to_string(stage->top) + ", fewer than go on",
          "tahap ini memilih " + std::to_string(stage->top) + ", kurang dari yang diteruskan");
  }

  const Rulebook& rulebook_;
  std::map<Trait, std::set<std::string>> known_;
  std::vector<Doubt> doubts_;
};

}  // namespace

std::vector<Doubt> lint(const Rulebook& rulebook) { return Lint(rulebook).doubts(); }

}  // namespace jejak::workflows
