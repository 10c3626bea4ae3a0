#include "tests/crash/load.hpp"

#include <optional>
#include <stdexcept>

#include "engine/core/json.hpp"
#include "storage/merkle/sha256.hpp"

namespace jejak::crash {

namespace {

std::vector<Write::Receipt> receipts_in(const std::string& body) {
  const auto parsed = parse_json(body);
  const json::value* events = parsed ? find_pointer(*parsed, "/events") : nullptr;
  if (events == nullptr) throw std::runtime_error("an acknowledgement without its events: " + body);
  std::vector<Write::Receipt> receipts;
  for (const json::value& event : events->as_array()) {
    receipts.push_back(
        {event.at("position").to_number<std::uint64_t>(), std::string(event.at("leaf_hash").as_string())});
  }
  return receipts;
}

std::string session_body(const std::string& key) {
  return R"({"kind":"sosialisasi","date":"2026-05-25","place":"Aula","attendance":30,"note":")" + key +
         R"("})";
}

std::string proposal_body(const Scene& scene, const std::string& title, const std::string& category) {
  return R"({"entrant":")" + scene.entrant + R"(","title":")" + title + R"(","category":")" + category +
         R"("})";
}

}  // namespace

PlannedWrite plan_write(const Scene& scene, const std::string& key, std::mt19937_64& random) {
  const std::string competition = "/v1/competitions/" + scene.competition;
  const auto request = [&](const std::string& target, const std::string& body) {
    return tools::http_request("POST", target, body,
                               {{"Authorization", "Bearer " + scene.secretariat_key},
                                {"Idempotency-Key", key},
                                {"X-Request-Id", key}});
  };
  switch (random() % 10) {
    case 0:
      return {key, request(competition + "/proposals", proposal_body(scene, key, "no-such-category"))};
    case 1:
      return {key, request("/v1/competitions/no-such-competition/sessions", session_body(key))};
    case 2:
    case 3:
    case 4:
      return {key, request(competition + "/proposals", proposal_body(scene, key, "tik"))};
    default:
      return {key, request(competition + "/sessions", session_body(key))};
  }
}

bool Writer::send(const PlannedWrite& write) {
  ledger_.sent(write.key, to_hex(sha256(bytes_of(write.request))));
  std::optional<tools::HttpAnswer> answer;
  try {
    if (!client_) client_ = std::make_unique<tools::HttpClient>(port_);
    answer = client_->send(write.request);
  } catch (const std::runtime_error&) {
    return false;  // nobody listens any more
  }
  if (!answer || answer->status == 503) return false;
  if (answer->status / 100 == 2) {
    ledger_.acknowledged(write.key, receipts_in(answer->body));
  } else {
    ledger_.refused(write.key, answer->status);
  }
  return true;
}

Load::Load(const Scene& scene, Ledger& ledger, std::uint16_t port, unsigned clients, std::uint64_t seed)
    : scene_(scene), ledger_(ledger), port_(port), running_(clients) {
  for (unsigned client = 0; client < clients; ++client) {
    threads_.emplace_back([this, seed, client] { run(seed, client); });
  }
}

Load::~Load() { end(); }

void Load::run(std::uint64_t seed, unsigned client) {
  std::mt19937_64 random(seed * 1000 + client);
  Writer writer(ledger_, port_);
  for (unsigned number = 0; !stop_; ++number) {
    const std::string key =
        key_prefix + std::to_string(seed) + "-" + std::to_string(client) + "-" + std::to_string(number);
    PlannedWrite write = plan_write(scene_, key, random);
    const bool answered = writer.send(write);
    const std::lock_guard lock(mutex_);
    if (!answered) {
      unanswered_.push_back(std::move(write));
      break;
    }
    ++answers_;
    changed_.notify_all();
  }
  const std::lock_guard lock(mutex_);
  --running_;
  changed_.notify_all();
}

bool Load::wait_for_answers(std::uint64_t count) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return answers_ >= count || running_ == 0; });
  return answers_ >= count;
}

std::vector<PlannedWrite> Load::end() {
  stop_ = true;
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
  const std::lock_guard lock(mutex_);
  return unanswered_;
}

}  // namespace jejak::crash
