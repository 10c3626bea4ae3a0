#include <array>
#include <boost/json/serialize.hpp>

#include "api/http/problem.hpp"
#include "api/routes/context.hpp"
#include "api/routes/functions.hpp"
#include "api/routes/view_schema.hpp"
#include "engine/core/uuid.hpp"
#include "workflows/projections.hpp"

namespace jejak::routes {
namespace {

using http::Response;
using http::Status;

constexpr std::size_t dead_letters_max = 1000;  // in one answer; their number is told in full

Response fresh(Status status, const json::value& body) {
  return http::json_response(status, json::serialize(body)).with("Cache-Control", "no-store");
}

json::object describe(const DeadLetter& letter) {
  return {{"view", letter.view},
          {"stream", letter.stream},
          {"position", letter.position},
          {"reason", letter.reason}};
}

Response projections_now(const Context& context) {
  const Position reached = context.ports.projector.position();
  json::array views;
  for (std::size_t each = 0; each < workflows::projections().size(); ++each) {
    const ViewSchema& view = workflows::projections()[each].view;
    views.push_back({{"view", view.name},
                     {"revision", view.revision},
                     {"position", reached},
                     {"changed_at", context.ports.projector.changed_at(each)}});
  }
  const std::vector<DeadLetter> letters = context.ports.views.dead_letters();
  json::array told;
  for (std::size_t each = 0; each < std::min(letters.size(), dead_letters_max); ++each)
    told.push_back(describe(letters[each]));
  const Position size = context.ports.log.head().size;
  json::object body{{"log_size", size}, {"position", reached}, {"behind", size - std::min(size, reached)}};
  body["views"] = std::move(views);
  body["dead_letter_count"] = letters.size();
  body["dead_letters"] = std::move(told);
  return fresh(Status::ok, body);
}

json::object describe(const Replays::Entry& entry) {
  json::object body{{"id", entry.id},
                    {"actor", entry.actor},
                    {"started_at", format_rfc3339(entry.started)},
                    {"progress", entry.progress}};
  const ReplayReport& report = entry.report;
  if (!entry.finished) {
    body["status"] = "running";
    return body;
  }
  body["finished_at"] = format_rfc3339(*entry.finished);
  body["status"] = !report.failure.empty() ? "failed" : report.equal ? "equal" : "different";
  if (!report.failure.empty()) {
    body["failure"] = report.failure;
    return body;
  }
  body["position"] = report.position;
  body["events"] = report.events;
  body["documents"] = report.documents;
  body["milliseconds"] = report.milliseconds;
  if (!report.first_difference.empty()) body["first_difference"] = report.first_difference;
  return body;
}

void end_replay(const Context& context, const std::string& id, ReplayReport report) {
  context.replays.progress(id, report.position);
  context.replays.change(id, [&](ReplayReport& kept) { kept = std::move(report); });
  context.replays.finish(id, context.ports.clock.now());
}

void run_replay(const Context& context, const std::string& id) {
  ReplayReport report;
  try {
    report = context.ports.run_replay([&](Position reached) { context.replays.progress(id, reached); });
  } catch (const std::exception& bug) {
    report.failure = bug.what();
  }
  end_replay(context, id, std::move(report));
}

}  // namespace

void list_projections(const Context& context, const Call& call) {
  on_worker(context, call.reply, [&context, call] { call.reply(projections_now(context)); });
}

void start_replay(const Context& context, const Call& call) {
  if (!context.ports.run_replay) {
    return call.reply(http::problem(Status::not_implemented, "no_replay",
                                    "This server was started without the means to replay."));
  }
  const Timestamp now = context.ports.clock.now();
  std::array<unsigned char, 10> random{};
  context.ports.entropy.fill(random);
  const std::string id = uuid_v7(now, random);
  if (!context.replays.begin(id, call.caller->actor, now)) {
    return call.reply(
        http::problem(Status::conflict, "replay_running", "A replay is running; wait for it to end."));
  }
  if (!context.background.submit([&context, id] { run_replay(context, id); })) {
    ReplayReport report;
    report.failure = "the server is stopping";
    end_replay(context, id, std::move(report));
    return call.reply(overloaded());
  }
  Response response = fresh(Status::accepted, describe(*context.replays.find(id)));
  call.reply(response.with("Location", "/v1/admin/replays/" + id));
}

void list_replays(const Context& context, const Call& call) {
  json::array items;
  for (const Replays::Entry& entry : context.replays.list()) items.push_back(describe(entry));
  call.reply(fresh(Status::ok, json::object{{"items", std::move(items)}, {"next_cursor", nullptr}}));
}

void get_replay(const Context& context, const Call& call) {
  const auto entry = context.replays.find(call.request->parameter("replay"));
  call.reply(entry ? fresh(Status::ok, describe(*entry)) : not_found());
}

}  // namespace jejak::routes
