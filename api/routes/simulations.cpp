#include "api/routes/simulations.hpp"

#include <array>
#include <boost/json/serialize.hpp>

#include "api/http/problem.hpp"
#include "api/routes/body.hpp"
#include "api/routes/context.hpp"
#include "api/routes/functions.hpp"
#include "engine/core/uuid.hpp"
#include "workflows/field.hpp"

namespace jejak::routes {
namespace {

using http::Response;
using http::Status;

Response fresh(Status status, const json::value& body) {
  return http::json_response(status, json::serialize(body)).with("Cache-Control", "no-store");
}

json::object described(const Simulations::Entry& entry, bool lines) {
  const SimulationReport& report = entry.report;
  json::object body{{"id", entry.id},
                    {"actor", entry.actor},
                    {"competition", report.competition},
                    {"started_at", format_rfc3339(entry.started)},
                    {"progress", entry.progress},
                    {"status", "running"}};
  if (!entry.finished) return body;
  body["finished_at"] = format_rfc3339(*entry.finished);
  if (!report.failure.empty()) {
    body["status"] = "failed";
    body["failure"] = report.failure;
    return body;
  }
  const workflows::Simulation& simulation = report.simulation;
  body["status"] = simulation.refused_count + simulation.difference_count > 0 ? "different" : "same";
  for (auto& [key, value] : workflows::describe(simulation)) {
    if (lines || !value.is_array()) body[key] = std::move(value);
  }
  return body;
}

void run(const Context& context, const std::string& id, const workflows::SimulationRequest& request) {
  std::string failure;
  try {
    auto simulation =
        workflows::simulate(context.ports.log, context.ports.make_sandbox(), context.ports.entropy, request,
                            [&](Position reached, Position) { context.simulations.progress(id, reached); });
    if (!simulation) failure = simulation.error().message;
    if (simulation)
      context.simulations.change(id, [&](SimulationReport& report) { report.simulation = *std::move(simulation); });
  } catch (const std::exception& bug) {
    failure = bug.what();
  }
  context.simulations.change(id, [&](SimulationReport& report) { report.failure = std::move(failure); });
  context.simulations.finish(id, context.ports.clock.now());
}

Response begin(const Context& context, const Call& call, workflows::SimulationRequest request) {
  const Timestamp now = context.ports.clock.now();
  std::array<unsigned char, 10> random{};
  context.ports.entropy.fill(random);
  const std::string id = uuid_v7(now, random);
  SimulationReport report;
  report.competition = request.competition;
  report.organizer = call.caller->organizer;
  if (!context.simulations.begin(id, call.caller->actor, now, std::move(report)))
    return http::problem(Status::conflict, "simulation_running", "A simulation is running; wait for it to end.");
  Response accepted = fresh(Status::accepted, described(*context.simulations.find(id), true));
  accepted.with("Location", "/v1/simulations/" + id);
  if (context.background.submit([&context, id, request = std::move(request)] { run(context, id, request); })) return accepted;
  context.simulations.change(id, [](SimulationReport& kept) { kept.failure = "the server is stopping"; });
  context.simulations.finish(id, now);
  return overloaded();
}

bool may_see(const Call& call, const Simulations::Entry& entry) {
  return call.caller->organizer.empty() || call.caller->organizer == entry.report.organizer;
}

}  // namespace

void start_simulation(const Context& context, const Call& call) {
  if (!context.ports.make_sandbox) {
    return call.reply(http::problem(Status::not_implemented, "no_simulation",
                                    "This server was started without the means to simulate."));
  }
  auto body = read_body(context.commands.of("Simulate"), *call.request);
  if (!body) return call.reply(std::move(body).error());
  auto command = std::make_shared<workflows::Command>();
  command->name = "Simulate";
  command->caller = *call.caller;
  command->body = *std::move(body);
  Submission submission;  // the rules are checked against what the competition is pinned to, which the processor knows
  submission.decide = [command](World& world) { return workflows::decide(world, *command); };
  submission.actor = call.caller->actor;
  submission.correlation_id = call.request->request_id;
  submission.reply = [&context, call, command](const CommandOutcome& outcome) {
    if (const auto* rejection = std::get_if<Rejection>(&outcome)) return call.reply(problem_of(*rejection));
    if (const auto* failure = std::get_if<Failure>(&outcome)) return call.reply(problem_of(*failure));
    const auto* done = std::get_if<Done>(&outcome);
    if (done == nullptr) return call.reply(overloaded());
    call.reply(begin(context, call,
                     {std::string(workflows::text_of(command->body, "competition")), done->answer.at("rulebook"),
                      done->answer.at("definition")}));
  };
  context.ports.processor.submit(std::move(submission));
}

void list_simulations(const Context& context, const Call& call) {
  json::array items;
  for (const Simulations::Entry& entry : context.simulations.list()) {
    if (may_see(call, entry)) items.push_back(described(entry, false));
  }
  call.reply(fresh(Status::ok, json::object{{"items", std::move(items)}, {"next_cursor", nullptr}}));
}

void get_simulation(const Context& context, const Call& call) {
  const auto entry = context.simulations.find(call.request->parameter("simulation"));
  call.reply(entry && may_see(call, *entry) ? fresh(Status::ok, described(*entry, true)) : not_found());
}

}  // namespace jejak::routes
