#include "workflows/decision/explanation.hpp"

#include <algorithm>
#include <map>

namespace jejak::workflows {

namespace {

// The two of those alike between whom the line runs.
struct Border {
  const Ranked* last_in = nullptr;
  const Ranked* first_out = nullptr;
};

void measure_to(const Stage& stage, const Ranked* other, Ranked& ranked) {
  if (other == nullptr) return;
  const Ranked& better = ranked.in ? ranked : *other;
  const Ranked& worse = ranked.in ? *other : ranked;
  ranked.why.than = other->candidate;
  ranked.why.points = better.score.minus(worse.score);
  if (better.score != worse.score) return;
  for (std::size_t i = 0; i < ranked.tie_scores.size() && ranked.why.criterion.empty(); ++i)
    if (ranked.tie_scores[i] != other->tie_scores[i]) ranked.why.criterion = stage.tie_criteria[i];
}

// The constraints that leave no room: as few as they ask for are in, or as many as they allow.
struct Tight {
  std::uint64_t at_least = 0;
  std::uint64_t at_most = 0;
};

Tight tight_rules(const Stage& stage, const std::vector<Ranked*>& eligible, const std::vector<std::uint64_t>& alike) {
  Tight tight;
  for (std::size_t rule = 0; rule < stage.policy.shortlist.size(); ++rule) {
    const ShortlistRule& each = stage.policy.shortlist[rule];
    std::size_t in = 0;
    for (std::size_t i = 0; i < eligible.size(); ++i) in += eligible[i]->in ? alike[i] >> rule & 1U : 0;
    const std::uint64_t bit = std::uint64_t{1} << rule;
    if (each.at_least > 0 && in == each.at_least) tight.at_least |= bit;
    if (each.at_most && in == *each.at_most) tight.at_most |= bit;
  }
  return tight;
}

// Whom a constraint helps directly; where none does, the constraints that held others back or let others pass.
std::uint64_t rules_behind(const Ranked& ranked, std::uint64_t own, const Tight& tight) {
  const std::uint64_t direct = own & (ranked.in ? tight.at_least : tight.at_most);
  return direct != 0 ? direct : ~own & (ranked.in ? tight.at_most : tight.at_least);
}

std::string with_comma(std::string decimal) {
  std::ranges::replace(decimal, '.', ',');
  return decimal;
}

void say(json::object& text, const std::string& english, const std::string& indonesian) {
  for (const auto& [language, words] : {std::pair("en", english), std::pair("id", indonesian)}) {
    std::string whole = text.contains(language) ? std::string(text.at(language).get_string()) + " " + words : words;
    text[language] = whole;
  }
}

void say_points(const Ranked& ranked, json::object& text) {
  const std::string points = rounded_text(*ranked.why.points), poin = with_comma(points);
  if (ranked.why.than == nullptr) {
    say(text, points + " points are missing to the passing grade.", "Kurang " + poin + " poin dari nilai ambang.");
    return;
  }
  const std::string title = "\"" + ranked.why.than->title + "\"";
  const std::string& by = ranked.why.criterion;
  const bool level = ranked.why.points->numerator() == 0;
  if (level && by.empty()) {
    say(text, "Level in everything with " + title + ".", "Sama dalam segala hal dengan " + title + ".");
  } else if (level && ranked.in) {
    say(text, "Level on points with " + title + ", the first that is out; ahead in \"" + by + "\".",
        "Nilainya sama dengan " + title + ", yang pertama tidak lolos; unggul pada \"" + by + "\".");
  } else if (level) {
    say(text, "Level on points with " + title + ", the last that is in; behind in \"" + by + "\".",
        "Nilainya sama dengan " + title + ", yang terakhir lolos; kalah pada \"" + by + "\".");
  } else if (ranked.in) {
    say(text, points + " points ahead of " + title + ", the first that is out.",
        "Unggul " + poin + " poin dari " + title + ", yang pertama tidak lolos.");
  } else {
    say(text, points + " points behind " + title + ", the last that is in.",
        "Kurang " + poin + " poin dari " + title + ", yang terakhir lolos.");
  }
}

void say_rules(const Ranked& ranked, json::object& text) {
  std::string names;
  for (const std::string& name : ranked.why.rules) names += (names.empty() ? "" : ", ") + name;
  if (ranked.in) {
    say(text, "Brought in by: " + names + ".", "Masuk karena ketentuan: " + names + ".");
  } else {
    say(text, "Passed over by: " + names + ".", "Dilewati karena ketentuan: " + names + ".");
  }
}

}  // namespace

void explain(const Stage& stage, const std::vector<Ranked*>& eligible, const std::vector<std::uint64_t>& alike) {
  std::map<std::uint64_t, Border> borders;
  for (std::size_t i = 0; i < eligible.size(); ++i) {
    Border& border = borders[alike[i]];
    if (eligible[i]->in) {
      border.last_in = eligible[i];
    } else if (border.first_out == nullptr) {
      border.first_out = eligible[i];
    }
  }
  const Tight tight = tight_rules(stage, eligible, alike);
  for (std::size_t i = 0; i < eligible.size(); ++i) {
    Ranked& ranked = *eligible[i];
    measure_to(stage, ranked.in ? borders[alike[i]].first_out : borders[alike[i]].last_in, ranked);
    if (ranked.reason != Reason::brought_in && ranked.reason != Reason::passed_over) continue;
    const std::uint64_t behind = rules_behind(ranked, alike[i], tight);
    for (std::size_t rule = 0; rule < stage.policy.shortlist.size(); ++rule)
      if ((behind >> rule & 1U) != 0) ranked.why.rules.push_back(stage.policy.shortlist[rule].name);
  }
}

json::object why_of(const Ranked& ranked) {
  json::object why, text;
  if (ranked.why.points) {
    why["points"] = json::object{{"fraction", fraction_text(*ranked.why.points)},
                                 {"decimal", rounded_text(*ranked.why.points)}};
    say_points(ranked, text);
  }
  if (ranked.why.than != nullptr)
    why["than"] = json::object{{"proposal", ranked.why.than->proposal}, {"title", ranked.why.than->title}};
  if (!ranked.why.criterion.empty()) why["criterion"] = ranked.why.criterion;
  if (!ranked.why.rules.empty()) {
    why["constraints"] = json::array(ranked.why.rules.begin(), ranked.why.rules.end());
    say_rules(ranked, text);
  }
  if (text.empty() && ranked.in)
    say(text, "There is a place for all who compete for it.", "Tersedia tempat bagi semua yang memperebutkannya.");
  if (text.empty())
    say(text, "None of those who compete for the place is in.", "Tidak ada yang lolos di antara yang memperebutkannya.");
  why["text"] = std::move(text);
  return why;
}

}  // namespace jejak::workflows
