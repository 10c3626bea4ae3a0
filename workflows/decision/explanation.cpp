#include "workflows/decision/explanation.hpp"

#include <algorithm>

#include "workflows/decision/document.hpp"
#include "workflows/decision/needs.hpp"
#include "workflows/decision/shortlist.hpp"

namespace jejak::workflows {

namespace {

std::string with_comma(std::string decimal) {
  std::ranges::replace(decimal, '.', ',');
  return decimal;
}

json::object number_document(const Rational& value) { return {{"fraction", fraction_text(value)}, {"decimal", rounded_text(value)}}; }

Rational size_of(const Rational& value) { return value.numerator() < 0 ? Rational().minus(value).value() : value; }

// Both languages, a sentence after the other.
class Text {
 public:
  void say(const std::string& english, const std::string& indonesian) {
    en_ += (en_.empty() ? "" : " ") + english;
    id_ += (id_.empty() ? "" : " ") + indonesian;
  }
  json::object document() const { return {{"en", en_}, {"id", id_}}; }

 private:
  std::string en_, id_;
};

struct Amount {
  std::string en, id;
};

// A number that four decimals do not hold is given as a fraction besides, so that the sentence is true.
Amount amount_of(const Rational& value, bool in_points) {
  const std::string decimal = rounded_text(value), fraction = " (" + fraction_text(value) + ")";
  const bool rounded = 10'000 % value.denominator() != 0;
  Amount amount{rounded ? "about " + decimal : decimal, rounded ? "sekitar " + with_comma(decimal) : with_comma(decimal)};
  amount.en += in_points ? " points" : " of normalised value";
  amount.id += in_points ? " poin" : " nilai ternormalisasi";
  if (rounded) {
    amount.en += fraction;
    amount.id += fraction;
  }
  return amount;
}

void say_grade(const Rational& to_grade, bool in_points, Text& text) {
  const Amount amount = amount_of(size_of(to_grade), true);
  const bool level = to_grade.numerator() == 0, missing = to_grade.numerator() < 0;
  const std::string before = in_points ? "" : ", before normalisation", sebelum = in_points ? "" : ", sebelum normalisasi";
  if (level) {
    text.say("It is exactly at the passing grade" + before + ".", "Nilainya tepat pada nilai ambang" + sebelum + ".");
  } else if (missing) {
    text.say(amount.en + " are missing to the passing grade" + before + ".", "Kurang " + amount.id + " dari nilai ambang" + sebelum + ".");
  } else {
    text.say("It is " + amount.en + " above the passing grade" + before + ".", "Nilainya " + amount.id + " di atas nilai ambang" + sebelum + ".");
  }
}

void say_rise(const Needs& needs, bool in_points, bool needs_grade, Text& text) {
  const Amount amount = amount_of(*needs.lift, in_points);
  const std::string then = needs_grade ? "With the passing grade reached, it would have been in" : "It would have been in";
  const std::string maka = needs_grade ? "Jika nilai ambang tercapai, proposal ini lolos" : "Proposal ini lolos";
  const bool none = needs.lift->numerator() == 0;
  if (none && needs.equal) {
    text.say(then + ".", maka + ".");
  } else if (none) {
    text.say(then + " with anything more.", maka + " dengan tambahan sekecil apa pun.");
  } else if (needs.equal) {
    text.say(then + " with " + amount.en + " more.", maka + " dengan tambahan " + amount.id + ".");
  } else {
    text.say(then + " with more than " + amount.en + " more.", maka + " dengan tambahan lebih dari " + amount.id + ".");
  }
}

void say_fall(const Needs& needs, bool in_points, Text& text) {
  const Amount amount = amount_of(size_of(*needs.lift), in_points);
  if (needs.lift->numerator() == 0) {
    text.say("It would not have been in with anything less.", "Proposal ini tidak lolos dengan pengurangan sekecil apa pun.");
  } else if (needs.equal) {
    text.say("It would not have been in with " + amount.en + " less.", "Proposal ini tidak lolos dengan pengurangan " + amount.id + ".");
  } else {
    text.say("It would not have been in with more than " + amount.en + " less.",
             "Proposal ini tidak lolos dengan pengurangan lebih dari " + amount.id + ".");
  }
}

Amount decided_between(const Needs& needs) {
  const std::string by = "\"" + needs.criterion + "\"";
  switch (needs.decides) {
    case Needs::Decides::criterion:
      return needs.ahead ? Amount{"ahead in " + by, "unggul pada " + by} : Amount{"behind in " + by, "kalah pada " + by};
    case Needs::Decides::lot:
      return needs.ahead ? Amount{"before it in the lot", "mendahuluinya dalam undian"} : Amount{"after it in the lot", "sesudahnya dalam undian"};
    case Needs::Decides::all_go_through:
      return {"by the rule all who are tied at the cut go through", "menurut aturan semua yang seri pada batas lolos"};
    case Needs::Decides::none_goes_through:
      return {"by the rule none of those who are tied at the cut goes through", "menurut aturan semua yang seri pada batas tidak lolos"};
    case Needs::Decides::people: return {"the tie is left to people to settle", "seri itu harus diselesaikan oleh panitia"};
    case Needs::Decides::nothing: break;
  }
  return {};
}

// What happens with exactly that change.
void say_line(const Needs& needs, Text& text) {
  const bool now = needs.lift->numerator() == 0;
  if (needs.level != nullptr) {
    const std::string title = "\"" + needs.level->candidate->title + "\"";
    const Amount decided = decided_between(needs);
    const std::string stop = decided.en.empty() ? "." : "; ";
    text.say((now ? "It is level with " : "With that it is level with ") + title + stop + decided.en + (decided.en.empty() ? "" : "."),
             (now ? "Nilainya sama dengan " : "Dengan itu nilainya sama dengan ") + title + stop + decided.id + (decided.id.empty() ? "" : "."));
  } else if (!now && !needs.to_grade) {
    text.say("That is exactly the passing grade.", "Itu tepat pada nilai ambang.");
  }
  if (needs.tie_is_left && (needs.level == nullptr || needs.decides != Needs::Decides::people))
    text.say("Others are level with it then in everything, and the tie is left to people to settle.",
             "Ada yang sama dengannya dalam segala hal, dan seri itu harus diselesaikan oleh panitia.");
  if (needs.beyond_scale) text.say("The scale of scores does not go that far.", "Skala penilaian tidak sampai ke sana.");
}

void say_nothing(const Needs& needs, bool in, bool in_points, Text& text) {
  const std::string any = in_points ? "any score" : "any normalised value";
  const std::string berapa = in_points ? "Berapa pun nilainya" : "Berapa pun nilai ternormalisasinya";
  switch (needs.nothing) {
    case Needs::Nothing::all_have_places:
      return text.say("There is a place for all who compete for it.", "Tersedia tempat bagi semua yang memperebutkannya.");
    case Needs::Nothing::conflict:
      return text.say("No shortlist satisfies the constraints together, so nobody is in.",
                      "Tidak ada daftar yang memenuhi semua ketentuan sekaligus, jadi tidak ada yang lolos.");
    case Needs::Nothing::entangled:
      return text.say("The constraints are too entangled to say what would have had to differ.",
                      "Ketentuan komposisi terlalu rumit untuk menyatakan apa yang seharusnya berbeda.");
    case Needs::Nothing::constraints: break;
  }
  if (in) {
    text.say("With " + any + " it would have been in, by the shortlist's constraints.",
             berapa + ", proposal ini lolos menurut ketentuan komposisi daftar.");
  } else {
    text.say("With " + any + " it would not have been in, by the shortlist's constraints.",
             berapa + ", proposal ini tidak lolos menurut ketentuan komposisi daftar.");
  }
}

json::value needs_document(const Needs& needs, bool in_points) {
  if (!needs.lift) return nullptr;
  json::object document{{"lift", number_document(*needs.lift)},
                        {"in", in_points ? "score" : "normalised"},
                        {"at", needs.equal ? "equal" : "more"}};
  if (needs.tie_is_left) document["tie"] = "left";
  if (needs.beyond_scale) document["beyond_scale"] = true;
  return document;
}

// The constraints that leave no room: as few as they ask for are in, or as many as they allow.
struct Tight {
  std::uint64_t at_least = 0;
  std::uint64_t at_most = 0;
};

Tight tight_rules(const Stage& stage, const Ranking& ranking) {
  Tight tight;
  for (std::size_t rule = 0; rule < stage.policy.shortlist.size(); ++rule) {
    const ShortlistRule& each = stage.policy.shortlist[rule];
    const auto in = static_cast<std::size_t>(std::ranges::count_if(
        ranking.results, [&](const Ranked& ranked) { return in_by_ranking(ranked) && counts_for(each, *ranked.candidate); }));
    const std::uint64_t bit = std::uint64_t{1} << rule;
    if (each.at_least > 0 && in == each.at_least) tight.at_least |= bit;
    if (each.at_most && in == *each.at_most) tight.at_most |= bit;
  }
  return tight;
}

// Whom a constraint helps directly; where none does, the constraints that held others back or let others pass.
void name_rules(const Stage& stage, const Ranked& ranked, const Tight& tight, json::object& why, Text& text) {
  if (ranked.reason != Reason::brought_in && ranked.reason != Reason::passed_over) return;
  const std::uint64_t own = rules_about(stage.policy.shortlist, *ranked.candidate);
  const std::uint64_t direct = own & (ranked.in ? tight.at_least : tight.at_most);
  const std::uint64_t behind = direct != 0 ? direct : ~own & (ranked.in ? tight.at_most : tight.at_least);
  if (behind == 0) return;
  json::array rules;
  std::string names;
  for (std::size_t rule = 0; rule < stage.policy.shortlist.size(); ++rule) {
    if ((behind >> rule & 1U) == 0) continue;
    names += (names.empty() ? "" : ", ") + stage.policy.shortlist[rule].name;
    rules.emplace_back(stage.policy.shortlist[rule].name);
  }
  text.say("Constraints at their limit: " + names + ".", "Ketentuan yang mencapai batasnya: " + names + ".");
  why["constraints"] = std::move(rules);
}

json::object overruled_document(const Overruled& overruled) {
  const ReasonText& by_ranking = text_for(overruled.by_ranking);
  const std::string outcome = overruled.open ? "a tie" : overruled.in ? "in" : "out";
  const std::string hasil = overruled.open ? "seri" : overruled.in ? "lolos" : "tidak lolos";
  Text text;
  text.say("Decided by two people, for this reason: " + overruled.reason, "Diputuskan oleh dua orang dengan alasan: " + overruled.reason);
  text.say("By the ranking alone: " + outcome + ". " + std::string(by_ranking.en),
           "Menurut peringkat saja: " + hasil + ". " + std::string(by_ranking.id));
  return {{"change", overruled.reason},
          {"by", json::array{overruled.proposed_by, overruled.settled_by}},
          {"without", {{"outcome", overruled.open ? "tied" : overruled.in ? "in" : "out"}, {"reason", by_ranking.code}}},
          {"text", text.document()}};
}

json::object why_of(const Stage& stage, const Ranked& ranked, const Needs& needs, const Tight& tight) {
  if (ranked.overruled) return overruled_document(*ranked.overruled);
  const bool in_points = stage.policy.normalisation == Normalisation::none;
  json::object why{{"needs", needs_document(needs, in_points)}};
  Text text;
  const bool below = ranked.reason == Reason::below_passing_grade;
  if (needs.to_grade && below) say_grade(*needs.to_grade, in_points, text);
  if (!needs.lift) {
    say_nothing(needs, ranked.in, in_points, text);
  } else if (ranked.in) {
    say_fall(needs, in_points, text);
  } else {
    say_rise(needs, in_points, below && !in_points, text);
  }
  if (needs.lift) say_line(needs, text);
  if (needs.to_grade && !below) say_grade(*needs.to_grade, in_points, text);
  if (needs.to_grade) why["passing_grade"] = number_document(*needs.to_grade);
  if (needs.level != nullptr) why["than"] = json::object{{"proposal", needs.level->candidate->proposal}, {"title", needs.level->candidate->title}};
  if (!needs.criterion.empty()) why["criterion"] = needs.criterion;
  name_rules(stage, ranked, tight, why, text);
  why["text"] = text.document();
  return why;
}

}  // namespace

std::vector<json::object> explanations(const Stage& stage, const Ranking& ranking) {
  const Tight tight = tight_rules(stage, ranking);
  const std::vector<Needs> needs = needs_of(stage, ranking);
  std::vector<json::object> all;
  for (std::size_t i = 0; i < needs.size(); ++i) all.push_back(why_of(stage, ranking.results[i], needs[i], tight));
  return all;
}

void overrule(const Ranking& ranking, Ranked& ranked, std::string reason, std::string proposed_by, std::string settled_by) {
  Overruled said{std::move(reason), std::move(proposed_by), std::move(settled_by), ranked.in, false, ranked.reason};
  said.open = std::ranges::find(ranking.unsettled, ranked.candidate->proposal) != ranking.unsettled.end();
  if (ranked.overruled) {
    said.in = ranked.overruled->in;
    said.open = ranked.overruled->open;
    said.by_ranking = ranked.overruled->by_ranking;
  }
  ranked.overruled = std::move(said);
}

}  // namespace jejak::workflows
