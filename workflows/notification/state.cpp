#include "workflows/notification/state.hpp"

#include "workflows/field.hpp"
#include "workflows/refusal.hpp"

namespace jejak::workflows {

void evolve(Webhooks& webhooks, const Event& event) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "WebhookRemoved" || type == "MailingRemoved") webhooks.by_id.erase(std::string(text_of(data, "id")));
  const bool by_mail = type == "MailingRegistered";
  if (type != "WebhookRegistered" && !by_mail) return;
  Webhooks::Webhook webhook{std::string(text_of(data, "organizer")), by_mail, {}, event.position};
  for (const json::value& kind : array_of(data, "kinds")) webhook.kinds.emplace(kind.get_string());
  webhooks.by_id[std::string(text_of(data, "id"))] = std::move(webhook);
}

std::optional<Rejection> refuse_more_channels(World& world) {
  if (world.read<Webhooks>("webhooks").by_id.size() < webhooks_max) return std::nullopt;
  return conflict("too_many_webhooks", {"There are " + std::to_string(webhooks_max) + " webhooks and mailings already: remove one first.",
                                        "Sudah ada " + std::to_string(webhooks_max) + " webhook dan surat elektronik: hapus satu dulu."});
}

void evolve(Notification& notification, const Event& event) {
  using enum Notification::Status;
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "NotificationQueued") {
    notification.status = flag_of(data, "held") ? held : queued;
    notification.organizer = text_of(data, "organizer");
  } else if (type == "NotificationReleased") {
    notification.status = queued;
  } else if (type == "NotificationDiscarded") {
    notification.status = discarded;
  } else if (type == "NotificationDelivered") {
    notification.status = delivered;
    notification.attempts = integer_of(data, "attempt");
  } else if (type == "NotificationFailed") {
    notification.attempts = integer_of(data, "attempt");
    if (!data.contains("next_attempt_at")) notification.status = failed;
  }
}

}  // namespace jejak::workflows
