#pragma once
#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "engine/ports/clock.hpp"
#include "engine/ports/vault.hpp"
#include "engine/ports/view_store.hpp"
#include "engine/runtime/command_processor.hpp"
#include "tools/mail_post.hpp"
#include "tools/webhook_post.hpp"

namespace jejak::tools {

struct DeliveryRules {
  PostRules webhooks = {};
  MailRelay mail = {};
};

// Sends the notifications that are due, one after the other, to the webhook or by the mailing that asked, and records each attempt as an
// event. At least once: a receiver that was told before the record was durable is told again, with the same webhook-id or Message-ID.
// Only a server has one; a replay has not.
class Deliveries {
 public:
  Deliveries(ViewStore& views, Vault& vault, CommandProcessor& processor, Clock& clock, DeliveryRules rules);
  ~Deliveries();  // stop()

  void start();
  void notify();  // from any thread: the views changed
  void stop();    // cuts an exchange short

 private:
  struct Due;
  std::optional<Due> next();
  void deliver(const Due& due);
  PostOutcome post(const Due& due, const json::object& webhook);
  PostOutcome mail(const Due& due, const json::object& mailing);
  std::string address_of(const json::object& notification, const json::object& mailing);
  Result<std::optional<json::object>, Failure> find_opened(std::string_view view, std::string_view key);
  bool record(const Due& due, const PostOutcome& outcome);
  void run();

  ViewStore& views_;
  Vault& vault_;
  CommandProcessor& processor_;
  Clock& clock_;
  DeliveryRules rules_;
  std::map<std::string, std::int64_t> attempted_;  // by notification, until the views say so themselves
  std::atomic<bool> stopping_ = false;
  std::mutex mutex_;
  std::condition_variable woken_;
  bool changed_ = false;
  std::int64_t rest_us_ = 0;  // until the next look
  std::thread thread_;
};

}  // namespace jejak::tools
