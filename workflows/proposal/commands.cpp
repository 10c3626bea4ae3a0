#include <array>

#include "workflows/commands.hpp"
#include "workflows/proposal/decide.hpp"

namespace jejak::workflows {

namespace {

constexpr std::string_view enter_body = R"({
"type":"object","additionalProperties":false,"required":["entrant","title","category"],"properties":{
 "id":{"type":"string","maxLength":64,"format":"uuid","description":"a UUID"},
 "entrant":{"type":"string","minLength":1,"maxLength":64},
 "title":{"type":"string","minLength":1,"maxLength":200},
 "category":{"type":"string","minLength":1,"maxLength":100},
 "elements":{"type":"array","maxItems":100,"items":{"type":"string","minLength":1,"maxLength":100}},
 "group":{"type":"string","minLength":1,"maxLength":100},
 "started_on":{"type":"string","minLength":1,"maxLength":10,"format":"date","description":"a date such as 2020-01-31"}}})";

constexpr std::string_view correct_body = R"({
"type":"object","additionalProperties":false,"minProperties":1,"properties":{
 "title":{"type":"string","minLength":1,"maxLength":200},
 "category":{"type":"string","minLength":1,"maxLength":100},
 "elements":{"type":"array","maxItems":100,"items":{"type":"string","minLength":1,"maxLength":100}},
 "group":{"type":"string","minLength":1,"maxLength":100},
 "started_on":{"type":"string","minLength":1,"maxLength":10,"format":"date","description":"a date such as 2020-01-31"},
 "reason":{"type":"string","minLength":1,"maxLength":2000,"description":"required of whoever is not the entrant"}}})";

constexpr std::string_view answer_body = R"({
"type":"object","additionalProperties":false,"required":["answers"],"properties":{
 "answers":{"type":"object","maxProperties":100,"additionalProperties":{"type":"string","maxLength":20000}}}})";

constexpr std::string_view transition_body = R"({
"type":"object","additionalProperties":false,"required":["type"],"properties":{
 "type":{"type":"string","minLength":1,"maxLength":100},
 "data":{"type":"object","maxProperties":100}}})";

constexpr std::string_view promote_body = R"({
"type":"object","additionalProperties":false,"required":["competition"],"properties":{
 "id":{"type":"string","maxLength":64,"format":"uuid","description":"a UUID"},
 "competition":{"type":"string","minLength":1,"maxLength":64},
 "title":{"type":"string","minLength":1,"maxLength":200},
 "category":{"type":"string","minLength":1,"maxLength":100},
 "elements":{"type":"array","maxItems":100,"items":{"type":"string","minLength":1,"maxLength":100}},
 "group":{"type":"string","minLength":1,"maxLength":100},
 "started_on":{"type":"string","minLength":1,"maxLength":10,"format":"date","description":"a date such as 2020-01-31"},
 "note":{"type":"string","minLength":1,"maxLength":2000}}})";

constexpr std::string_view merge_body = R"({
"type":"object","additionalProperties":false,"required":["into","reason"],"properties":{
 "into":{"type":"string","minLength":1,"maxLength":64},
 "reason":{"type":"string","minLength":1,"maxLength":2000}}})";

constexpr std::string_view empty_body = R"({"type":"object","additionalProperties":false,"properties":{}})";

constexpr std::string_view timer_body = R"({
"type":"object","additionalProperties":false,"required":["stream","key"],"properties":{
 "stream":{"type":"string","minLength":1,"maxLength":200},
 "key":{"type":"string","minLength":1,"maxLength":400}}})";

}  // namespace

std::span<const CommandKind> proposal_commands() {
  static constexpr std::array kinds = {
      CommandKind{.name = "EnterProposal",
                  .summary = "Enters a proposal; its machine starts at the sosialisasi.",
                  .body_schema = enter_body,
                  .creates = true,
                  .decide = enter_proposal},
      CommandKind{.name = "CorrectProposal",
                  .summary = "Puts right what an entry says: title, category, elements, group, start.",
                  .body_schema = correct_body,
                  .takes_if_match = true,
                  .decide = correct_proposal},
      CommandKind{.name = "AnswerProposal",
                  .summary = "Replaces all answers of a draft or a returned proposal.",
                  .body_schema = answer_body,
                  .takes_if_match = true,
                  .needs_if_match = true,
                  .decide = answer_proposal},
      CommandKind{.name = "SendTransition",
                  .summary = "Sends an event to the proposal's machine.",
                  .body_schema = transition_body,
                  .takes_if_match = true,
                  .decide = send_transition},
      CommandKind{.name = "ListTransitions",
                  .summary = "Lists what the caller may do now, and what stands in the way of the rest.",
                  .body_schema = empty_body,
                  .query = true,
                  .decide = list_transitions},
      CommandKind{.name = "ListChecks",
                  .summary = "The administrative tick-list with what the program computes: age, prior awards.",
                  .body_schema = empty_body,
                  .query = true,
                  .decide = list_checks},
      CommandKind{.name = "PromoteProposal",
                  .summary = "Enters a winner in the competition of an organizer above, with its history linked.",
                  .body_schema = promote_body,
                  .creates = true,
                  .decide = promote_proposal},
      CommandKind{.name = "MergeProposals",
                  .summary = "Takes a duplicate out of the race in favour of another proposal, with the reason.",
                  .body_schema = merge_body,
                  .decide = merge_proposals},
  };
  return kinds;
}

std::span<const CommandKind> timer_commands() {
  static constexpr std::array kinds = {
      CommandKind{.name = "FireTimer",
                  .summary = "Fires a pending timer that is due.",
                  .body_schema = timer_body,
                  .decide = fire_timer},
  };
  return kinds;
}

}  // namespace jejak::workflows
