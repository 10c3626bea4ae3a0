#include "tools/timer_source.hpp"

#include "api/http/log.hpp"
#include "tools/local_commands.hpp"
#include "workflows/command.hpp"

namespace jejak::tools {
namespace {

std::vector<DueTimer> first_timers(ViewStore& views, std::size_t max) {
  ViewQuery query;
  query.view = "timers";
  query.sort = "due";
  query.limit = static_cast<std::uint32_t>(max);
  const auto page = views.query(query);
  std::vector<DueTimer> timers;
  if (!page) return timers;
  for (const std::string& document : page->documents) {
    const auto timer = parse_own_json(document);
    if (!timer) continue;
    const json::object& fields = timer->as_object();
    timers.push_back({std::string(fields.at("stream").as_string()), std::string(fields.at("key").as_string()),
                      Timestamp{fields.at("due").to_number<std::int64_t>()}});
  }
  return timers;
}

void fire(CommandProcessor& processor, const DueTimer& timer) {
  workflows::Command command;
  command.name = "FireTimer";
  command.caller.actor = "system";
  command.caller.role = workflows::Role::system;
  command.body = {{"stream", timer.stream}, {"key", timer.key}};
  Submission submission;
  submission.decide = [command](World& world) { return workflows::decide(world, command); };
  submission.actor = "system";
  submission.correlation_id = "timer";
  submission.reply = [timer](const CommandOutcome& outcome) {
    const std::string reason = reason_of(outcome);
    if (!reason.empty()) http::log_error("timer " + timer.key + " of " + timer.stream + " was not fired: " + reason);
  };
  processor.submit(std::move(submission));
}

}  // namespace

std::vector<DueTimer> due_timers(ViewStore& views, Timestamp now, std::size_t max) {
  std::vector<DueTimer> timers = first_timers(views, max);
  std::erase_if(timers, [&](const DueTimer& timer) { return timer.due > now; });
  return timers;
}

std::optional<Timestamp> next_due(ViewStore& views) {
  const auto timers = first_timers(views, 1);
  return timers.empty() ? std::nullopt : std::optional(timers.front().due);
}

TimerSource timer_source(ViewStore& views, CommandProcessor& processor) {
  TimerSource source;
  source.find_due = [&views](Timestamp now, std::size_t max) { return due_timers(views, now, max); };
  source.next_due = [&views] { return next_due(views); };
  source.fire = [&processor](const DueTimer& timer) { fire(processor, timer); };
  return source;
}

}  // namespace jejak::tools
