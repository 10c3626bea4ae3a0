#include <algorithm>
#include <array>

#include "workflows/commands.hpp"
#include "workflows/field.hpp"
#include "workflows/instance/decide.hpp"
#include "workflows/proposal/machine.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

namespace {

constexpr std::int64_t days_ahead_max = 3'660;
constexpr std::int64_t microseconds_per_day = 86'400'000'000;

constexpr std::string_view change_body = R"({
"type":"object","additionalProperties":false,"required":["timer","due","reason"],"properties":{
 "timer":{"type":"string","minLength":1,"maxLength":400,"description":"its key, as the document's timers have it"},
 "due":{"type":["string","null"],"maxLength":40,"format":"date-time","description":"the later instant; null cancels it"},
 "reason":{"type":"string","minLength":1,"maxLength":2000}}})";

std::optional<Rejection> refuse_due(Timestamp now, Timestamp was, Timestamp due) {
  const std::string earliest = format_rfc3339(std::max(was, now));
  if (due <= std::max(was, now)) {
    return invalid("invalid_body", "/due", Sentence{"must be after " + earliest + ": a deadline is extended, never cut short",
                                                    "harus sesudah " + earliest + ": tenggat diperpanjang, tidak dipersingkat"});
  }
  if (due.microseconds - now.microseconds <= days_ahead_max * microseconds_per_day) return std::nullopt;
  const std::string days = std::to_string(days_ahead_max);
  return invalid("invalid_body", "/due", Sentence{"must be within " + days + " days from now", "harus dalam " + days + " hari dari sekarang"});
}

Decision change(InstanceMachine& machine, const Command& command, Timestamp now) {
  const std::string_view key = text_of(command.body, "timer");
  json::array pending;
  std::optional<Timestamp> was;
  for (const auto& [timer, due] : machine.pending()) {
    if (timer == key) was = due;
    pending.push_back({{"key", timer}, {"due", format_rfc3339(due)}});
  }
  if (!was) {
    return conflict("no_such_deadline", {"No deadline of that name is pending here.", "Tidak ada tenggat dengan nama itu di sini."},
                    {{"pending", std::move(pending)}});
  }
  const std::string_view until = text_of(command.body, "due");
  const auto due = until.empty() ? std::nullopt : parse_rfc3339(until);
  if (due) {
    if (auto rejection = refuse_due(now, *was, *due)) return *rejection;
  }
  json::object timer{{"key", key}, {"was", format_rfc3339(*was)}};
  if (due) timer["due"] = format_rfc3339(*due);
  json::object answer{{"timer", timer}, {"state", machine.path()}};
  json::object recorded{{"event", due ? "DEADLINE_EXTENDED" : "DEADLINE_CANCELLED"},
                        {"deadline", std::move(timer)},
                        {"reason", text_of(command.body, "reason")}};
  machine.change_timer(key, due, due ? "DeadlineExtended" : "DeadlineCancelled", std::move(recorded));
  return Accepted{machine.take_events(), std::move(answer)};
}

std::optional<Rejection> refuse_stale_version(World& world, const Command& command, const std::string& stream) {
  const StreamVersion current = world.version(stream);
  const auto& expected = command.expected_versions;
  if (expected.empty() || std::ranges::find(expected, current) != expected.end()) return std::nullopt;
  return stale(expected.front(), current);
}

Decision change_of_proposal(World& world, const Command& command) {
  const auto proposal = known_proposal(world, command.caller, path_of(command, "proposal"));
  if (!proposal) return proposal.error();
  if (!serves(command.caller, (*proposal)->organizer))
    return forbidden({"This is for the organizer that holds the competition.", "Ini hanya untuk penyelenggara kompetisi tersebut."});
  if (auto rejection = refuse_stale_version(world, command, stream_of("proposal", (*proposal)->id))) return *rejection;
  auto machine = Machine::resume(world, **proposal);
  if (!machine) return machine.error();
  return change(*machine, command, world.now());
}

Decision change_of_instance(World& world, const Command& command) {
  const auto& instance = world.read<Instance>(stream_of("instance", path_of(command, "instance")));
  if (instance.id.empty() || !serves(command.caller, instance.organizer)) return not_found("instance", path_of(command, "instance"));
  if (auto rejection = refuse_stale_version(world, command, stream_of("instance", instance.id))) return *rejection;
  auto machine = machine_of(world, instance);
  if (!machine) return machine.error();
  return change(*machine, command, world.now());
}

}  // namespace

std::span<const CommandKind> deadline_commands() {
  static constexpr std::array kinds = {
      CommandKind{.name = "ChangeDeadline",
                  .summary = "Extends or cancels a pending deadline of one proposal, with the reason on record.",
                  .body_schema = change_body,
                  .takes_if_match = true,
                  .decide = change_of_proposal},
      CommandKind{.name = "ChangeInstanceDeadline",
                  .summary = "Extends or cancels a pending deadline of one instance, with the reason on record.",
                  .body_schema = change_body,
                  .takes_if_match = true,
                  .decide = change_of_instance},
  };
  return kinds;
}

}  // namespace jejak::workflows
