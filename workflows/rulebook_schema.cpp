#include "workflows/rulebook.hpp"

namespace jejak::workflows {

namespace {

constexpr std::string_view schema = R"({
"type":"object","additionalProperties":false,
"required":["id","version","title","definition","zone","entrant_kinds","categories","questions","windows","revisions_max",
  "objections_max","objection_window","stages","award"],
"properties":{
 "id":{"type":"string","minLength":3,"maxLength":64},
 "version":{"type":"string","minLength":1,"maxLength":20},
 "title":{"type":"object"},
 "year":{"type":"integer","minimum":1900,"maximum":2200},
 "sources":{"type":"array","maxItems":50,"items":{"type":"string","maxLength":500}},
 "aims":{"type":"array","maxItems":50,"items":{"type":"object"}},
 "definition":{"type":"string","minLength":1,"maxLength":100},
 "zone":{"type":"string","enum":["Asia/Jakarta","Asia/Pontianak","Asia/Makassar","Asia/Jayapura"]},
 "illustrative":{"type":"boolean"},
 "entrant_kinds":{"type":"array","minItems":1,"maxItems":20,"items":{"type":"string","minLength":1,"maxLength":50}},
 "categories":{"type":"array","minItems":1,"maxItems":100,"items":{"type":"object","additionalProperties":false,
  "required":["key","title"],"properties":{
   "key":{"type":"string","minLength":1,"maxLength":100},"title":{"type":"object"},
   "elements_min":{"type":"integer","minimum":0,"maximum":100},
   "elements":{"type":"array","maxItems":100,"items":{"type":"object","additionalProperties":false,
    "required":["key","title"],"properties":{"key":{"type":"string","minLength":1,"maxLength":100},"title":{"type":"object"}}}}}}},
 "groups":{"type":"array","maxItems":20,"items":{"type":"object","additionalProperties":false,
  "required":["key","title"],"properties":{"key":{"type":"string","minLength":1,"maxLength":100},"title":{"type":"object"}}}},
 "quota":{"type":"object","additionalProperties":false,
  "properties":{"per_entrant":{"type":"integer","minimum":1,"maximum":100000},"illustrative":{"type":"boolean"},
   "per_agency":{"type":"object","maxProperties":20,"description":"by group: proposals of all entrants of one organizer",
    "additionalProperties":{"type":"integer","minimum":1,"maximum":100000}}}},
 "checks":{"type":"object","additionalProperties":false,"required":["event","list"],"properties":{
  "event":{"type":"string","minLength":1,"maxLength":100,"description":"the event whose data.ticks hold the ticks"},
  "list":{"type":"array","minItems":1,"maxItems":50,"items":{"type":"object","additionalProperties":false,
   "required":["key","title"],"properties":{
    "key":{"type":"string","minLength":1,"maxLength":100},"title":{"type":"object"},"illustrative":{"type":"boolean"},
    "computes":{"type":"string","enum":["age","prior_awards","past_winner","title","quota","entrant_kind","answers"]},
    "groups":{"type":"array","maxItems":20,"items":{"type":"string","maxLength":100}},
    "years":{"type":"integer","minimum":0,"maximum":100},
    "years_by_group":{"type":"object","maxProperties":20,"additionalProperties":{"type":"integer","minimum":0,"maximum":100}},
    "counted_back_from":{"type":"string","minLength":1,"maxLength":100,"description":"the name of a window"},
    "awards":{"type":"array","maxItems":50,"items":{"type":"string","minLength":1,"maxLength":100}},
    "within_years":{"type":"integer","minimum":0,"maximum":100}}}}}},
 "promotions":{"type":"array","maxItems":20,"items":{"type":"object","additionalProperties":false,
  "required":["stage","best","tier"],"properties":{
   "stage":{"type":"string","minLength":1,"maxLength":64},"title":{"type":"object"},"illustrative":{"type":"boolean"},
   "best":{"type":"integer","minimum":1,"maximum":100000},
   "tier":{"type":"string","enum":["unit","city","regency","province","nation"]},
   "tie":{"type":"string","enum":["in","out","stop"],"description":"of those who share a place across the cut: all may go on, none, or, where nothing is said, those whom two people name"},
   "passes_over":{"type":"array","maxItems":20,"items":{"type":"string","minLength":1,"maxLength":200}}}}},
 "jury":{"type":"object","additionalProperties":false,"properties":{
  "bars_earlier_assessment":{"type":"boolean","description":"who judged a proposal at a tier below does not judge it again"}}},
 "merge_event":{"type":"string","minLength":1,"maxLength":100},
 "questions":{"type":"array","minItems":1,"maxItems":100,"items":{"type":"object","additionalProperties":false,
  "required":["key","title","words_max","required"],"properties":{
   "key":{"type":"string","minLength":1,"maxLength":100},"title":{"type":"object"},
   "words_max":{"type":"integer","minimum":1,"maximum":10000},"required":{"type":"boolean"},"illustrative":{"type":"boolean"}}}},
 "windows":{"type":"array","maxItems":50,"items":{"type":"object","additionalProperties":false,
  "required":["name","opens","closes","governs"],"properties":{
   "name":{"type":"string","minLength":1,"maxLength":100},"title":{"type":"object"},
   "opens":{"type":"string"},"closes":{"type":"string"},"illustrative":{"type":"boolean"},
   "governs":{"type":"array","minItems":1,"maxItems":50,"items":{"type":"string","minLength":1,"maxLength":200}}}}},
 "revisions_max":{"type":"integer","minimum":0,"maximum":100},
 "objections_max":{"type":"integer","minimum":0,"maximum":100},
 "objection_window":{"type":"string"},
 "stages":{"type":"array","minItems":1,"maxItems":20,"items":{"type":"object","additionalProperties":false,
  "required":["name","judged_in","in_event","out_event","score","criteria","top","quorum","tie"],"properties":{
   "name":{"type":"string","minLength":1,"maxLength":64},"title":{"type":"object"},
   "judged_in":{"type":"string","minLength":1,"maxLength":200},
   "in_event":{"type":"string","minLength":1,"maxLength":100},"out_event":{"type":"string","minLength":1,"maxLength":100},
   "illustrative":{"type":"boolean"},
   "score":{"type":"object","additionalProperties":false,"required":["min","max","step"],
    "properties":{"min":{"type":"string"},"max":{"type":"string"},"step":{"type":"string"}}},
   "criteria":{"type":"array","minItems":1,"maxItems":50,"items":{"type":"object","additionalProperties":false,
    "required":["key","title","weight"],"properties":{"key":{"type":"string","minLength":1,"maxLength":100},
     "title":{"type":"object"},"weight":{"type":"string"},"illustrative":{"type":"boolean"},
     "parts":{"type":"array","minItems":1,"maxItems":50,"description":"scored one by one in the criterion's place; their weights sum to its own",
      "items":{"type":"object","additionalProperties":false,"required":["key","title","weight"],"properties":{
       "key":{"type":"string","minLength":1,"maxLength":100},"title":{"type":"object"},"weight":{"type":"string"},
       "illustrative":{"type":"boolean"}}}},
     "questions":{"type":"array","maxItems":100,"items":{"type":"string","maxLength":100},
      "description":"the keys of the questions that it is judged by"}}}},
   "top":{"type":"object","additionalProperties":false,"required":["count"],"properties":{
    "count":{"type":"integer","minimum":1,"maximum":100000},"per":{"type":"string","enum":["competition","category"]}}},
   "passing_grade":{"type":"string"},
   "quorum":{"type":"integer","minimum":1,"maximum":100},
   "jury":{"type":"object","additionalProperties":false,"properties":{
    "at_least":{"type":"object","additionalProperties":false,"description":"sheets of each proposal from jurors of an element","properties":{
     "academic":{"type":"integer","minimum":0,"maximum":50},"ngo":{"type":"integer","minimum":0,"maximum":50},
     "bureaucracy":{"type":"integer","minimum":0,"maximum":50},"practitioner":{"type":"integer","minimum":0,"maximum":50},
     "media":{"type":"integer","minimum":0,"maximum":50}}},
    "illustrative":{"type":"boolean"}}},
   "plenary_may_change":{"type":"boolean","description":"two people may bring in or take out against the ranking, with a reason"},
   "plenary_may_exceed":{"type":"boolean","description":"such changes may leave more in than there are places, and break the shortlist's constraints"},
   "decision":@decision,
   "tie":{"type":"object","additionalProperties":false,"required":["criteria","then"],"properties":{
    "criteria":{"type":"array","maxItems":50,"items":{"type":"string"}},
    "then":{"type":"string","enum":["in","out","stop","lot"]}}}}}},
 "notifications":{"type":"object","additionalProperties":false,"properties":{
  "hold":{"type":"array","maxItems":50,"description":"kinds that wait for a human before they go out","items":{"type":"string","enum":["proposal_entered","proposal_moved","stage_decided",
   "award_granted","award_revoked","window_extended","juror_invited","juror_assigned","coaching_note","slot_scheduled","replication_requested","reminder"]}}}},
 "award":{"type":"object","additionalProperties":false,"required":["granted_in","revoked_in"],
  "properties":{"granted_in":{"type":"string","minLength":1},"revoked_in":{"type":"string","minLength":1},
   "register_as":{"type":"string","minLength":1,"maxLength":100,"description":"the award's name in the register of prior awards, where winners are to be entered by themselves"}}}
}})";

}  // namespace

std::string_view rulebook_schema() {
  static const std::string whole = [] {
    std::string text(schema);
    constexpr std::string_view mark = "@decision";
    return text.replace(text.find(mark), mark.size(), decision_policy_schema());
  }();
  return whole;
}

}  // namespace jejak::workflows
