#include <array>

#include "workflows/rulebook.hpp"

namespace jejak::workflows {

namespace {

constexpr std::string_view schema = R"({
"type":"object","additionalProperties":false,
"description":"The rules of one edition of a competition. Titles are for people, keys for the program; what no source gives is marked illustrative.",
"required":["id","version","title","definition","zone","entrant_kinds","categories","questions","windows","revisions_max",
  "objections_max","objection_window","stages","award"],
"properties":{
 "id":@id,
 "version":{"type":"string","minLength":1,"maxLength":20,"description":"of this rulebook: a change is a new version, a new year a new id"},
 "title":@title,
 "year":{"type":"integer","minimum":1900,"maximum":2200,"description":"the edition's; a competition opened for another year is warned of"},
 "sources":{"type":"array","maxItems":50,"description":"where the rules are from, and what in them is a guess","items":{"type":"string","maxLength":500}},
 "aims":{"type":"array","maxItems":50,"items":@title},
 "definition":{"type":"string","minLength":1,"maxLength":100,"description":"the id of the machine that the proposals run through: GET /v1/definitions/{id} has its states and events"},
 "zone":{"type":"string","enum":["Asia/Jakarta","Asia/Pontianak","Asia/Makassar","Asia/Jayapura"],"description":"every instant below is written with this zone's offset: +07:00, +07:00, +08:00, +09:00"},
 "illustrative":{"type":"boolean","description":"true: a guess or an example, not what a source says"},
 "entrant_kinds":{"type":"array","minItems":1,"maxItems":20,"description":"who may enter: OPD, BUMD, BUMN, ministry, Pemdes, puskesmas, school, citizen, group","items":{"type":"string","minLength":1,"maxLength":50}},
 "categories":{"type":"array","minItems":1,"maxItems":100,"description":"a proposal is entered in exactly one","items":{"type":"object","additionalProperties":false,
  "required":["key","title"],"properties":{
   "key":{"type":"string","minLength":1,"maxLength":100},"title":@title,
   "elements_min":{"type":"integer","minimum":0,"maximum":100,"description":"how many of the elements an entry names at least"},
   "elements":{"type":"array","maxItems":100,"items":{"type":"object","additionalProperties":false,
    "required":["key","title"],"properties":{"key":{"type":"string","minLength":1,"maxLength":100},"title":@title}}}}}},
 "groups":{"type":"array","maxItems":20,"description":"a proposal is entered in one; the first is the default","items":{"type":"object","additionalProperties":false,
  "required":["key","title"],"properties":{"key":{"type":"string","minLength":1,"maxLength":100},"title":@title}}},
 "quota":{"type":"object","additionalProperties":false,
  "properties":{"per_entrant":{"type":"integer","minimum":1,"maximum":100000,"description":"how many proposals one entrant may enter; absent: any number"},"illustrative":{"type":"boolean"},
   "per_agency":{"type":"object","maxProperties":20,"description":"by group: proposals of all entrants of one organizer",
    "additionalProperties":{"type":"integer","minimum":1,"maximum":100000}}}},
 "checks":{"type":"object","additionalProperties":false,"required":["event","list"],"description":"the administrative tick-list; absent: old_enough, answers_meaningful and not_barred for people to judge","properties":{
  "event":{"type":"string","minLength":1,"maxLength":100,"description":"the event whose data.ticks hold the ticks: CHECK_ADMINISTRATIVE in the shipped machines"},
  "list":{"type":"array","minItems":1,"maxItems":50,"description":"each line is one tick; all that are for the proposal's group are asked for","items":{"type":"object","additionalProperties":false,
   "required":["key","title"],"properties":{
    "key":{"type":"string","minLength":1,"maxLength":100,"description":"the tick's name in data.ticks"},"title":@title,"illustrative":{"type":"boolean"},
    "computes":{"type":"string","enum":["age","prior_awards","past_winner","title","quota","entrant_kind","answers"],"description":"what the program works out itself; absent: for people to judge"},
    "groups":{"type":"array","maxItems":20,"description":"keys of groups that the line is for; absent: all","items":{"type":"string","maxLength":100}},
    "years":{"type":"integer","minimum":0,"maximum":100,"description":"of age: full years since the innovation started"},
    "years_by_group":{"type":"object","maxProperties":20,"description":"of age: other years for some groups, by the group's key","additionalProperties":{"type":"integer","minimum":0,"maximum":100}},
    "counted_back_from":{"type":"string","minLength":1,"maxLength":100,"description":"the name of a window"},
    "awards":{"type":"array","maxItems":50,"description":"of prior_awards (bars) and past_winner (asks for one): as the register of prior awards names them","items":{"type":"string","minLength":1,"maxLength":100}},
    "within_years":{"type":"integer","minimum":0,"maximum":100,"description":"how long ago at most; absent or 0: however long"}}}}}},
 "documents":{"type":"array","minItems":1,"maxItems":50,"description":"the documents whose ticks CHECK_DOCUMENTS asks for; absent: originator_decree, implementation_statement, replication_statement",
  "items":{"type":"object","additionalProperties":false,"required":["key","title"],"properties":{
   "key":{"type":"string","minLength":1,"maxLength":100,"description":"the tick's name in data.ticks"},"title":@title,"illustrative":{"type":"boolean"},
   "attachment":{"type":"string","minLength":1,"maxLength":100,"description":"the name of the file that must be attached before the tick may be true"}}}},
 "promotions":{"type":"array","maxItems":20,"description":"who may go on to a competition of a tier above","items":{"type":"object","additionalProperties":false,
  "required":["stage","best","tier"],"properties":{
   "stage":{"type":"string","minLength":1,"maxLength":64,"description":"the name of a stage below"},"title":@title,"illustrative":{"type":"boolean"},
   "best":{"type":"integer","minimum":1,"maximum":100000,"description":"so many of the best of that stage"},
   "tier":{"type":"string","enum":["unit","city","regency","province","nation"]},
   "tie":{"type":"string","enum":["in","out","stop"],"description":"of those who share a place across the cut: all may go on, none, or those whom two people name (the default)"},
   "passes_over":{"type":"array","maxItems":20,"description":"who stands in one of these states does not count: the next follows","items":{"type":"string","minLength":1,"maxLength":200}}}}},
 "jury":{"type":"object","additionalProperties":false,"properties":{
  "bars_earlier_assessment":{"type":"boolean","description":"who judged a proposal at a tier below does not judge it again"}}},
 "merge_event":{"type":"string","minLength":1,"maxLength":100,"description":"the event that takes a merged duplicate out of the race; default WITHDRAW"},
 "questions":{"type":"array","minItems":1,"maxItems":100,"description":"what an entry answers","items":{"type":"object","additionalProperties":false,
  "required":["key","title","words_max","required"],"properties":{
   "key":{"type":"string","minLength":1,"maxLength":100},"title":@title,
   "words_max":{"type":"integer","minimum":1,"maximum":10000,"description":"words, not characters"},"required":{"type":"boolean","description":"true: nothing is submitted without an answer"},"illustrative":{"type":"boolean"}}}},
 "windows":{"type":"array","maxItems":50,"description":"in the order in which they open","items":{"type":"object","additionalProperties":false,
  "required":["name","opens","closes","governs"],"properties":{
   "name":{"type":"string","minLength":1,"maxLength":100},"title":@title,
   "opens":@instant,"closes":@instant,"illustrative":{"type":"boolean"},
   "governs":{"type":"array","minItems":1,"maxItems":50,"description":"ENTER, ASSESS:<stage>, an event (SUBMIT) or an event in a state (submission.draft:SUBMIT); what no window governs may be done at any time","items":{"type":"string","minLength":1,"maxLength":200}}}}},
 "revisions_max":{"type":"integer","minimum":0,"maximum":100,"description":"how often one proposal may be sent back for revision"},
 "objections_max":{"type":"integer","minimum":0,"maximum":100,"description":"how many objections to one proposal are heard; 0: none"},
 "objection_window":@duration,
 "stages":{"type":"array","minItems":1,"maxItems":20,"description":"what jurors judge, in the order in which the machine comes to it","items":{"type":"object","additionalProperties":false,
  "required":["name","judged_in","in_event","out_event","score","criteria","top","quorum","tie"],"properties":{
   "name":{"type":"string","minLength":1,"maxLength":64,@slug"description":"of a-z, 0-9 and dashes, 3 to 64: it stands in addresses"},"title":@title,
   "judged_in":{"type":"string","minLength":1,"maxLength":200,"description":"the machine's state in which proposals are judged: screening.desk"},
   "in_event":{"type":"string","minLength":1,"maxLength":100,"description":"sent to those who go through: SHORTLIST, at the last stage SELECT"},
   "out_event":{"type":"string","minLength":1,"maxLength":100,"description":"sent to the others: NOT_SELECT"},
   "illustrative":{"type":"boolean"},
   "score":{"type":"object","additionalProperties":false,"required":["min","max","step"],"description":"what a juror may give: from min to max in steps",
    "properties":{"min":@decimal,"max":@decimal,"step":@decimal}},
   "criteria":{"type":"array","minItems":1,"maxItems":50,"description":"their weights sum to 100","items":{"type":"object","additionalProperties":false,
    "required":["key","title","weight"],"properties":{"key":{"type":"string","minLength":1,"maxLength":100},
     "title":@title,"weight":@decimal,"illustrative":{"type":"boolean"},
     "parts":{"type":"array","minItems":1,"maxItems":50,"description":"scored one by one in the criterion's place; their weights sum to its own",
      "items":{"type":"object","additionalProperties":false,"required":["key","title","weight"],"properties":{
       "key":{"type":"string","minLength":1,"maxLength":100},"title":@title,"weight":@decimal,
       "illustrative":{"type":"boolean"}}}},
     "questions":{"type":"array","maxItems":100,"items":{"type":"string","maxLength":100},
      "description":"the keys of the questions that it is judged by"}}}},
   "top":{"type":"object","additionalProperties":false,"required":["count"],"description":"how many go through","properties":{
    "count":{"type":"integer","minimum":1,"maximum":100000},"per":{"type":"string","enum":["competition","category"],"description":"default competition"}}},
   "passing_grade":@decimal,
   "quorum":{"type":"integer","minimum":1,"maximum":100,"description":"score sheets that each proposal must have"},
   "jury":{"type":"object","additionalProperties":false,"properties":{
    "at_least":{"type":"object","additionalProperties":false,"description":"sheets of each proposal from jurors of an element","properties":{
     "academic":{"type":"integer","minimum":0,"maximum":50},"ngo":{"type":"integer","minimum":0,"maximum":50},
     "bureaucracy":{"type":"integer","minimum":0,"maximum":50},"practitioner":{"type":"integer","minimum":0,"maximum":50},
     "media":{"type":"integer","minimum":0,"maximum":50}}},
    "illustrative":{"type":"boolean"}}},
   "four_eyes":{"type":"boolean","description":"one person proposes the decision, another one makes it"},
   "announce":{"type":"string","enum":["nothing","names","ranking","scores"],"description":"what everybody may read of the decision at once; default nothing"},
   "plenary_may_change":{"type":"boolean","description":"two people may bring in or take out against the ranking, with a reason"},
   "plenary_may_exceed":{"type":"boolean","description":"such changes may leave more in than there are places, and break the shortlist's constraints"},
   "decision":@decision,
   "tie":{"type":"object","additionalProperties":false,"required":["criteria","then"],"description":"who is before whom at the same score","properties":{
    "criteria":{"type":"array","maxItems":50,"description":"keys of criteria or parts: the higher score there is before","items":{"type":"string"}},
    "then":{"type":"string","enum":["in","out","stop","lot"],"description":"still tied across the cut: all in, all out, no decision until people settle it, or the recorded lot"}}}}}},
 "notifications":{"type":"object","additionalProperties":false,"properties":{
  "hold":{"type":"array","maxItems":50,"description":"kinds that wait for a human before they go out","items":{"type":"string","enum":["proposal_entered","proposal_moved","stage_result","stage_decided","award_granted","award_revoked","window_extended","late_entry","deadline_moved",
   "objection","juror_invited","juror_assigned","coaching_note","slot_scheduled","promoted","replication_requested","replication_progress","reminder","juror_key_issued","sheet_returned"]}}}},
 "award":{"type":"object","additionalProperties":false,"required":["granted_in","revoked_in"],
  "properties":{"granted_in":{"type":"string","minLength":1,"description":"the machine's state that means the award is granted: award.granted"},"revoked_in":{"type":"string","minLength":1,"description":"and the one that means it was revoked: revoked"},
   "register_as":{"type":"string","minLength":1,"maxLength":100,"description":"the award's name in the register of prior awards, where winners are to be entered by themselves"}}}
}})";

// What is served says more than what is checked: the texts below are read by the reader, which finds all that is wrong with them at
// once, and titles were objects of any kind once, so that rules that were pinned then are still read.
struct Mark {
  std::string_view mark;
  std::string_view served;
  std::string_view checked;
};
constexpr std::array marks = {
    Mark{"@id", R"({"type":"string","minLength":3,"maxLength":64,"pattern":"^[a-z0-9]([a-z0-9-]{1,62})[a-z0-9]$","description":"of a-z, 0-9 and dashes, 3 to 64: kota-contoh-2027"})",
         R"({"type":"string","minLength":3,"maxLength":64})"},
    Mark{"@title", R"({"type":"object","required":["id","en"],"description":"in Indonesian and in English",)"
                   R"("properties":{"id":{"type":"string","minLength":1,"maxLength":500},"en":{"type":"string","minLength":1,"maxLength":500}}})",
         R"({"type":"object"})"},
    Mark{"@instant", R"({"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?\\+0[789]:00$",)"
                     R"("description":"an instant with the zone's offset: 2027-06-30T23:59:59+07:00; closes is the last one"})",
         R"({"type":"string"})"},
    Mark{"@duration", R"({"type":"string","pattern":"^P([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+S)?)?$","description":"for how long a result may be objected to: P5D is five days"})",
         R"({"type":"string"})"},
    Mark{"@decimal", R"({"type":"string","pattern":"^-?[0-9]+(\\.[0-9]{1,9})?$","description":"a decimal in quotes: \"12.5\""})", R"({"type":"string"})"},
    Mark{"@slug", R"("pattern":"^[a-z0-9]([a-z0-9-]{1,62})[a-z0-9]$",)", ""},
    Mark{"@decision", {}, {}},
};

std::string schema_with(std::string_view Mark::*text) {
  std::string whole(schema);
  for (const Mark& mark : marks) {
    const std::string_view said = mark.mark == "@decision" ? decision_policy_schema() : mark.*text;
    for (auto at = whole.find(mark.mark); at != whole.npos; at = whole.find(mark.mark, at + said.size())) whole.replace(at, mark.mark.size(), said);
  }
  return whole;
}

}  // namespace

std::string_view rulebook_schema() {
  static const std::string whole = schema_with(&Mark::served);
  return whole;
}

std::string_view checked_rulebook_schema() {
  static const std::string whole = schema_with(&Mark::checked);
  return whole;
}

}  // namespace jejak::workflows
