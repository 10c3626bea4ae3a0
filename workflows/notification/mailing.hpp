#pragma once
#include "workflows/command.hpp"

namespace jejak::workflows {

// A mailing tells by e-mail what a webhook tells a program: entrants and jurors at their own addresses, the organizer at the office's.
// On the stream `webhooks`, beside them: MailingRegistered {id, organizer, kinds [kind], label?, office?: personal}, MailingRemoved {id, organizer}.
extern const std::string_view register_mailing_body;
Decision register_mailing(World& world, const Command& command);
Decision remove_mailing(World& world, const Command& command);

}  // namespace jejak::workflows
