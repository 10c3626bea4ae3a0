#include "tools/deliveries.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <future>

#include "engine/runtime/seal.hpp"
#include "tools/webhook_signature.hpp"
#include "workflows/command.hpp"
#include "workflows/field.hpp"
#include "workflows/notification/mail.hpp"

namespace jejak::tools {
namespace {

using workflows::text_of;

// After how long it is tried again, as Standard Webhooks suggests; after the last one it is given up.
constexpr std::array<std::int64_t, 7> waits_s = {5, 300, 1'800, 7'200, 18'000, 36'000, 36'000};
constexpr std::int64_t attempts_max = static_cast<std::int64_t>(waits_s.size()) + 1;
constexpr std::int64_t rest_us = 30'000'000;  // between looks while nothing is heard

}  // namespace

struct Deliveries::Due {
  json::object notification;
  std::int64_t attempt = 0;
};

Deliveries::Deliveries(ViewStore& views, Vault& vault, CommandProcessor& processor, Clock& clock, DeliveryRules rules)
    : views_(views), vault_(vault), processor_(processor), clock_(clock), rules_(std::move(rules)) {}

Deliveries::~Deliveries() { stop(); }

void Deliveries::start() {
  thread_ = std::thread([this] { run(); });
}

void Deliveries::notify() {
  const std::lock_guard lock(mutex_);
  changed_ = true;
  woken_.notify_one();
}

void Deliveries::stop() {
  stopping_ = true;
  notify();
  if (thread_.joinable()) thread_.join();
}

// The one that has been due longest; what was attempted and is not in the views yet is passed over.
std::optional<Deliveries::Due> Deliveries::next() {
  rest_us_ = rest_us;
  const auto page = views_.query({.view = "notifications", .filters = {{"status", "queued"}}, .sort = "due", .limit = 50});
  if (!page) return std::nullopt;
  if (page->documents.empty()) attempted_.clear();
  for (const std::string& bytes : page->documents) {
    auto document = parse_own_json(bytes);
    if (!document || !document->is_object()) continue;
    json::object& notification = document->get_object();
    const std::int64_t wait_us = workflows::integer_of(notification, "due") - clock_.now().microseconds;
    if (wait_us > 0) {
      rest_us_ = std::min(rest_us_, wait_us);
      return std::nullopt;
    }
    const std::int64_t made = workflows::integer_of(notification, "attempts");
    const auto known = attempted_.find(std::string(text_of(notification, "id")));
    if (known != attempted_.end() && known->second > made) continue;
    return Due{std::move(notification), made + 1};
  }
  return std::nullopt;
}

// The document as who delivers sees it, with what is sealed; nothing where there is none.
Result<std::optional<json::object>, Failure> Deliveries::find_opened(std::string_view view, std::string_view key) {
  const auto found = views_.find(view, key);
  if (!found) return found.error();
  if (!*found) return std::optional<json::object>();
  auto document = parse_own_json(**found);
  if (!document || !document->is_object()) return Failure{Failure::Kind::corrupt, "a document of " + std::string(view) + " is not JSON"};
  open_sealed(*document, vault_, true);
  return std::optional(std::move(document->get_object()));
}

void Deliveries::deliver(const Due& due) {
  const std::string_view channel = text_of(due.notification, "webhook");
  const auto webhook = find_opened("webhooks", channel);
  const auto mailing = find_opened("mailings", channel);
  if (!webhook || !mailing) return;  // the store is out of reach: later
  PostOutcome outcome;
  std::int64_t attempt = due.attempt;
  if (*webhook) {
    outcome = post(due, **webhook);
  } else if (*mailing) {
    outcome = mail(due, **mailing);
  } else {
    outcome.error = "the webhook or mailing was removed";
    attempt = attempts_max;
  }
  if (stopping_ && outcome.status == 0) return;  // cut short: no attempt
  if (record({due.notification, attempt}, outcome)) attempted_[std::string(text_of(due.notification, "id"))] = attempt;
}

PostOutcome Deliveries::post(const Due& due, const json::object& webhook) {
  const std::string id(text_of(due.notification, "id"));
  json::object data;
  for (const char* member : {"about", "competition", "organizer", "proposal", "text", "to", "to_id"}) workflows::copy_member(due.notification, member, data);
  const json::object message{{"type", text_of(due.notification, "kind")}, {"timestamp", text_of(due.notification, "queued_at")}, {"data", std::move(data)}};
  const std::string body = canonical_json(message);
  const std::int64_t seconds = clock_.now().microseconds / 1'000'000;
  const auto signature = webhook_signature(text_of(webhook, "secret"), id, seconds, body);
  if (!signature) return {0, "the webhook's secret cannot be read"};
  return post_json(std::string(text_of(webhook, "url")), body,
                   {"Content-Type: application/json", "User-Agent: jejak", "webhook-id: " + id, "webhook-timestamp: " + std::to_string(seconds),
                    "webhook-signature: " + *signature},
                   rules_.webhooks, stopping_);
}

// Where they are reached who are told; empty where nobody said.
std::string Deliveries::address_of(const json::object& notification, const json::object& mailing) {
  const std::string_view to = text_of(notification, "to"), id = text_of(notification, "to_id");
  if (to == "organizer") return std::string(text_of(mailing, "office"));
  const auto person = find_opened(to == "juror" ? "jurors" : "entrants", id);
  if (!person || !*person) return {};
  return std::string(text_of(to == "juror" ? **person : workflows::object_of(**person, "contact"), "email"));
}

PostOutcome Deliveries::mail(const Due& due, const json::object& mailing) {
  const std::string to = address_of(due.notification, mailing);
  if (to.empty()) return {0, "no e-mail address is known of this " + std::string(text_of(due.notification, "to"))};
  if (!workflows::is_mail_address(to)) return {0, "what is recorded is not an e-mail address: correct it"};
  const workflows::Mail letter{rules_.mail.from, to, clock_.now()};
  return post_mail(rules_.mail, to, workflows::mail_message(letter, due.notification), stopping_);
}

// Whether the attempt is durable.
bool Deliveries::record(const Due& due, const PostOutcome& outcome) {
  workflows::Command command;
  command.name = "RecordDelivery";
  command.caller.actor = "system";
  command.caller.role = workflows::Role::system;
  command.path.emplace("notification", text_of(due.notification, "id"));
  command.body = {{"attempt", due.attempt}};
  if (outcome.status != 0) command.body["status"] = outcome.status;
  if (!outcome.error.empty()) {
    command.body["error"] = outcome.error;
    const auto made = static_cast<std::size_t>(due.attempt);
    if (made <= waits_s.size()) command.body["next_attempt_at"] = format_rfc3339({clock_.now().microseconds + waits_s[made - 1] * 1'000'000});
  }
  auto done = std::make_shared<std::promise<bool>>();
  Submission submission;
  submission.decide = [command](World& world) { return workflows::decide(world, command); };
  submission.actor = "system";
  submission.correlation_id = "delivery";
  submission.reply = [done](const CommandOutcome& answer) { done->set_value(std::holds_alternative<Done>(answer)); };
  processor_.submit(std::move(submission));
  return done->get_future().get();
}

void Deliveries::run() {
  while (!stopping_) {
    if (const auto due = next()) {
      deliver(*due);
      continue;
    }
    std::unique_lock lock(mutex_);
    woken_.wait_for(lock, std::chrono::microseconds(rest_us_), [this] { return changed_ || stopping_; });
    changed_ = false;
  }
}

}  // namespace jejak::tools
