#include <algorithm>

#include "workflows/decision/gathered.hpp"
#include "workflows/decision/state.hpp"
#include "workflows/field.hpp"
#include "workflows/proposal/promotion_cut.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"
#include "workflows/two_people.hpp"

namespace jejak::workflows {

const std::string_view propose_tie_settlement_body = R"({
"type":"object","additionalProperties":false,"required":["in","reason"],"properties":{
 "in":{"type":"array","maxItems":1000,"items":{"type":"string","minLength":1,"maxLength":64},"description":"who of those that are tied gets the places"},
 "tier":{"type":"string","enum":["unit","city","regency","province","nation"],"description":"of a decided stage: who goes on to that tier"},
 "reason":{"type":"string","minLength":1,"maxLength":2000}}})";

const std::string_view settle_tie_body = R"({
"type":"object","additionalProperties":false,"required":["confirm"],"properties":{"confirm":{"type":"boolean"},
 "tier":{"type":"string","enum":["unit","city","regency","province","nation"]}}})";

namespace {

// A cut across which proposals are tied.
struct TiedCut {
  Gathered gathered;
  std::string stream;
  std::string tier;  // "": the stage's own cut
  std::vector<std::string> tied;
  std::size_t places = 0;
  json::object data;  // what the events have in common
};

Rejection no_tie() {
  return conflict("nothing_tied", {"Nobody is tied across this cut, or a rule settles it.", "Tidak ada yang seri pada batas ini, atau aturan menyelesaikannya."});
}

std::optional<Rejection> find_promotion_tie(World& world, TiedCut& cut) {
  const auto& rules = cut.gathered.rulebook->entry.promotions;
  const auto rule = std::ranges::find_if(rules, [&](const PromotionRule& each) { return each.stage == cut.gathered.stage->name && each.tier == cut.tier; });
  if (rule == rules.end()) return not_found("promotion", cut.tier);
  if (!world.read<StageDecision>(decision_stream(cut.gathered)).decided)
    return conflict("not_decided", {"This stage is not decided.", "Tahap ini belum diputuskan."});
  if (rule->tie != "stop") return no_tie();
  PromotionCut promotion = promotion_cut(world, cut.gathered.competition->id, *rule);
  cut.tied = std::move(promotion.tied);
  cut.places = static_cast<std::size_t>(promotion.left);
  return std::nullopt;
}

// Without what people settled of it before.
std::optional<Rejection> find_own_tie(World& world, TiedCut& cut) {
  if (world.read<StageDecision>(decision_stream(cut.gathered)).decided)
    return conflict("already_decided", {"This stage is decided already.", "Tahap ini sudah diputuskan."});
  const Ranking ranking = rank(*cut.gathered.stage, cut.gathered.candidates);
  for (const OpenTie& tie : ranking.open_ties) cut.places += tie.places;
  cut.tied = ranking.unsettled;
  return std::nullopt;
}

Result<TiedCut, Rejection> tied_cut(World& world, const Command& command) {
  auto gathered = gather(world, command);
  if (!gathered) return gathered.error();
  TiedCut cut{*std::move(gathered), {}, std::string(text_of(command.body, "tier")), {}, 0, {}};
  const Competition& competition = *cut.gathered.competition;
  cut.stream = stream_of("tie", competition.id + "-" + cut.gathered.stage->name);
  cut.data = {{"competition", competition.id}, {"organizer", competition.organizer}, {"stage", cut.gathered.stage->name}};
  if (!cut.tier.empty()) cut.data["tier"] = cut.tier;
  if (auto refused = cut.tier.empty() ? find_own_tie(world, cut) : find_promotion_tie(world, cut)) return *std::move(refused);
  return cut;
}

// As many as there is room for, in each group of those who are level with each other, and so that every constraint holds.
bool fits(TiedCut& cut, const TieSettlement& settlement) {
  if (!cut.tier.empty()) return settlement.in.size() == cut.places;
  return judge(*cut.gathered.stage, cut.gathered.candidates, &settlement, {}).tie_settled;
}

}  // namespace

Decision propose_tie_settlement(World& world, const Command& command) {
  auto cut = tied_cut(world, command);
  if (!cut) return cut.error();
  if (cut->tied.empty()) return no_tie();
  if (world.read<Ties>(cut->stream).open(cut->tier) != nullptr) return conflict("settlement_open", {"A settlement is proposed already.", "Penyelesaian sudah diusulkan."});
  TieSettlement settlement{{}, cut->tied, {}, {}, {}};
  for (const auto& value : array_of(command.body, "in")) {
    const std::string proposal(value.get_string());
    const bool tied = std::ranges::find(cut->tied, proposal) != cut->tied.end();
    if (!tied || std::ranges::find(settlement.in, proposal) != settlement.in.end())
      return invalid("invalid_body", "/in/" + std::to_string(settlement.in.size()),
                     {"must be one of those who are tied, and stand here once", "harus salah satu yang seri, dan disebut sekali"});
    settlement.in.push_back(proposal);
  }
  if (!fits(*cut, settlement))
    return conflict("settlement_does_not_fit",
                    {"Of those who are tied there is room for " + std::to_string(cut->places) + ", in each group of them for its own number.",
                     "Dari yang seri tersedia " + std::to_string(cut->places) + " tempat, menurut jumlah masing-masing kelompok."},
                    {{"places", cut->places}, {"proposals", json::array(cut->tied.begin(), cut->tied.end())}});
  copy_member(command.body, "in", cut->data);
  copy_member(command.body, "reason", cut->data);
  cut->data["tied"] = json::array(cut->tied.begin(), cut->tied.end());
  return Accepted{{{cut->stream, "TieSettlementProposed", std::move(cut->data)}},
                  {{"stage", cut->gathered.stage->name}, {"status", "open"}, {"tied", json::array(cut->tied.begin(), cut->tied.end())}}};
}

Decision settle_tie(World& world, const Command& command) {
  auto cut = tied_cut(world, command);
  if (!cut) return cut.error();
  const TieSettlement* open = world.read<Ties>(cut->stream).open(cut->tier);
  if (open == nullptr) return not_found("tie-settlement", cut->gathered.stage->name);
  if (auto same = refuse_same_person(world, command.caller, open->proposed_by)) return *same;
  const std::string& stage = cut->gathered.stage->name;
  if (!flag_of(command.body, "confirm"))
    return Accepted{{{cut->stream, "TieSettlementRejected", std::move(cut->data)}}, {{"stage", stage}, {"status", "rejected"}}};
  if (!is_about(*open, cut->tied) || !fits(*cut, *open))
    return conflict("tie_changed", {"Others are tied now than when this was proposed: it can only be rejected.",
                                    "Yang seri sudah berubah sejak diusulkan: usulan ini hanya dapat ditolak."},
                    {{"proposals", json::array(cut->tied.begin(), cut->tied.end())}});
  const json::object document = tie_document(*open);
  for (const char* member : {"in", "tied", "reason", "proposed_by"}) copy_member(document, member, cut->data);
  return Accepted{{{cut->stream, "TieSettled", std::move(cut->data)}}, {{"stage", stage}, {"status", "settled"}}};
}

}  // namespace jejak::workflows
