#include "workflows/rulebook_impossible.hpp"

#include <algorithm>
#include <set>

#include "workflows/command.hpp"
#include "workflows/decision/shortlist_possible.hpp"
#include "workflows/field.hpp"
#include "workflows/text_rule.hpp"

namespace jejak::workflows {

namespace {

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

// The kinds that an entrant can be registered as.
const json::array& kinds_of_entrants() {
  static const json::value schema = parse_json(find_command_kind("RegisterEntrant")->body_schema).value();
  return schema.at("properties").at("kind").at("enum").get_array();
}

class Impossible {
 public:
  explicit Impossible(const Rulebook& rulebook) : rulebook_(rulebook) {}

  Faults faults() {
    if (!is_slug(rulebook_.id)) fault("/id", "must be of a-z, 0-9 and dashes, 3 to 64 characters", "harus dari a-z, 0-9, dan tanda hubung, 3 sampai 64 karakter");
    titles(rulebook_.document, "");
    const auto& aims = array_of(rulebook_.document, "aims");
    for (std::size_t i = 0; i < aims.size(); ++i) title(aims[i], "/aims/" + std::to_string(i));
    entrant_kinds();
    groups();
    ages();
    objections();
    for (std::size_t i = 0; i < rulebook_.stages.size(); ++i) stage(rulebook_.stages[i], "/stages/" + std::to_string(i));
    return std::move(faults_);
  }

 private:
  void fault(std::string pointer, std::string en, std::string id) { faults_.push_back({std::move(pointer), std::move(en), std::move(id)}); }

  void titles(const json::value& value, const std::string& pointer) {
    if (const auto* array = value.if_array()) {
      for (std::size_t i = 0; i < array->size(); ++i) titles((*array)[i], pointer + "/" + std::to_string(i));
      return;
    }
    const auto* object = value.if_object();
    if (object == nullptr) return;
    for (const auto& [key, member] : *object) {
      const std::string place = pointer + "/" + pointer_escape(key);
      key == "title" ? title(member, place) : titles(member, place);
    }
  }
  void title(const json::value& value, const std::string& pointer) {
    for (const std::string_view language : {"id", "en"}) {
      const json::value* text = value.is_object() ? value.get_object().if_contains(language) : nullptr;
      if (text == nullptr || !text->is_string() || is_blank(text->get_string()))
        fault(pointer + "/" + std::string(language), "is required: a text in Indonesian (id) and in English (en)", "wajib diisi: teks dalam bahasa Indonesia (id) dan Inggris (en)");
    }
  }

  void entrant_kinds() {
    const auto& known = kinds_of_entrants();
    std::string names;
    for (const auto& kind : known) names += (names.empty() ? "" : ", ") + std::string(kind.get_string());
    for (std::size_t i = 0; i < rulebook_.entrant_kinds.size(); ++i) {
      if (std::ranges::find(known, json::value(rulebook_.entrant_kinds[i])) == known.end())
        fault("/entrant_kinds/" + std::to_string(i), "no entrant can be registered as " + quoted(rulebook_.entrant_kinds[i]) + ", only as " + names,
              "tidak ada peserta yang dapat didaftarkan sebagai " + quoted(rulebook_.entrant_kinds[i]) + ", hanya sebagai " + names);
    }
  }

  void groups() {
    std::set<std::string_view> taken;
    for (std::size_t i = 0; i < rulebook_.groups.size(); ++i) {
      if (!taken.insert(rulebook_.groups[i]).second)
        fault("/groups/" + std::to_string(i) + "/key", quoted(rulebook_.groups[i]) + " stands here twice", quoted(rulebook_.groups[i]) + " tercantum dua kali");
    }
  }

  // An age that says for every group how many years, by `years` or by years_by_group.
  void ages() {
    const auto& list = array_of(object_of(rulebook_.document, "checks"), "list");
    for (std::size_t i = 0; i < list.size(); ++i) {
      const Check& check = rulebook_.entry.checks[i];
      if (check.computes != Computes::age || list[i].get_object().contains("years")) continue;
      const auto& concerned = check.groups.empty() ? rulebook_.groups : check.groups;
      const bool each = !concerned.empty() && std::ranges::all_of(concerned, [&](const std::string& group) { return check.years_by_group.contains(group); });
      if (!each)
        fault("/checks/list/" + std::to_string(i) + "/years", "is required: how many years old an innovation must be", "wajib diisi: berapa tahun umur inovasi yang disyaratkan");
    }
  }

  void objections() {
    if (rulebook_.objections_max > 0 && parse_duration(rulebook_.objection_window).value_or(0) == 0)
      fault("/objection_window", "leaves no time to object, and objections_max allows " + std::to_string(rulebook_.objections_max) + ": say \"P5D\", or objections_max 0",
            "tidak memberi waktu untuk menyanggah, sedangkan objections_max membolehkan " + std::to_string(rulebook_.objections_max) + ": isi \"P5D\", atau objections_max 0");
  }

  void stage(const Stage& stage, const std::string& pointer) {
    const auto range = Rational(stage.score_max).minus(Rational(stage.score_min));
    const auto steps = range ? range->divided_by(Rational(stage.score_step)) : std::nullopt;
    if (steps && steps->denominator() != 1)
      fault(pointer + "/score/step", "does not divide the range from " + stage.score_min.to_string() + " to " + stage.score_max.to_string() + ": nobody could give the highest score",
            "tidak membagi habis rentang " + stage.score_min.to_string() + " sampai " + stage.score_max.to_string() + ": nilai tertinggi tidak dapat diberikan");
    const auto possible = possible_lists(rulebook_, stage);
    if (!possible || possible->conflicting.empty()) return;
    std::string names;
    for (const std::size_t rule : possible->conflicting) names += (names.empty() ? "" : ", ") + quoted(stage.policy.shortlist[rule].name);
    fault(pointer + "/decision/shortlist", "no list of up to " + std::to_string(stage.top) + " keeps these together, whoever enters: " + names,
          "tidak ada daftar sampai " + std::to_string(stage.top) + " yang memenuhi ini bersama-sama, siapa pun pesertanya: " + names);
  }

  const Rulebook& rulebook_;
  Faults faults_;
};

}  // namespace

Faults impossible_in(const Rulebook& rulebook) { return Impossible(rulebook).faults(); }

}  // namespace jejak::workflows
