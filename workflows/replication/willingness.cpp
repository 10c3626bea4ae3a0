#include "workflows/replication/willingness.hpp"

#include "workflows/award/state.hpp"
#include "workflows/field.hpp"
#include "workflows/refusal.hpp"
#include "workflows/replication/side.hpp"

namespace jejak::workflows {

const std::string_view willingness_body = R"({
"type":"object","additionalProperties":false,"required":["willing"],"properties":{
 "willing":{"type":"boolean"},
 "note":{"type":"string","minLength":1,"maxLength":2000}}})";

Decision declare_willingness(World& world, const Command& command) {
  const std::string_view innovation = path_of(command, "innovation");
  const auto& proposal = world.read<Proposal>(stream_of("proposal", innovation));
  if (proposal.id.empty() || !world.read<Award>(stream_of("award", innovation)).granted) return not_found("innovation", innovation);
  if (!sides_of(world, command.caller, proposal, {}).owner) {
    if (command.caller.role == Role::proposer) return not_found("innovation", innovation);
    return forbidden({"Whether an innovation may be replicated is said by its entrant or its organizer.",
                      "Kesediaan replikasi dinyatakan oleh inovator atau penyelenggaranya."});
  }
  json::object data{{"innovation", proposal.id}, {"competition", proposal.competition}, {"organizer", proposal.organizer},
                    {"entrant", proposal.entrant}, {"willing", flag_of(command.body, "willing")}};
  copy_member(command.body, "note", data);
  json::object answer{{"innovation", proposal.id}, {"willing", data.at("willing")}};
  return Accepted{{{stream_of("innovation", proposal.id), "WillingnessDeclared", std::move(data)}}, std::move(answer)};
}

}  // namespace jejak::workflows
