#include "tools/local_commands.hpp"

namespace jejak::tools {

CommandOutcome carry_out(CommandProcessor& processor, const workflows::Command& command,
                         const std::string& correlation_id) {
  CommandOutcome outcome = Overloaded{};
  Submission submission;
  submission.decide = [&command](World& world) { return workflows::decide(world, command); };
  submission.actor = command.caller.actor;
  submission.correlation_id = correlation_id;
  submission.reply = [&outcome](CommandOutcome answered) { outcome = std::move(answered); };
  processor.submit(std::move(submission));
  processor.drain();
  return outcome;
}

std::string reason_of(const CommandOutcome& outcome) {
  if (const auto* rejection = std::get_if<Rejection>(&outcome)) {
    return rejection->code + ": " + rejection->message +
           (rejection->details.empty() ? "" : " " + canonical_json(rejection->details));
  }
  if (const auto* failure = std::get_if<Failure>(&outcome)) return failure->message;
  if (std::holds_alternative<Overloaded>(outcome)) return "the command queue is full";
  return {};
}

}  // namespace jejak::tools
