#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/target.hpp"
#include "api/routes/application.hpp"
#include "api/routes/key_directory.hpp"
#include "engine/runtime/command_processor.hpp"
#include "engine/runtime/projector.hpp"
#include "storage/memory/blob_store.hpp"
#include "storage/memory/event_log.hpp"
#include "storage/memory/vault.hpp"
#include "storage/memory/view_store.hpp"
#include "tests/api/served_schemas.hpp"
#include "tests/support/seeded_entropy.hpp"
#include "tests/support/virtual_clock.hpp"

namespace jejak::tests {

// An answer, ready to be looked at.
struct Seen {
  unsigned status = 0;
  std::string body;
  json::value json;  // null where the body is not JSON
  std::string etag;
  http::Response response;

  std::string header(std::string_view name) const { return std::string(response.header(name).value_or("")); }
  // The string at a JSON Pointer, or its canonical JSON where it is something else, or "(nothing)".
  std::string at(std::string_view pointer) const;
  std::size_t count(std::string_view pointer) const;  // of the array at it
};

class Api;

// Somebody with a key, or the public.
class Client {
 public:
  Client(Api& api, std::string token) : api_(&api), token_(std::move(token)) {}
  Seen get(std::string_view target, std::vector<http::HeaderLine> headers = {}) const;
  Seen post(std::string_view target, std::string body, std::vector<http::HeaderLine> headers = {}) const;
  Seen put(std::string_view target, std::string body, std::vector<http::HeaderLine> headers = {}) const;
  Seen del(std::string_view target) const;
  Seen send(http::Method method, std::string_view target, std::string body,
            std::vector<http::HeaderLine> headers) const;
  const std::string& token() const { return token_; }

 private:
  Api* api_;
  std::string token_;  // empty for the public
};

// The whole application over memory stores and a virtual clock, on one thread and without sockets. After each
// request the processor is drained; the views follow unless `views_lag` is set.
class Api {
 public:
  Api();
  ~Api();

  Client public_client() { return {*this, ""}; }
  Client admin() { return {*this, admin_token_}; }
  Client second_admin() { return {*this, second_admin_token_}; }  // another person, whom the console gave a key
  // A fresh key; `fields` are further members of the body: {"organizer":"..."}.
  Client key(std::string_view role, std::string_view fields = "{}");

  // Every good JSON answer is held against the schema that /openapi.json serves for it: a fault fails the test.
  // Every refusal speaks both languages, or the test fails.
  Seen dispatch(http::Method method, std::string_view target, std::vector<http::HeaderLine> headers,
                std::string body);
  void load_sample();  // Kota Magelang 2022, as the program loads it
  void follow();  // the views catch up with the log
  routes::Ports ports();

  support::VirtualClock clock;
  support::SeededEntropy entropy;
  MemoryEventLog log;
  MemoryVault vault{entropy};
  MemoryBlobStore blobs;
  MemoryViewStore views;
  CommandProcessor processor;
  Projector projector;
  bool views_lag = false;
  routes::RunReplay replay;  // what POST /v1/admin/replays runs
  routes::Application application;

 private:
  Seen answer_to(http::Method method, std::string_view target, std::vector<http::HeaderLine> headers,
                 std::string body);
  void hold_against_schema(http::Method method, std::string_view target, const Seen& answer);

  std::string issue_from_console(std::string_view label);

  std::string admin_token_, second_admin_token_;
  std::optional<ServedSchemas> schemas_;
};

// A competition with open windows and one of everybody: organizer "kota", competition "latihan", an entrant,
// two jurors.
struct Town {
  explicit Town(Api& api, std::string organizer_name = "kota", std::string competition_name = "latihan");

  // A proposal that came as far as named: "entered", "draft", "submitted", "desk", "presentation",
  // "interview", "award".
  std::string proposal(std::string title, std::string_view reach = "entered") const;
  Seen transition(const Client& who, const std::string& id, const std::string& type,
                  const std::string& data = "{}") const;
  Seen decide(const std::string& stage) const;
  void judge(const std::string& id,
             const std::string& stage) const;  // assigned to the first juror and scored

  std::string organizer, competition, entrant, juror_id, other_juror_id;
  Client secretariat, proposer, juror, other_juror, auditor;
};

}  // namespace jejak::tests
