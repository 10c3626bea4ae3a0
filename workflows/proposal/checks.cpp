#include "workflows/proposal/checks.hpp"

#include <algorithm>
#include <array>

#include "workflows/competition/window.hpp"
#include "workflows/field.hpp"
#include "workflows/prior_award/registers.hpp"

namespace jejak::workflows {

namespace {

constexpr std::int64_t minute_us = 60'000'000;

std::string local_day(Timestamp instant, std::string_view zone) {
  const std::int64_t offset = zone_offset_minutes(zone).value_or(0) * minute_us;
  return format_rfc3339({instant.microseconds + offset}).substr(0, 10);
}

std::optional<Rejection> refuse_young(const Examined& examined, const Check& check) {
  const auto by_group = check.years_by_group.find(examined.group);
  const std::int64_t years = by_group == check.years_by_group.end() ? check.years : by_group->second;
  if (examined.started_on.empty())
    return invalid("invalid_body", "/started_on",
                   {"is required: this competition counts the age of an innovation (at least " + std::to_string(years) +
                        " year(s)) from the day on which it was put into practice",
                    "wajib diisi: kompetisi ini menghitung usia inovasi (paling sedikit " + std::to_string(years) +
                        " tahun) dari hari inovasi itu mulai diterapkan"});
  const auto window = std::ranges::find(examined.rulebook.windows, check.counted_back_from, &Window::name);
  const Timestamp closes = closes_at(*window, examined.competition);
  const std::string close_day = local_day(closes, examined.rulebook.zone);
  const std::string latest = latest_start(closes, examined.rulebook.zone, years);
  if (examined.started_on <= latest) return std::nullopt;
  const std::string started(examined.started_on), asked = std::to_string(years);
  return conflict("too_young",
                  {"The innovation started on " + started + "; counted back from the close on " + close_day + ", " +
                       asked + " year(s) ask for a start on " + latest + " at the latest.",
                   "Inovasi dimulai " + started + "; dihitung mundur dari penutupan " + close_day + ", umur " + asked +
                       " tahun mensyaratkan mulai paling lambat " + latest + "."},
                  {{"started_on", started}, {"closes_on", close_day}, {"years", years}, {"latest_start", latest}});
}

const PriorAward* award_of(World& world, const Examined& examined, const Check& check) {
  for (const PriorAward* award : awards_titled(world, {examined.local_organizer, examined.entrant}, examined.title)) {
    const bool recent = check.within_years == 0 || examined.competition.year - award->year <= check.within_years;
    if (recent && std::ranges::find(check.awards, award->award) != check.awards.end()) return award;
  }
  return nullptr;
}

std::optional<Rejection> refuse_barred(World& world, const Examined& examined, const Check& check) {
  const PriorAward* award = award_of(world, examined, check);
  if (award == nullptr) return std::nullopt;
  const std::string won = award->award + " " + std::to_string(award->year);
  return conflict("barred_by_award",
                  {"The innovation won " + won + ", which bars it from this group.",
                   "Inovasi ini telah meraih " + won + " sehingga tidak dapat ikut dalam kelompok ini."},
                  {{"award", award->award}, {"year", award->year}, {"prior_award", award->id}});
}

std::optional<Rejection> refuse_newcomer(World& world, const Examined& examined, const Check& check) {
  if (award_of(world, examined, check) != nullptr) return std::nullopt;
  json::array awards(check.awards.begin(), check.awards.end());
  return conflict("not_a_past_winner",
                  {"This group is for innovations that won one of the awards in details.awards; none is on record.",
                   "Kelompok ini untuk inovasi yang pernah meraih salah satu penghargaan dalam details.awards; "
                   "tidak ada yang tercatat."},
                  {{"awards", std::move(awards)}});
}

std::optional<Rejection> refusal_by(World& world, const Examined& examined, const Check& check) {
  switch (check.computes) {
    case Computes::age:
      return refuse_young(examined, check);
    case Computes::prior_awards:
      return refuse_barred(world, examined, check);
    case Computes::past_winner:
      return refuse_newcomer(world, examined, check);
    default:
      return std::nullopt;
  }
}

}  // namespace

std::string latest_start(Timestamp close, std::string_view zone, std::int64_t years) {
  const std::string day = local_day(close, zone);
  const std::int64_t year = std::stoll(day.substr(0, 4)) - years;
  std::string digits = std::to_string(year);
  digits.insert(0, 4 - std::min<std::size_t>(4, digits.size()), '0');
  const std::string same_day = digits + day.substr(4);
  return is_date(same_day) ? same_day : digits + "-02-28";
}

std::vector<CheckResult> examine(World& world, const Examined& examined) {
  std::vector<CheckResult> results;
  for (const Check& check : examined.rulebook.entry.checks) {
    if (check.computes == Computes::nothing) continue;
    if (!check.groups.empty() && std::ranges::find(check.groups, examined.group) == check.groups.end()) continue;
    results.push_back({&check, refusal_by(world, examined, check)});
  }
  return results;
}

std::optional<Rejection> refuse_contradicted(World& world, const Examined& examined, std::string_view event,
                                             const json::object& data) {
  const EntryPolicy& policy = examined.rulebook.entry;
  if (policy.check_event.empty() || event != policy.check_event) return std::nullopt;
  const auto& ticks = object_of(data, "ticks");
  json::array contradicted;
  Sentence first;
  for (const CheckResult& result : examine(world, examined)) {
    if (!result.refusal || !flag_of(ticks, result.check->key)) continue;
    if (contradicted.empty()) first = {result.refusal->message, result.refusal->message_id};
    json::object line = result.refusal->details;
    line["check"] = result.check->key;
    line["pointer"] = "/data/ticks/" + pointer_escape(result.check->key);
    line["code"] = result.refusal->code;
    line["message"] = result.refusal->message;
    line["message_id"] = result.refusal->message_id;
    contradicted.emplace_back(std::move(line));
  }
  if (contradicted.empty()) return std::nullopt;
  return conflict("check_contradicted", {"A tick says otherwise than what was computed: " + first.en,
                                         "Centang bertentangan dengan hasil hitungan: " + first.id},
                  {{"checks", std::move(contradicted)}});
}

}  // namespace jejak::workflows
