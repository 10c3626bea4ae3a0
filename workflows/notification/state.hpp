#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>

#include "engine/core/event.hpp"
#include "engine/core/rejection.hpp"
#include "engine/runtime/world.hpp"

namespace jejak::workflows {

inline constexpr std::size_t webhooks_max = 100;  // of a server, mailings counted with them, removed ones left out

// Stream `webhooks`: WebhookRegistered {id, organizer, url, kinds [kind], label?, secret: personal}, WebhookRemoved {id, organizer}. Without an
// organizer (empty) a webhook hears of everybody's. What a mailing records there is in mailing.hpp.
struct Webhooks {
  struct Webhook {
    std::string organizer;
    bool by_mail = false;  // a mailing
    std::set<std::string, std::less<>> kinds;
    Position since = 0;  // it hears of what comes after
  };
  std::map<std::string, Webhook, std::less<>> by_id;  // without those that were removed
};
void evolve(Webhooks& webhooks, const Event& event);
std::optional<Rejection> refuse_more_channels(World& world);  // there are webhooks_max

// Stream `notification-<id>`:
//   NotificationQueued {id, webhook, kind, organizer, competition, proposal, to, to_id, about {position, type}, text {id, en}, held}
//   NotificationReleased {id, organizer}                      by a human, where it was held
//   NotificationDiscarded {id, organizer, reason}             the same
//   NotificationDelivered {id, organizer, attempt, status}
//   NotificationFailed {id, organizer, attempt, error, next_attempt_at?}   without an instant nothing more is tried
struct Notification {
  enum class Status { none, held, queued, delivered, failed, discarded };
  Status status = Status::none;
  std::string organizer;
  std::int64_t attempts = 0;
};
void evolve(Notification& notification, const Event& event);

}  // namespace jejak::workflows
