#include <algorithm>
#include <array>

#include "workflows/award/state.hpp"
#include "workflows/commands.hpp"
#include "workflows/field.hpp"
#include "workflows/proposal/machine.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"
#include "workflows/replication/state.hpp"

namespace jejak::workflows {

namespace {

constexpr std::string_view request_body = R"({
"type":"object","additionalProperties":false,"required":["region","organizer","agency"],"properties":{
 "id":{"type":"string","maxLength":64,"format":"uuid","description":"a UUID"},
 "region":{"type":"string","minLength":1,"maxLength":200},
 "organizer":{"type":"string","minLength":1,"maxLength":200},
 "agency":{"type":"string","minLength":1,"maxLength":200},
 "note":{"type":"string","minLength":1,"maxLength":2000}}})";

constexpr std::string_view advance_body = R"({
"type":"object","additionalProperties":false,"required":["to"],"properties":{
 "to":{"type":"string","enum":["agreed","running","established","abandoned"]},
 "adaptation":{"type":"string","minLength":1,"maxLength":2000,"description":"what was made different for the new place"},
 "note":{"type":"string","minLength":1,"maxLength":2000}}})";

struct Step {
  std::string_view from;
  std::string_view to;
};
constexpr std::array steps = {Step{"requested", "agreed"},    Step{"requested", "abandoned"},
                              Step{"agreed", "running"},      Step{"agreed", "abandoned"},
                              Step{"running", "established"}, Step{"running", "abandoned"},
                              Step{"established", "established"},  // looked at again: still alive
                              Step{"established", "abandoned"}};

// Tells the innovation's machine how many replications there are. One that is past caring (its award revoked, its
// replication closed) does not stand in the way of the replication itself.
void tell_machine(World& world, const Proposal& proposal, std::int64_t more, std::int64_t more_adopted,
                  std::vector<NewEvent>& events) {
  auto machine = Machine::resume(world, proposal);
  if (!machine) return;
  const auto& context = object_of(members_of(proposal.state), "context");
  const json::object data{{"replications", integer_of(context, "replications") + more},
                          {"adoptions", integer_of(context, "adoptions") + more_adopted}};
  if (machine->send("REPLICATION_CHANGED", data)) return;
  for (auto& event : machine->take_events()) events.push_back(std::move(event));
}

Decision request_replication(World& world, const Command& command) {
  const std::string_view innovation = path_of(command, "innovation");
  const auto& body = command.body;
  const auto& proposal = world.read<Proposal>(stream_of("proposal", innovation));
  if (proposal.id.empty()) return not_found("innovation", innovation);
  const auto& award = world.read<Award>(stream_of("award", innovation));
  const std::string_view by = text_of(body, "organizer");
  if (!award.granted) return not_found("innovation", innovation);
  if (!serves(command.caller, by) && !serves(command.caller, proposal.organizer))
    return forbidden({"A replication is requested by the organizer that replicates, or by the innovation's own.",
                      "Replikasi diminta oleh penyelenggara yang mereplikasi atau pemilik inovasi."});
  if (award.revoked)
    return conflict("not_awarded", {"The award of this innovation was revoked.", "Penghargaan inovasi ini telah dicabut."});
  auto id = choose_id(world, body, "replication");
  if (!id) return id.error();
  json::object data{{"id", *id},
                    {"innovation", proposal.id},
                    {"title", proposal.title},
                    {"competition", proposal.competition},
                    {"organizer", proposal.organizer},
                    {"by_organizer", by},
                    {"region", text_of(body, "region")},
                    {"agency", text_of(body, "agency")},
                    {"entrant", proposal.entrant}};
  copy_member(body, "note", data);
  Accepted accepted;
  accepted.events.push_back({stream_of("replication", *id), "ReplicationRequested", std::move(data)});
  accepted.answer = {{"id", *id}, {"status", "requested"}};
  tell_machine(world, proposal, 1, 0, accepted.events);
  return accepted;
}

Decision advance_replication(World& world, const Command& command) {
  const std::string_view id = path_of(command, "replication");
  const auto& replication = world.read<Replication>(stream_of("replication", id));
  if (replication.id.empty()) return not_found("replication", id);
  if (!serves(command.caller, replication.by_organizer) && !serves(command.caller, replication.organizer))
    return forbidden({"Only the organizers concerned may report on this replication.",
                      "Hanya penyelenggara terkait yang boleh melaporkan replikasi ini."});
  const std::string to(text_of(command.body, "to"));
  const std::string from = replication.status;
  const bool known = std::ranges::any_of(steps, [&](const Step& step) { return step.from == from && step.to == to; });
  if (!known) {
    json::array allowed;
    for (const Step& step : steps) {
      if (step.from == from) allowed.emplace_back(step.to);
    }
    return conflict("no_such_step", {"A replication cannot go from " + from + " to " + to + ".",
                                     "Replikasi tidak dapat beralih dari " + from + " ke " + to + "."},
                    {{"allowed", std::move(allowed)}});
  }
  if (to == "abandoned" && !command.body.contains("note"))
    return invalid("invalid_body", "/note", {"must say why the replication stopped", "harus menyebutkan alasan replikasi berhenti"});
  json::object data{{"id", id}, {"innovation", replication.innovation}, {"entrant", replication.entrant}, {"from", from}, {"to", to}};
  for (const std::string_view key : {"adaptation", "note"}) copy_member(command.body, key, data);
  Accepted accepted;
  accepted.events.push_back({stream_of("replication", id), "ReplicationAdvanced", std::move(data)});
  accepted.answer = {{"id", id}, {"from", from}, {"status", to}};
  const std::int64_t adopted = to == from ? 0 : to == "established" ? 1 : from == "established" ? -1 : 0;
  const std::int64_t left = to == "abandoned" ? -1 : 0;
  const auto& proposal = world.read<Proposal>(stream_of("proposal", replication.innovation));
  if (adopted != 0 || left != 0) tell_machine(world, proposal, left, adopted, accepted.events);
  return accepted;
}

}  // namespace

std::span<const CommandKind> replication_commands() {
  static constexpr std::array kinds = {
      CommandKind{.name = "RequestReplication",
                  .summary = "Records that another agency is to replicate an awarded innovation.",
                  .body_schema = request_body,
                  .creates = true,
                  .decide = request_replication},
      CommandKind{.name = "AdvanceReplication",
                  .summary = "Reports how far a replication has come.",
                  .body_schema = advance_body,
                  .decide = advance_replication},
  };
  return kinds;
}

}  // namespace jejak::workflows
