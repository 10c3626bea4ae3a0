#include "tests/api/api_under_test.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "engine/core/json.hpp"
#include "workflows/command.hpp"
#include "workflows/projections.hpp"
#include "workflows/sample.hpp"

namespace jejak::tests {
namespace {

std::vector<ViewSchema> schemas() {
  std::vector<ViewSchema> all;
  for (const Projection& each : workflows::projections()) all.push_back(each.view);
  return all;
}

Seen seen(const http::Response& response) {
  Seen result;
  result.status = http::code_of(response.status);
  result.response = response;
  result.body = std::string(response.body_view());
  result.etag = response.cached ? response.cached->etag : response.etag;
  if (auto value = parse_own_json(result.body)) result.json = *std::move(value);
  return result;
}

const Seen& expect(const Seen& answer, unsigned status, std::string_view what) {
  if (answer.status == status) return answer;
  throw std::runtime_error(std::string(what) + ": " + std::to_string(answer.status) + " " + answer.body);
}

// The faults of a definition or a rulebook are for who writes it, and in English alone where the engine finds them.
void expect_both_languages(const Seen& refusal) {
  EXPECT_NE(refusal.at("/detail_id"), "(nothing)") << refusal.body;
  if (refusal.at("/code") == "invalid_definition" || refusal.at("/code") == "invalid_rulebook") return;
  for (std::size_t index = 0; index < refusal.count("/errors"); ++index) {
    const std::string error = "/errors/" + std::to_string(index);
    EXPECT_NE(refusal.at(error + "/detail_id"), "(nothing)") << refusal.body;
  }
}

}  // namespace

std::string Seen::at(std::string_view pointer) const {
  const json::value* value = find_pointer(json, pointer);
  if (!value) return "(nothing)";
  return value->is_string() ? std::string(value->as_string()) : canonical_json(*value);
}

std::size_t Seen::count(std::string_view pointer) const {
  const json::value* value = find_pointer(json, pointer);
  return value && value->is_array() ? value->as_array().size() : 0;
}

Seen Client::send(http::Method method, std::string_view target, std::string body,
                  std::vector<http::HeaderLine> headers) const {
  if (!token_.empty()) headers.push_back({"Authorization", "Bearer " + token_});
  return api_->dispatch(method, target, std::move(headers), std::move(body));
}

Seen Client::get(std::string_view target, std::vector<http::HeaderLine> headers) const {
  return send(http::Method::get, target, {}, std::move(headers));
}

Seen Client::post(std::string_view target, std::string body, std::vector<http::HeaderLine> headers) const {
  headers.push_back({"Content-Type", "application/json"});
  return send(http::Method::post, target, std::move(body), std::move(headers));
}

Seen Client::put(std::string_view target, std::string body, std::vector<http::HeaderLine> headers) const {
  headers.push_back({"Content-Type", "application/json"});
  return send(http::Method::put, target, std::move(body), std::move(headers));
}

Seen Client::del(std::string_view target) const { return send(http::Method::delete_, target, {}, {}); }

Api::Api()
    : views(schemas()),
      processor(log, vault, clock, entropy),
      projector(log, views, workflows::projections()),
      application(ports(), {.view_threads = 0}) {
  admin_token_ = issue_from_console("first");
  second_admin_token_ = issue_from_console("second");
  follow();
  if (application.load()) throw std::logic_error("the keys were not read");
  application.ready(true);
}

std::string Api::issue_from_console(std::string_view label) {
  std::string token = routes::make_token(entropy);
  const workflows::Command command{
      "IssueKey",
      {"console", workflows::Role::system, {}, {}, {}},
      {},
      {{"role", "admin"}, {"label", label}, {"hash", routes::token_hash(token)}},
      {}};
  Submission submission;
  submission.decide = [command](World& world) { return workflows::decide(world, command); };
  submission.actor = "console";
  submission.reply = [](const CommandOutcome& outcome) {
    if (!std::holds_alternative<Done>(outcome)) throw std::logic_error("the key was not issued");
  };
  processor.submit(std::move(submission));
  processor.drain();
  return token;
}

Api::~Api() { application.stop(); }

routes::Ports Api::ports() {
  return {.processor = processor,
          .log = log,
          .views = views,
          .vault = vault,
          .blobs = blobs,
          .projector = projector,
          .clock = clock,
          .entropy = entropy,
          .run_replay = [this](const std::function<void(Position)>& progress) { return replay(progress); },
          .on_bug = {},
          .further_metrics = {},
          .check_room = {},
          .make_sandbox =
              [this] { return workflows::Sandbox{std::make_unique<MemoryEventLog>(), std::make_unique<MemoryVault>(entropy)}; },
          .make_views = [](std::span<const ViewSchema> past) { return std::make_unique<MemoryViewStore>(past); }};
}

Client Api::key(std::string_view role, std::string_view fields) {
  auto body = parse_json(fields)->as_object();
  body["role"] = role;
  body["label"] = "for a test";
  const Seen made = admin().post("/v1/keys", canonical_json(body));
  return {*this, expect(made, 201, "POST /v1/keys").at("/key")};
}

Seen Api::answer_to(http::Method method, std::string_view target, std::vector<http::HeaderLine> headers,
                   std::string body) {
  std::optional<http::Response> answer;
  const auto request = http::make_request(method, target, std::move(headers), std::move(body));
  request->request_id = "test-request";
  application.dispatch(request,
                       http::Reply([&answer](http::Response&& given) { answer = std::move(given); }));
  processor.drain();
  if (!views_lag) follow();
  if (!answer) throw std::logic_error("no answer yet: " + std::string(target));
  return seen(*answer);
}

void Api::hold_against_schema(http::Method method, std::string_view target, const Seen& answer) {
  if (!schemas_) schemas_.emplace(answer_to(http::Method::get, "/openapi.json", {}, {}).json);
  const std::string_view path = target.substr(0, target.find('?'));
  EXPECT_EQ(schemas_->faults_of(method, path, answer.status, answer.json), "")
      << http::method_name(method) << ' ' << target << ' ' << answer.body;
}

Seen Api::dispatch(http::Method method, std::string_view target, std::vector<http::HeaderLine> headers,
                   std::string body) {
  const Seen answer = answer_to(method, target, std::move(headers), std::move(body));
  const bool good = answer.status >= 200 && answer.status < 300;
  if (good && !answer.json.is_null()) hold_against_schema(method, target, answer);
  if (answer.status >= 400) expect_both_languages(answer);
  return answer;
}

void Api::load_sample() {
  for (const auto& [at, command] : workflows::sample_magelang_2022()) {
    Submission submission;
    submission.decide = [&command = command](World& world) { return workflows::decide(world, command); };
    submission.actor = command.caller.actor;
    submission.reply = [&command = command](const CommandOutcome& outcome) {
      if (!std::holds_alternative<Done>(outcome)) throw std::logic_error("the sample's " + command.name + " was refused");
    };
    clock.set(at);
    processor.submit(std::move(submission));
    processor.drain();
  }
  follow();
}

void Api::follow() {
  if (projector.catch_up(log.head().size)) throw std::logic_error("the views could not follow");
  application.views_advanced(projector.position());
  application.log_advanced();
}

Town::Town(Api& api, std::string organizer_name, std::string competition_name)
    : organizer(std::move(organizer_name)),
      competition(std::move(competition_name)),
      secretariat(api.public_client()),
      proposer(secretariat),
      juror(secretariat),
      other_juror(secretariat),
      auditor(secretariat) {
  expect(api.admin().post("/v1/organizers", R"({"id":")" + organizer + R"(","name":"Bappeda )" + organizer +
                                                R"(","region":"Contoh"})"),
         201, "organizer");
  const std::string bound = R"({"organizer":")" + organizer + "\"}";
  secretariat = api.key("secretariat", bound);
  auditor = api.key("auditor");
  expect(
      secretariat.post("/v1/competitions", R"({"id":")" + competition + R"(","organizer":")" + organizer +
                                               R"(","title":"Latihan","year":2022,"rulebook":"practice"})"),
      201, "competition");
  entrant =
      expect(
          secretariat.post(
              "/v1/organizers/" + organizer + "/entrants",
              R"({"name":"Dinas Contoh","kind":"OPD","contact":{"name":"Ibu Contoh","email":"ibu@example.test"}})"),
          201, "entrant")
          .at("/id");
  const auto register_juror = [&](const std::string& element) {
    return expect(
               secretariat.post("/v1/competitions/" + competition + "/jurors",
                                R"({"name":"Juri contoh )" + element + R"(","element":")" + element + "\"}"),
               201, "juror")
        .at("/id");
  };
  juror_id = register_juror("academic");
  other_juror_id = register_juror("ngo");
  proposer = api.key("proposer", R"({"entrant":")" + entrant + "\"}");
  juror = api.key("juror", R"({"juror":")" + juror_id + "\"}");
  other_juror = api.key("juror", R"({"juror":")" + other_juror_id + "\"}");
}

Seen Town::transition(const Client& who, const std::string& id, const std::string& type,
                      const std::string& data) const {
  return who.post("/v1/proposals/" + id + "/transitions",
                  R"({"type":")" + type + R"(","data":)" + data + "}");
}

Seen Town::decide(const std::string& stage) const {
  return secretariat.post("/v1/competitions/" + competition + "/stages/" + stage + "/decision",
                          R"({"reason":"Latihan"})");
}

void Town::judge(const std::string& id, const std::string& stage) const {
  expect(secretariat.post("/v1/competitions/" + competition + "/assignments",
                          R"({"stage":")" + stage + R"(","pairs":[{"juror":")" + juror_id +
                              R"(","proposals":[")" + id + R"("]}]})"),
         201, "assignment");
  const char* scores =
      stage == "screening"
          ? R"({"novelty":80,"effectiveness":82,"usefulness":84,"replicability":78,"sustainability":81})"
      : stage == "presentation"
          ? R"({"substance":"85.5","delivery":80})"
          : R"({"innovation":80,"usefulness":82,"replicability":"84.5","sustainability":78})";
  expect(juror.put("/v1/proposals/" + id + "/assessments/" + stage + "/" + juror_id,
                   std::string(R"({"scores":)") + scores + "}"),
         201, "assessment");
}

std::string Town::proposal(std::string title, std::string_view reach) const {
  const Seen entered = proposer.post(
      "/v1/competitions/" + competition + "/proposals",
      R"({"entrant":")" + entrant + R"(","title":")" + std::move(title) + R"(","category":"tik"})");
  const std::string id = expect(entered, 201, "proposal").at("/id");
  const auto reached = [&](std::string_view stage) { return reach == stage; };
  const auto go = [&](const Client& who, const std::string& type, const std::string& data = "{}") {
    expect(transition(who, id, type, data), 200, type);
  };
  if (reached("entered")) return id;
  go(proposer, "START_DRAFT");
  if (reached("draft")) return id;
  const std::string etag = proposer.get("/v1/proposals/" + id).etag;
  expect(proposer.put("/v1/proposals/" + id + "/answers",
                      R"({"answers":{"summary":"Ringkasan","background":"Latar","novelty":"Baru"}})",
                      {{"If-Match", etag}}),
         200, "answers");
  go(proposer, "SUBMIT", R"({"declaration":true})");
  if (reached("submitted")) return id;
  go(secretariat, "RECEIVE");
  go(secretariat, "CHECK_ADMINISTRATIVE",
     R"({"ticks":{"old_enough":true,"answers_meaningful":true,"not_barred":true}})");
  go(secretariat, "CHECK_DOCUMENTS",
     R"({"ticks":{"originator_decree":true,"implementation_statement":true,"replication_statement":true}})");
  if (reached("desk")) return id;
  judge(id, "screening");
  expect(decide("screening"), 201, "screening's decision");
  if (reached("presentation")) return id;
  go(secretariat, "RECORD_PRESENTATION", R"({"date":"2022-08-22"})");
  judge(id, "presentation");
  expect(decide("presentation"), 201, "presentation's decision");
  if (reached("interview")) return id;
  go(secretariat, "RECORD_INTERVIEW", R"({"date":"2022-09-12"})");
  judge(id, "interview");
  expect(decide("interview"), 201, "interview's decision");
  return id;
}

}  // namespace jejak::tests
