#include "tools/notifier.hpp"

#include <future>

#include "tools/erasures.hpp"
#include "workflows/command.hpp"
#include "workflows/field.hpp"
#include "workflows/notification/notice.hpp"

namespace jejak::tools {
namespace {

std::optional<Failure> queue(CommandProcessor& processor, const Event& event) {
  workflows::Command command;
  command.name = "QueueNotifications";
  command.caller.actor = "system";
  command.caller.role = workflows::Role::system;
  command.body = {{"position", static_cast<std::int64_t>(event.position)}, {"type", event.type}, {"stream", event.stream}, {"data", workflows::members_of(event.data)}};
  auto done = std::make_shared<std::promise<std::optional<Failure>>>();
  Submission submission;
  submission.decide = [command](World& world) { return workflows::decide(world, command); };
  submission.actor = "system";
  submission.correlation_id = "notifier";
  submission.reply = [done](const CommandOutcome& outcome) {
    const bool settled = std::holds_alternative<Done>(outcome) || std::holds_alternative<Rejection>(outcome);
    done->set_value(settled ? std::nullopt : std::optional(Failure{Failure::Kind::unavailable, "notifications could not be queued"}));
  };
  processor.submit(std::move(submission));
  return done->get_future().get();
}

}  // namespace

Notifier::Notifier(EventLog& log, ViewStore& views, CommandProcessor& processor, std::filesystem::path file)
    : log_(log), views_(views), processor_(processor), file_(std::move(file)) {}

// When the first webhook or mailing was registered; nothing where there is none. Their ids are in order of time.
std::optional<Timestamp> Notifier::first_asked() const {
  std::optional<Timestamp> first;
  for (const char* view : {"webhooks", "mailings"}) {
    const auto page = views_.query({.view = view, .limit = 1});
    if (!page || page->documents.empty()) continue;
    const auto document = parse_own_json(page->documents.front());
    const auto since = document ? parse_rfc3339(workflows::text_of(workflows::members_of(*document), "registered_at")) : std::nullopt;
    if (since && (!first || *since < *first)) first = since;
  }
  return first;
}

void Notifier::wake() {
  if (reactor_ || stopped_) return;
  const auto since = first_asked();
  if (!since) return;
  // Nobody hears of what was before they asked, so the first one's beginning is early enough.
  Position from = read_position(file_);
  if (from == 0) {
    const auto position = log_.position_at(*since);
    from = position && *position > 0 ? *position - 1 : 0;
  }
  Reactor::Reaction reaction;
  reaction.types = workflows::told_types();
  reaction.react = [this](const Event& event) { return queue(processor_, event); };
  reaction.keep = keep_position(file_);
  reactor_ = std::make_unique<Reactor>(log_, from, std::move(reaction));
  reactor_->start();
}

void Notifier::views_advanced() {
  const std::lock_guard lock(mutex_);
  wake();
}

void Notifier::committed(Position position) {
  const std::lock_guard lock(mutex_);
  if (reactor_) reactor_->notify(position);
}

void Notifier::stop() {
  std::unique_ptr<Reactor> last;
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    last = std::move(reactor_);
  }
  if (last) last->stop();
}

}  // namespace jejak::tools
