#include "api/routes/migrations.hpp"

#include <array>
#include <atomic>
#include <boost/json/serialize.hpp>

#include "api/http/problem.hpp"
#include "api/routes/body.hpp"
#include "api/routes/context.hpp"
#include "api/routes/functions.hpp"
#include "engine/core/uuid.hpp"
#include "workflows/field.hpp"
#include "workflows/migration/plan.hpp"
#include "workflows/relation.hpp"

namespace jejak::routes {
namespace {

using http::Response;
using http::Status;
using workflows::DryRun;
using workflows::Sentence;

constexpr std::size_t moves_at_once = 64;  // commands of one migration in the queue: everybody else's go between them

// One migration on its way, from the request to the last stream. Its steps follow one another on the processor's thread
// and on a background thread; none waits for another.
struct Going {
  const Context& context;
  workflows::Command command;  // OrderMigration
  std::string id;
  std::optional<workflows::MigrationPlan> plan;
  std::vector<std::string> streams;
  std::atomic<std::size_t> next = 0;
  std::atomic<std::size_t> open = 0;  // moves that were submitted and not answered
};
using GoingPtr = std::shared_ptr<Going>;

json::object told(const Sentence& sentence) { return {{"en", sentence.en}, {"id", sentence.id}}; }

std::string_view name_of(MigrationReport::Status status) {
  constexpr std::array<std::string_view, 6> names = {"rehearsing", "rehearsed", "grounded", "applying", "applied", "failed"};
  return names[static_cast<std::size_t>(status)];
}

void add_dry_run(const DryRun& run, bool lines, json::object& body) {
  body["position"] = run.position;
  body["events"] = run.events;
  body["elsewhere"] = run.elsewhere;
  json::array landings;
  for (const auto& [ends, count] : run.landings)
    landings.push_back({{"from", ends.first}, {"to", ends.second}, {"count", count}});
  body["landings"] = std::move(landings);
  body["grounded_count"] = run.grounded_count;
  body["departed_count"] = run.departed_count;
  if (!lines) return;
  json::array grounded;
  for (const DryRun::Grounded& each : run.grounded)
    grounded.push_back({{"stream", each.stream}, {"from", each.from}, {"because", told(each.why)}});
  body["grounded"] = std::move(grounded);
  json::array departed;
  for (const auto& [stream, where] : run.departed) {
    json::object line{{"stream", stream},         {"position", where.position}, {"stream_version", where.stream_version},
                      {"event", where.event},     {"recorded", where.recorded}, {"rehearsed", nullptr},
                      {"because", told(where.why)}};
    if (!where.rehearsed.empty()) line["rehearsed"] = where.rehearsed;
    departed.emplace_back(std::move(line));
  }
  body["departed"] = std::move(departed);
}

void add_moves(const MigrationReport& report, bool lines, json::object& body) {
  body["moved"] = report.moved;
  body["left_count"] = report.left_count;
  if (!lines) return;
  json::array left;
  for (const MigrationReport::Left& each : report.left)
    left.push_back({{"stream", each.stream}, {"code", each.code}, {"because", told(each.why)}});
  body["left"] = std::move(left);
}

json::object describe(const Migrations::Entry& entry, bool lines) {
  using enum MigrationReport::Status;
  const MigrationReport& report = entry.report;
  json::object body{{"id", entry.id},
                    {"definition", report.definition},
                    {"actor", entry.actor},
                    {"status", name_of(report.status)},
                    {"started_at", format_rfc3339(entry.started)},
                    {"from", report.from},
                    {"to", report.to},
                    {"states", report.states},
                    {"context", report.context},
                    {"reason", report.reason},
                    {"apply", report.apply},
                    {"progress", entry.progress},
                    {"streams", report.streams}};
  if (entry.finished) body["finished_at"] = format_rfc3339(*entry.finished);
  if (!report.failure.empty()) body["failure"] = report.failure;
  if (report.run.position > 0) add_dry_run(report.run, lines, body);
  if (report.status == applying || report.status == applied) add_moves(report, lines, body);
  return body;
}

Response fresh(Status status, const json::value& body) {
  return http::json_response(status, json::serialize(body)).with("Cache-Control", "no-store");
}

void end(const Going& going, MigrationReport::Status status, std::string failure = {}) {
  going.context.migrations.change(going.id, [&](MigrationReport& report) {
    report.status = status;
    report.failure = std::move(failure);
  });
  going.context.migrations.finish(going.id, going.context.ports.clock.now());
}

std::string failure_in(const CommandOutcome& outcome) {
  if (const auto* rejection = std::get_if<Rejection>(&outcome)) return rejection->message;
  if (const auto* failure = std::get_if<Failure>(&outcome)) return failure->message;
  if (std::holds_alternative<Overloaded>(outcome)) return "The server is too busy; ask again to go on with what is left.";
  return {};
}

Submission submission_of(const Going& going, workflows::Command command, std::function<void(CommandOutcome)> reply) {
  Submission submission;
  submission.decide = [command = std::move(command)](World& world) { return workflows::decide(world, command); };
  submission.actor = going.command.caller.actor;
  submission.correlation_id = going.id;
  submission.reply = std::move(reply);
  return submission;
}

void move_next(const GoingPtr& going);

void note_move(const GoingPtr& going, const std::string& stream, const CommandOutcome& outcome) {
  const auto* rejection = std::get_if<Rejection>(&outcome);
  const std::string failure = rejection ? std::string() : failure_in(outcome);
  const bool last = going->open.fetch_sub(1) == 1;
  going->context.migrations.change(going->id, [&](MigrationReport& report) {
    if (!failure.empty()) {
      report.failure = failure;
    } else if (!rejection) {
      ++report.moved;
    } else if (++report.left_count <= workflows::migration_lines_max) {
      report.left.push_back({stream, rejection->code, {rejection->message, rejection->message_id}});
    }
  });
  if (!failure.empty()) going->next = going->streams.size();  // no more; what is under way comes back
  if (going->next < going->streams.size()) return move_next(going);
  if (!last) return;
  const auto entry = going->context.migrations.find(going->id);
  const bool failed = entry && !entry->report.failure.empty();
  end(*going, failed ? MigrationReport::Status::failed : MigrationReport::Status::applied,
      failed ? entry->report.failure : std::string());
}

void move_next(const GoingPtr& going) {
  const std::size_t index = going->next.fetch_add(1);
  if (index >= going->streams.size()) return;
  going->open.fetch_add(1);
  workflows::Command command;
  command.name = "MigrateStream";
  command.caller.actor = going->command.caller.actor;
  command.caller.role = workflows::Role::system;
  command.body = {{"migration", going->id}, {"stream", going->streams[index]}};
  going->context.ports.processor.submit(submission_of(
      *going, std::move(command),
      [going, stream = going->streams[index]](const CommandOutcome& outcome) { note_move(going, stream, outcome); }));
}

// The order goes into the log first; its streams follow.
void carry_out(const GoingPtr& going, const DryRun& run) {
  workflows::Command order = going->command;
  order.body["id"] = going->id;
  order.body["rehearsed"] = json::object{
      {"position", run.position}, {"streams", going->streams.size()}, {"departed", run.departed_count}};
  going->context.migrations.change(
      going->id, [](MigrationReport& report) { report.status = MigrationReport::Status::applying; });
  going->context.ports.processor.submit(
      submission_of(*going, std::move(order), [going](const CommandOutcome& outcome) {
        if (std::string failure = failure_in(outcome); !failure.empty())
          return end(*going, MigrationReport::Status::failed, std::move(failure));
        if (going->streams.empty()) return end(*going, MigrationReport::Status::applied);
        for (std::size_t each = 0; each < moves_at_once; ++each) move_next(going);
      }));
}

void rehearse(const GoingPtr& going) {
  const Context& context = going->context;
  const workflows::DryRunRequest request{
      going->plan->migration, going->plan->from.hash,
      [&](std::string_view organizer) { return workflows::serves(going->command.caller, organizer); },
      context.ports.clock.now()};
  auto run = workflows::dry_run(context.ports.log, request, [&](std::uint64_t done, std::uint64_t whole) {
    if (done == 1) context.migrations.change(going->id, [&](MigrationReport& report) { report.streams = whole; });
    context.migrations.progress(going->id, done);
  });
  if (!run) return end(*going, MigrationReport::Status::failed, run.error().message);
  going->streams = std::move(run->streams);
  run->streams.clear();
  context.migrations.change(going->id, [&](MigrationReport& report) { report.run = *run; });
  const bool applies = workflows::flag_of(going->command.body, "apply");
  if (run->grounded_count > 0) return end(*going, MigrationReport::Status::grounded);
  if (!applies) return end(*going, MigrationReport::Status::rehearsed);
  carry_out(going, *run);
}

MigrationReport first_report(const Going& going) {
  const json::object& body = going.command.body;
  MigrationReport report;
  report.definition = going.plan->to.id;
  report.organizer = going.command.caller.organizer;
  report.from = going.plan->from.reference();
  report.to = going.plan->to.reference();
  report.states = workflows::object_of(body, "states");
  report.context = workflows::object_of(body, "context");
  report.reason = workflows::text_of(body, "reason");
  report.apply = workflows::flag_of(body, "apply");
  return report;
}

Response begin(const GoingPtr& going) {
  const Context& context = going->context;
  const Timestamp now = context.ports.clock.now();
  if (!context.migrations.begin(going->id, going->command.caller.actor, now, first_report(*going))) {
    return http::problem(Status::conflict, "migration_running", "A migration is running; wait for it to end.");
  }
  Response accepted = fresh(Status::accepted, describe(*context.migrations.find(going->id), true));
  accepted.with("Location", "/v1/definitions/" + going->plan->to.id + "/migrations/" + going->id);
  const bool taken = context.background.submit([going] {
    try {
      rehearse(going);
    } catch (const std::exception& bug) {
      end(*going, MigrationReport::Status::failed, bug.what());
    }
  });
  if (taken) return accepted;
  end(*going, MigrationReport::Status::failed, "the server is stopping");
  return overloaded();
}

bool may_see(const Call& call, const Migrations::Entry& entry) {
  return entry.report.definition == call.request->parameter("definition") &&
         (call.caller->organizer.empty() || call.caller->organizer == entry.report.organizer);
}

}  // namespace

void start_migration(const Context& context, const Call& call) {
  auto body = read_body(context.commands.of("OrderMigration"), *call.request);
  if (!body) return call.reply(std::move(body).error());
  std::array<unsigned char, 10> random{};
  context.ports.entropy.fill(random);
  auto going = std::make_shared<Going>(context);
  going->id = uuid_v7(context.ports.clock.now(), random);
  going->command.name = "OrderMigration";
  going->command.caller = *call.caller;
  going->command.path.emplace("definition", call.request->parameter("definition"));
  going->command.body = *std::move(body);
  if (const auto id = workflows::text_of(going->command.body, "id"); !id.empty()) going->id = id;
  // The definitions are the processor's to look up.
  Submission submission;
  submission.decide = [going](World& world) -> Decision {
    auto plan = workflows::plan_migration(world, going->command);
    if (!plan) return plan.error();
    going->plan.emplace(*std::move(plan));
    return Accepted{};
  };
  submission.actor = call.caller->actor;
  submission.correlation_id = call.request->request_id;
  submission.reply = [going, reply = call.reply](const CommandOutcome& outcome) {
    if (const auto* rejection = std::get_if<Rejection>(&outcome)) return reply(problem_of(*rejection));
    if (const auto* failure = std::get_if<Failure>(&outcome)) return reply(problem_of(*failure));
    if (std::holds_alternative<Overloaded>(outcome)) return reply(overloaded());
    reply(begin(going));
  };
  context.ports.processor.submit(std::move(submission));
}

void list_migrations(const Context& context, const Call& call) {
  json::array items;
  for (const Migrations::Entry& entry : context.migrations.list()) {
    if (may_see(call, entry)) items.push_back(describe(entry, false));
  }
  call.reply(fresh(Status::ok, json::object{{"items", std::move(items)}, {"next_cursor", nullptr}}));
}

void get_migration(const Context& context, const Call& call) {
  const auto entry = context.migrations.find(call.request->parameter("migration"));
  const bool seen = entry && may_see(call, *entry);
  call.reply(seen ? fresh(Status::ok, describe(*entry, true)) : not_found());
}

}  // namespace jejak::routes
