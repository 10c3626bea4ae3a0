#include <memory>
#include <utility>

#include "api/http/conditional.hpp"
#include "api/http/content.hpp"
#include "api/http/problem.hpp"
#include "api/routes/answer.hpp"
#include "api/routes/body.hpp"
#include "api/routes/command_plan.hpp"
#include "api/routes/context.hpp"
#include "api/routes/digest.hpp"
#include "api/routes/receipt.hpp"

namespace jejak::routes {
namespace {

using http::Response;
using http::Status;

// A write on its way to the processor's thread and back. The submission's callbacks share it.
struct Write {
  Context const& context;
  const CommandPlan& plan;
  Call call;
  workflows::Command command;
  std::string token;  // the secret of a key that is being made
};

Result<std::vector<StreamVersion>, Response> expected_versions(const CommandPlan& plan,
                                                               const http::Request& request) {
  if (request.header("If-None-Match") && has_body(request)) {
    return http::problem(Status::bad_request, "if_none_match_not_taken",
                         "A write does not look at If-None-Match: leave it out.");
  }
  const bool sent = request.header("If-Match").has_value();
  if (!sent && plan.kind->needs_if_match) {
    return http::problem(
        Status::precondition_required, "if_match_required",
        "This write needs If-Match with the ETag or stream version that it was decided on, as in \"7\".");
  }
  if (sent && !plan.kind->needs_if_match && !plan.kind->takes_if_match) {
    return http::problem(Status::bad_request, "if_match_not_taken",
                         "This write does not look at If-Match: leave it out.");
  }
  return http::expected_versions(request);
}

Result<std::optional<Submission::Key>, Response> idempotency(const Call& call) {
  const http::Request& request = *call.request;
  if (!has_body(request)) return std::optional<Submission::Key>{};
  auto key = http::idempotency_key(request);
  if (!key) return std::move(key).error();
  if (key->empty()) return std::optional<Submission::Key>{};
  return std::optional<Submission::Key>{
      {digest_of_pieces({call.caller->actor, *key}),
       digest_of_pieces({http::method_name(request.method), request.target, request.body})}};
}

Status status_of(const CommandPlan& plan, const Done& done) {
  return plan.kind->creates && !done.events.empty() ? Status::created : Status::ok;
}

std::string location_of(const CommandPlan& plan, const http::Request& request, std::string_view id) {
  std::string location;
  std::string_view rest = plan.route.location;
  while (!rest.empty()) {
    const auto open = rest.find('{');
    location += rest.substr(0, open);
    if (open == std::string_view::npos) break;
    const auto close = rest.find('}', open);
    const std::string_view name = rest.substr(open + 1, close - open - 1);
    location += name == "id" ? id : request.parameter(name);
    rest.remove_prefix(close + 1);
  }
  return location;
}

Response answer_with(const Write& write, Status status, std::string body, Position position,
                     std::string_view id) {
  Response response = http::json_response(status, std::move(body));
  response.with("Cache-Control", "no-store");
  if (position > 0) set_position(response, position);
  if (status == Status::created && !write.plan.route.location.empty()) {
    response.with("Location", location_of(write.plan, *write.call.request, id));
  }
  return response;
}

std::string_view id_in(const json::object& answer) {
  const json::value* id = answer.if_contains("id");
  return id && id->is_string() ? std::string_view(id->as_string()) : std::string_view{};
}

// The first answer alone shows a new key; what is kept with the idempotency key does not have it.
constexpr std::string_view key_not_shown =
    R"("key":null,"key_note":"The key was shown once, in the first answer, and is kept nowhere.")";

std::string key_shown(std::string_view token) {
  return R"("key":")" + std::string(token) + R"(","key_note":"Keep it: it is not shown again.")";
}

struct AnswerOutcome {
  const Write& write;

  Response operator()(const Done& done) const {
    const CommandPlan& plan = write.plan;
    if (plan.changes_keys) {
      if (const auto failure = write.context.keys.refresh()) return problem_of(*failure);
    }
    const Position position = done.events.empty() ? 0 : done.events.back().position;
    std::string body =
        render_receipt(done, plan.route.stream, plan.makes_key ? key_shown(write.token) : std::string{});
    return answer_with(write, status_of(plan, done), std::move(body), position, id_in(done.answer));
  }
  Response operator()(const Repeated& repeated) const {
    const IdempotencyRecord& first = repeated.first;
    Response response = answer_with(write, static_cast<Status>(first.status), first.answer, first.position,
                                    string_field(first.answer, "id"));
    response.with("Idempotent-Replay", "true");
    return response;
  }
  Response operator()(const Rejection& rejection) const { return problem_of(rejection); }
  Response operator()(const Failure& failure) const { return problem_of(failure); }
  Response operator()(const Overloaded&) const { return overloaded(); }
};

Submission submission_of(const std::shared_ptr<Write>& write, std::optional<Submission::Key> key) {
  Submission submission;
  // The reply holds the write alive until everything else was called, so the others need only look at it.
  Write* const borrowed = write.get();
  submission.decide = [borrowed](World& world) { return workflows::decide(world, borrowed->command); };
  submission.actor = write->call.caller->actor;
  submission.correlation_id = write->call.request->request_id;
  submission.idempotency = std::move(key);
  if (submission.idempotency) {
    submission.render = [borrowed](const Done& done) {
      const CommandPlan& plan = borrowed->plan;
      const auto status = static_cast<int>(http::code_of(status_of(plan, done)));
      return std::pair{status, render_receipt(done, plan.route.stream, plan.makes_key ? key_not_shown : "")};
    };
  }
  submission.reply = [write](const CommandOutcome& outcome) {
    write->call.reply(std::visit(AnswerOutcome{*write}, outcome));
  };
  return submission;
}

}  // namespace

void run_command(const Context& context, const CommandPlan& plan, const Call& call) {
  auto body = read_body(plan, *call.request);
  if (!body) return call.reply(std::move(body).error());
  run_command_with(context, plan, call, *std::move(body));
}

void run_command_with(const Context& context, const CommandPlan& plan, const Call& call, json::object body) {
  auto expected = expected_versions(plan, *call.request);
  if (!expected) return call.reply(std::move(expected).error());
  auto key = idempotency(call);
  if (!key) return call.reply(std::move(key).error());

  auto write = std::make_shared<Write>(Write{context, plan, call, {}, {}});
  workflows::Command& command = write->command;
  command.name = plan.route.kind;
  command.caller = *call.caller;
  for (const http::Parameter& each : call.request->parameters) command.path.emplace(each.name, each.value);
  command.body = std::move(body);
  command.expected_versions = *std::move(expected);
  if (plan.makes_key) {
    write->token = make_token(context.ports.entropy);
    command.body["hash"] = token_hash(write->token);
  }
  if (plan.kind->prepare == nullptr) return context.ports.processor.submit(submission_of(write, *std::move(key)));
  on_worker(context, call.reply, [write, kept = *std::move(key)]() mutable {
    if (auto rejection = write->plan.kind->prepare(write->command.body)) return write->call.reply(problem_of(*rejection));
    write->context.ports.processor.submit(submission_of(write, std::move(kept)));
  });
}

}  // namespace jejak::routes
