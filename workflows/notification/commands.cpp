#include <array>

#include "workflows/assessment/state.hpp"
#include "workflows/commands.hpp"
#include "workflows/competition/state.hpp"
#include "workflows/field.hpp"
#include "workflows/notification/mailing.hpp"
#include "workflows/notification/queue.hpp"
#include "workflows/notification/reminder.hpp"
#include "workflows/notification/state.hpp"
#include "workflows/organizer/state.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

namespace {

constexpr std::string_view webhook_body = R"({
"type":"object","additionalProperties":false,"required":["url","kinds","secret"],"properties":{
 "organizer":{"type":"string","minLength":1,"maxLength":64,"description":"whose notifications; an admin may leave it out and hear of everybody's"},
 "url":{"type":"string","minLength":1,"maxLength":500,"description":"https://..., or http://... within an own network"},
 "kinds":{"type":"array","minItems":1,"maxItems":50,"items":{"type":"string","enum":["proposal_entered","proposal_moved","stage_result","stage_decided","award_granted","award_revoked","window_extended","late_entry","deadline_moved",
  "objection","juror_invited","juror_assigned","coaching_note","slot_scheduled","promoted","replication_requested","replication_progress","reminder","juror_key_issued","sheet_returned"]}},
 "label":{"type":"string","minLength":1,"maxLength":200},
 "secret":{"type":"string","minLength":38,"maxLength":100,"description":"whsec_ and 24 to 64 random bytes in base64; what is sent is signed with it"}}})";

constexpr std::string_view empty_body = R"({"type":"object","additionalProperties":false,"properties":{}})";

constexpr std::string_view discard_body = R"({
"type":"object","additionalProperties":false,"required":["reason"],"properties":{"reason":{"type":"string","minLength":1,"maxLength":2000}}})";

// Given by the program itself.
constexpr std::string_view queue_body = R"({
"type":"object","additionalProperties":false,"required":["position","type","stream","data"],"properties":{
 "position":{"type":"integer","minimum":1},"type":{"type":"string","minLength":1},"stream":{"type":"string","minLength":1},"data":{"type":"object"}}})";
constexpr std::string_view delivery_body = R"({
"type":"object","additionalProperties":false,"required":["attempt"],"properties":{
 "attempt":{"type":"integer","minimum":1},"status":{"type":"integer"},"error":{"type":"string","maxLength":300},"next_attempt_at":{"type":"string","format":"date-time"}}})";

// An address that is one on a line of a request and leads to a server: the rest is for whoever delivers to find out.
bool is_address(std::string_view url) {
  const bool scheme = url.starts_with("https://") || url.starts_with("http://");
  for (const char c : url)
    if (c <= ' ' || c == '"' || c == '<' || c == '>' || c == '\\' || static_cast<unsigned char>(c) >= 0x7f) return false;
  const std::string_view host = url.substr(url.find("//") + 2);
  return scheme && !host.empty() && host.front() != '/' && host.substr(0, host.find('/')).find('@') == std::string_view::npos;
}

bool is_secret(std::string_view secret) {
  constexpr std::string_view prefix = "whsec_";
  if (!secret.starts_with(prefix)) return false;
  const auto bytes = from_base64(secret.substr(prefix.size()));
  return bytes && bytes->size() >= 24 && bytes->size() <= 64;
}

Decision register_webhook(World& world, const Command& command) {
  const auto& body = command.body;
  const std::string organizer(text_of(body, "organizer"));
  if (organizer.empty() && (command.caller.role == Role::secretariat || !command.caller.organizer.empty()))
    return invalid("invalid_body", "/organizer", {"is required: your key is bound to one organizer", "wajib diisi: kunci Anda terikat pada satu penyelenggara"});
  if (!organizer.empty() && world.read<Organizer>(stream_of("organizer", organizer)).id.empty()) return not_found("organizer", organizer);
  if (!organizer.empty() && !serves(command.caller, organizer))
    return forbidden({"A webhook is registered by its own organizer.", "Webhook didaftarkan oleh penyelenggaranya sendiri."});
  if (!is_address(text_of(body, "url")))
    return invalid("invalid_body", "/url", {"must be https://host/path without a user name, spaces or quotes", "harus https://host/path tanpa nama pengguna, spasi, atau tanda kutip"});
  if (!is_secret(text_of(body, "secret")))
    return invalid("invalid_body", "/secret", {"must be whsec_ and 24 to 64 bytes in base64", "harus whsec_ dan 24 sampai 64 byte dalam base64"});
  if (auto full = refuse_more_channels(world)) return *full;
  const std::string id = world.new_id();
  json::object data{{"id", id}, {"organizer", organizer}, {"secret", personal(stream_of("webhook", id), body.at("secret"))}};
  for (const std::string_view key : {"url", "kinds", "label"}) copy_member(body, key, data);
  return Accepted{{{"webhooks", "WebhookRegistered", std::move(data)}}, {{"id", id}}};
}

Decision remove_webhook(World& world, const Command& command) {
  const std::string_view id = path_of(command, "webhook");
  const auto& webhooks = world.read<Webhooks>("webhooks").by_id;
  const auto found = webhooks.find(id);
  const bool own = found != webhooks.end() && !found->second.by_mail && (found->second.organizer.empty() ? command.caller.role != Role::secretariat && command.caller.organizer.empty()
                                                                               : serves(command.caller, found->second.organizer));
  if (!own) return not_found("webhook", id);
  json::object data{{"id", id}, {"organizer", found->second.organizer}};
  return Accepted{{{"webhooks", "WebhookRemoved", std::move(data)}}, {{"id", id}}};
}

Decision queue_notifications(World& world, const Command& command) {
  const auto& body = command.body;
  const auto position = static_cast<Position>(integer_of(body, "position"));
  const About about{position, std::string(text_of(body, "type")), std::to_string(position)};
  auto events = queue(world, about, notices_of(world, about.type, text_of(body, "stream"), object_of(body, "data")));
  json::object answer{{"queued", events.size()}};
  return Accepted{std::move(events), std::move(answer)};
}

// The notification of the path, where it is the caller's organizer's.
Result<const Notification*, Rejection> own_notification(World& world, const Command& command) {
  const std::string_view id = path_of(command, "notification");
  const auto& notification = world.read<Notification>(stream_of("notification", id));
  if (notification.status == Notification::Status::none || !serves(command.caller, notification.organizer)) return not_found("notification", id);
  return &notification;
}

Decision settle_held(World& world, const Command& command, const char* type) {
  const auto notification = own_notification(world, command);
  if (!notification) return notification.error();
  if ((*notification)->status != Notification::Status::held)
    return conflict("not_held", {"This notification is not held.", "Pemberitahuan ini tidak sedang ditahan."});
  const std::string id(path_of(command, "notification"));
  json::object data{{"id", id}, {"organizer", (*notification)->organizer}};
  copy_member(command.body, "reason", data);
  return Accepted{{{stream_of("notification", id), type, std::move(data)}}, {{"id", id}}};
}

Decision release_notification(World& world, const Command& command) { return settle_held(world, command, "NotificationReleased"); }
Decision discard_notification(World& world, const Command& command) { return settle_held(world, command, "NotificationDiscarded"); }

// An attempt that was recorded already is not recorded again.
Decision record_delivery(World& world, const Command& command) {
  const auto notification = own_notification(world, command);
  if (!notification) return notification.error();
  const auto& body = command.body;
  const std::string id(path_of(command, "notification"));
  const std::int64_t attempt = integer_of(body, "attempt");
  if ((*notification)->status != Notification::Status::queued || attempt <= (*notification)->attempts) return Accepted{{}, {{"id", id}}};
  json::object data{{"id", id}, {"organizer", (*notification)->organizer}, {"attempt", attempt}};
  for (const std::string_view key : {"status", "error", "next_attempt_at"}) copy_member(body, key, data);
  const char* type = body.contains("error") ? "NotificationFailed" : "NotificationDelivered";
  return Accepted{{{stream_of("notification", id), type, std::move(data)}}, {{"id", id}}};
}

}  // namespace

std::span<const CommandKind> notification_commands() {
  static const std::array kinds = {
      CommandKind{.name = "RegisterWebhook", .summary = "Asks for notifications of some kinds at an address.", .body_schema = webhook_body, .creates = true, .decide = register_webhook},
      CommandKind{.name = "RemoveWebhook", .summary = "Stops a webhook.", .body_schema = empty_body, .decide = remove_webhook},
      CommandKind{.name = "RegisterMailing", .summary = "Asks for notifications of some kinds by e-mail to whom they concern.", .body_schema = register_mailing_body, .creates = true, .decide = register_mailing},
      CommandKind{.name = "RemoveMailing", .summary = "Stops a mailing.", .body_schema = empty_body, .decide = remove_mailing},
      CommandKind{.name = "QueueNotifications", .summary = "Queues what an event tells to those who asked.", .body_schema = queue_body, .decide = queue_notifications},
      CommandKind{.name = "ReleaseNotification", .summary = "Lets a notification that was held go out.", .body_schema = empty_body, .decide = release_notification},
      CommandKind{.name = "DiscardNotification", .summary = "Keeps a notification that was held from going out, with the reason.", .body_schema = discard_body, .decide = discard_notification},
      CommandKind{.name = "RecordDelivery", .summary = "Records an attempt to deliver a notification.", .body_schema = delivery_body, .decide = record_delivery},
      CommandKind{.name = "Remind", .summary = "Reminds jurors of what they owe, or entrants of drafts that are not submitted.", .body_schema = remind_body, .creates = true, .decide = remind},
  };
  return kinds;
}

}  // namespace jejak::workflows
