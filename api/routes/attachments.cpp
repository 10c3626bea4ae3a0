#include "api/documents/file_type.hpp"
#include "api/http/conditional.hpp"
#include "api/http/problem.hpp"
#include "api/routes/command_plan.hpp"
#include "api/routes/functions.hpp"
#include "api/routes/views.hpp"
#include "workflows/field.hpp"
#include "workflows/refusal.hpp"

namespace jejak::routes {
namespace {

using http::Response;
using http::Status;
using workflows::text_of;

constexpr std::size_t listed_max = 100;  // more than a proposal may have

// Whoever may see the proposal may see its files; nothing where the caller may not.
std::optional<Response> refuse_proposal(const Context& context, const Call& call) {
  return look_at(context, "proposal_details", call.request->parameter("proposal"), *call.caller).problem;
}

std::string subject_of(const Call& call) { return workflows::stream_of("proposal", call.request->parameter("proposal")); }

// What was kept for an event that did not come about is taken away again.
http::Reply keeping_only_what_was_recorded(const Context& context, const Call& call, std::string box) {
  return http::Reply([&context, reply = call.reply, box = std::move(box)](Response&& response) {
    const bool recorded = response.status == Status::created && !response.header("Idempotent-Replay");
    if (!recorded) context.ports.blobs.remove(box);
    reply(std::move(response));
  });
}

void keep(const Context& context, const Call& call, json::object body) {
  const std::string& bytes = call.request->body;
  const auto sealed = context.ports.vault.seal(subject_of(call), bytes);
  if (!sealed && sealed.error().kind == Failure::Kind::corrupt)
    return call.reply(http::problem(Status::gone, "erased", "The files of this proposal were erased, so it takes no more."));
  if (!sealed) return call.reply(problem_of(sealed.error()));
  const auto box = context.ports.blobs.put(*sealed);
  if (!box) return call.reply(problem_of(box.error()));
  body["box"] = *box;
  Call kept = call;
  kept.reply = keeping_only_what_was_recorded(context, call, *box);
  run_command_with(context, context.commands.of("AddAttachment"), kept, std::move(body));
}

// The rules are asked first: what they refuse is neither sealed nor kept.
void check(const Context& context, const Call& call) {
  const std::string& bytes = call.request->body;
  const auto type = documents::file_type_of(bytes);
  if (!type) return call.reply(problem_of(workflows::invalid("invalid_file", "", type.error())));
  workflows::Command command;
  command.name = "CheckAttachment";
  command.caller = *call.caller;
  for (const http::Parameter& each : call.request->parameters) command.path.emplace(each.name, each.value);
  command.body = {{"media_type", type->media_type},
                  {"extension", type->extension},
                  {"bytes", static_cast<std::int64_t>(bytes.size())},
                  {"sha256", workflows::bytes_hash(bytes)}};
  Submission submission;
  submission.decide = [command](World& world) { return workflows::decide(world, command); };
  submission.actor = call.caller->actor;
  submission.correlation_id = call.request->request_id;
  submission.reply = [&context, call, body = command.body](const CommandOutcome& outcome) {
    if (const auto* rejection = std::get_if<Rejection>(&outcome)) return call.reply(problem_of(*rejection));
    if (const auto* failure = std::get_if<Failure>(&outcome)) return call.reply(problem_of(*failure));
    const bool admitted = std::holds_alternative<Done>(outcome);
    if (!admitted || !context.uploads.submit([&context, call, body] { keep(context, call, body); })) call.reply(overloaded());
  };
  context.ports.processor.submit(std::move(submission));
}

Response listed(const Context& context, const Call& call) {
  if (auto problem = refuse_proposal(context, call)) return *std::move(problem);
  const auto page = context.ports.views.query(
      {.view = "attachments", .filters = {{"proposal", std::string(call.request->parameter("proposal"))}}, .limit = listed_max});
  if (!page) return http::internal_problem();
  Response response = http::json_response(Status::ok, render_page(page->documents, ""));
  set_position(response, page->position);
  make_revalidated(response, false);
  return response;
}

Response file(const Context& context, const Call& call) {
  if (auto problem = refuse_proposal(context, call)) return *std::move(problem);
  const auto found = context.ports.views.find_at("attachments", fill_key("{proposal}/{name}", *call.request));
  if (!found) return problem_of(found.error());
  if (!found->document) return not_found();
  const auto parsed = parse_own_json(*found->document);
  if (!parsed) return http::internal_problem();
  const json::object& document = workflows::members_of(*parsed);
  const auto sealed = context.ports.blobs.get(text_of(document, "box"));
  if (!sealed) return problem_of(sealed.error());
  if (!*sealed) return http::internal_problem();  // an event names it, so it was durable before
  auto bytes = context.ports.vault.open(subject_of(call), **sealed);
  if (!bytes) return http::problem(Status::gone, "erased", "The files of this proposal were erased.");
  Response response;
  response.content_type = text_of(document, "media_type");
  response.body = std::move(*bytes);
  response.etag = http::strong_etag(text_of(document, "sha256"));
  response.with("Content-Disposition", "attachment; filename=\"" + std::string(call.request->parameter("name")) + "\"");
  response.with("X-Content-Type-Options", "nosniff").with("Content-Security-Policy", "sandbox; default-src 'none'");
  response.with("Cache-Control", "private, no-store");
  set_position(response, found->position);
  return response;
}

}  // namespace

// Files are hashed and sealed on a thread of their own: nobody who reads waits for them.
void put_attachment(const Context& context, const Call& call) {
  if (!context.uploads.submit([&context, call] { check(context, call); })) call.reply(overloaded());
}

void list_attachments(const Context& context, const Call& call) {
  once_reached(context, call, [&context, call] {
    on_worker(context, call.reply, [&context, call] { call.reply(conditional(listed(context, call), *call.request)); });
  });
}

void get_attachment(const Context& context, const Call& call) {
  once_reached(context, call, [&context, call] {
    on_worker(context, call.reply, [&context, call] { call.reply(conditional(file(context, call), *call.request)); });
  });
}

}  // namespace jejak::routes
