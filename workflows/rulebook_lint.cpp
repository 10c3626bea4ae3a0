#include "workflows/rulebook_lint.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "workflows/decision/shortlist_possible.hpp"
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
    sequence();
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
  static bool is_about(std::string_view governed, std::string_view what) { return governed == what || governed.ends_with(":" + std::string(what)); }

  bool governed(std::string_view what) const {
    return std::ranges::any_of(rulebook_.windows, [&](const Window& window) {
      return std::ranges::any_of(window.governs, [&](const std::string& each) { return is_about(each, what); });
    });
  }

  void stage(const Stage& stage, const std::string& pointer) {
    if (stage.passing_grade && (*stage.passing_grade <= stage.score_min || *stage.passing_grade > stage.score_max))
      doubt("passing_grade_out_of_range", pointer + "/passing_grade", "everybody or nobody passes: scores go from " + stage.score_min.to_string() + " to " + stage.score_max.to_string(),
            "semua atau tidak ada yang lolos: nilai dari " + stage.score_min.to_string() + " sampai " + stage.score_max.to_string());
    if (stage.passing_grade && stage.policy.normalisation != Normalisation::none)
      doubt("passing_grade_before_normalisation", pointer + "/passing_grade", "is asked of the score before normalisation, which the ranking goes by: some may be above another who does not pass",
            "diterapkan pada nilai sebelum normalisasi, sedangkan peringkat menurut nilai sesudahnya: yang tidak lolos dapat berada di atas yang lolos");
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
    full_list(stage, pointer + "/decision/shortlist");
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

  // Constraints that can hold together, but not on a full list: places stay empty, or nobody decides.
  void full_list(const Stage& stage, const std::string& pointer) {
    const auto possible = possible_lists(rulebook_, stage);
    if (!possible || !possible->conflicting.empty() || possible->fills) return;
    doubt("quotas_under_places", pointer, "the constraints leave some of the " + std::to_string(stage.top) + " places empty, and refuse the decision where there are candidates for all",
          "ketentuan menyisakan sebagian dari " + std::to_string(stage.top) + " tempat kosong, dan menolak keputusan bila calonnya cukup");
  }

  // The stages one after the other: who goes on, and when.
  void sequence() {
    const auto last_close = [&](std::string_view what) {
      std::optional<Timestamp> latest;
      for (const Window& window : rulebook_.windows) {
        if (std::ranges::any_of(window.governs, [&](const std::string& each) { return is_about(each, what); }) && (!latest || *latest < window.closes)) latest = window.closes;
      }
      return latest;
    };
    const auto entry = last_close("ENTER");
    const bool any = std::ranges::any_of(rulebook_.stages, [&](const Stage& stage) { return last_close("ASSESS:" + stage.name).has_value(); });
    for (std::size_t i = 0; i < rulebook_.stages.size(); ++i) {
      const Stage& stage = rulebook_.stages[i];
      const std::string pointer = "/stages/" + std::to_string(i);
      const auto assessed = last_close("ASSESS:" + stage.name);
      if (assessed && entry && *assessed < *entry)
        doubt("assessed_before_entry_closes", pointer, "its ASSESS window closes before entry does: who enters last is judged by nobody",
              "jadwal ASSESS tahap ini ditutup sebelum pendaftaran: yang mendaftar terakhir tidak dinilai");
      if (!assessed && any)
        doubt("stage_without_window", pointer, "no window governs ASSESS:" + stage.name + ", as one does for other stages: it may be judged at any time",
              "tidak ada jadwal untuk ASSESS:" + stage.name + " seperti pada tahap lain: penilaian dapat dilakukan kapan saja");
      if (i == 0 || stage.top_per_category || rulebook_.stages[i - 1].top_per_category || stage.top <= rulebook_.stages[i - 1].top) continue;
      doubt("top_over_stage_before", pointer + "/top/count", "chooses " + std::to_string(stage.top) + " of the " + std::to_string(rulebook_.stages[i - 1].top) + " that come from the stage before",
            "memilih " + std::to_string(stage.top) + " dari " + std::to_string(rulebook_.stages[i - 1].top) + " yang datang dari tahap sebelumnya");
    }
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
