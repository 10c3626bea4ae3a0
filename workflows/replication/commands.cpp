#include <algorithm>
#include <array>

#include "workflows/award/state.hpp"
#include "workflows/commands.hpp"
#include "workflows/field.hpp"
#include "workflows/organizer/state.hpp"
#include "workflows/proposal/machine.hpp"
#include "workflows/refusal.hpp"
#include "workflows/replication/adoption.hpp"
#include "workflows/replication/region.hpp"
#include "workflows/replication/side.hpp"
#include "workflows/replication/willingness.hpp"

namespace jejak::workflows {

namespace {

constexpr std::string_view request_body = R"({
"type":"object","additionalProperties":false,"required":["organizer","agency"],"properties":{
 "id":{"type":"string","maxLength":64,"format":"uuid","description":"a UUID"},
 "region":{"type":"string","minLength":1,"maxLength":200,"description":"of an organizer that is not registered; else its own is taken"},
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

// Where it is to be replicated: the registered organizer's own region, or what the request says of another.
Result<std::string, Rejection> region_of(World& world, const json::object& body) {
  const auto& organizer = world.read<Organizer>(stream_of("organizer", text_of(body, "organizer")));
  if (!organizer.region.empty()) return organizer.region;
  std::string region(text_of(body, "region"));
  if (!region.empty()) return region;
  return invalid("invalid_body", "/region", {"must be given where the organizer is not registered", "wajib diisi bila penyelenggara tidak terdaftar"});
}

std::optional<Rejection> refuse_request(World& world, const Proposal& proposal, std::string_view by, std::string_view region) {
  if (world.read<Award>(stream_of("award", proposal.id)).revoked)
    return conflict("not_awarded", {"The award of this innovation was revoked.", "Penghargaan inovasi ini telah dicabut."});
  const auto& adoption = world.read<Adoption>(stream_of("innovation", proposal.id));
  if (adoption.unwilling) {
    json::object details;
    if (!adoption.note.empty()) details["note"] = adoption.note;
    return conflict("not_willing", {"This innovation is not to be replicated, as those whose it is declared.",
                                    "Pemilik inovasi menyatakan tidak bersedia direplikasi."}, std::move(details));
  }
  const auto& own = world.read<Organizer>(stream_of("organizer", proposal.local_organizer)).region;
  if (region_key(own) == region_key(region))
    return conflict("same_region", {"An innovation is replicated in another region than its own.", "Replikasi dilakukan di daerah lain, bukan daerah asal inovasi."},
                    {{"region", own}});
  const auto known = adoption.adopters.find(adopter_key(by));
  if (known == adoption.adopters.end() || world.read<Replication>(stream_of("replication", known->second)).status == "abandoned") return std::nullopt;
  return conflict("already_replicating", {"That organizer replicates this innovation already.", "Penyelenggara tersebut sudah mereplikasi inovasi ini."},
                  {{"replication", known->second}});
}

std::vector<NewEvent> requested(const Proposal& proposal, json::object data, const json::object& body) {
  for (const std::string_view key : {"agency", "note"}) copy_member(body, key, data);
  const std::string id(text_of(data, "id"));
  const std::string_view by = text_of(body, "organizer");
  data["innovation"] = proposal.id;
  data["title"] = proposal.title;
  data["competition"] = proposal.competition;
  data["organizer"] = proposal.organizer;
  data["by_organizer"] = by;
  data["entrant"] = proposal.entrant;
  json::object listed{{"innovation", proposal.id}, {"competition", proposal.competition}, {"replication", id}, {"by_organizer", by}, {"adopter_key", adopter_key(by)}};
  return {{stream_of("replication", id), "ReplicationRequested", std::move(data)}, {stream_of("innovation", proposal.id), "AdopterListed", std::move(listed)}};
}

Decision request_replication(World& world, const Command& command) {
  const std::string_view innovation = path_of(command, "innovation");
  const auto& proposal = world.read<Proposal>(stream_of("proposal", innovation));
  if (proposal.id.empty() || !world.read<Award>(stream_of("award", innovation)).granted) return not_found("innovation", innovation);
  const std::string_view by = text_of(command.body, "organizer");
  const Sides sides = sides_of(world, command.caller, proposal, by);
  if (sides.none() && command.caller.role == Role::proposer) return not_found("innovation", innovation);
  if (sides.none())
    return forbidden({"A replication is requested by the organizer that replicates, or by the innovation's own.",
                      "Replikasi diminta oleh penyelenggara yang mereplikasi atau pemilik inovasi."});
  auto region = region_of(world, command.body);
  if (!region) return region.error();
  if (auto refused = refuse_request(world, proposal, by, *region)) return *refused;
  auto id = choose_id(world, command.body, "replication");
  if (!id) return id.error();
  Accepted accepted;
  const bool by_owner = sides.owner && (!sides.replicating || sides.reported);
  accepted.events = requested(proposal, {{"id", *id}, {"region", *region}, {"requested_by", by_owner ? "owner" : "replicating"}}, command.body);
  accepted.answer = {{"id", *id}, {"status", "requested"}};
  tell_machine(world, proposal, 1, 0, accepted.events);
  return accepted;
}

std::optional<Rejection> refuse_step(const Replication& replication, const std::string& to) {
  const std::string& from = replication.status;
  if (std::ranges::any_of(steps, [&](const Step& step) { return step.from == from && step.to == to; })) return std::nullopt;
  json::array allowed;
  for (const Step& step : steps) {
    if (step.from == from) allowed.emplace_back(step.to);
  }
  return conflict("no_such_step", {"A replication cannot go from " + from + " to " + to + ".",
                                   "Replikasi tidak dapat beralih dari " + from + " ke " + to + "."},
                  {{"allowed", std::move(allowed)}});
}

std::optional<Rejection> refuse_side(const Replication& replication, const Sides& sides, std::string_view to) {
  const std::string_view by = whose_step(replication, to);
  if (by.empty() || (by == "owner" ? sides.owner : sides.replicating)) return std::nullopt;
  const bool owner = by == "owner";
  return conflict("not_your_step", owner ? Sentence{"That is for those whose innovation it is to say.", "Langkah itu dinyatakan oleh pemilik inovasi."}
                                         : Sentence{"That is for the organizer that replicates to say.", "Langkah itu dinyatakan oleh penyelenggara yang mereplikasi."},
                  {{"by", by}, {"organizer", owner ? replication.organizer : replication.by_organizer}});
}

Decision advance_replication(World& world, const Command& command) {
  const std::string_view id = path_of(command, "replication");
  const auto& replication = world.read<Replication>(stream_of("replication", id));
  if (replication.id.empty()) return not_found("replication", id);
  const auto& proposal = world.read<Proposal>(stream_of("proposal", replication.innovation));
  const Sides sides = sides_of(world, command.caller, proposal, replication.by_organizer);
  if (sides.none() && command.caller.role == Role::proposer) return not_found("replication", id);
  if (sides.none())
    return forbidden({"Only the organizers concerned may report on this replication.",
                      "Hanya penyelenggara terkait yang boleh melaporkan replikasi ini."});
  const std::string to(text_of(command.body, "to"));
  const std::string from = replication.status;
  if (auto refused = refuse_step(replication, to)) return *refused;
  if (auto refused = refuse_side(replication, sides, to)) return *refused;
  if (to == "abandoned" && !command.body.contains("note"))
    return invalid("invalid_body", "/note", {"must say why the replication stopped", "harus menyebutkan alasan replikasi berhenti"});
  json::object data{{"id", id}, {"innovation", replication.innovation}, {"entrant", replication.entrant}, {"from", from}, {"to", to}};
  for (const std::string_view key : {"adaptation", "note"}) copy_member(command.body, key, data);
  if (sides.reported && whose_step(replication, to) == "replicating") data["reported_by"] = "owner";
  Accepted accepted;
  accepted.events.push_back({stream_of("replication", id), "ReplicationAdvanced", std::move(data)});
  accepted.answer = {{"id", id}, {"from", from}, {"status", to}};
  const std::int64_t adopted = to == from ? 0 : to == "established" ? 1 : from == "established" ? -1 : 0;
  const std::int64_t left = to == "abandoned" ? -1 : 0;
  if (adopted != 0 || left != 0) tell_machine(world, proposal, left, adopted, accepted.events);
  return accepted;
}

}  // namespace

std::span<const CommandKind> replication_commands() {
  static const std::array kinds = {
      CommandKind{.name = "RequestReplication",
                  .summary = "Records that another agency is to replicate an awarded innovation.",
                  .body_schema = request_body,
                  .creates = true,
                  .decide = request_replication},
      CommandKind{.name = "AdvanceReplication",
                  .summary = "Reports how far a replication has come.",
                  .body_schema = advance_body,
                  .decide = advance_replication},
      CommandKind{.name = "DeclareWillingness",
                  .summary = "Says whether an awarded innovation may be asked for by those who would replicate it.",
                  .body_schema = willingness_body,
                  .decide = declare_willingness},
  };
  return kinds;
}

}  // namespace jejak::workflows
