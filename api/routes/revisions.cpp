#include <charconv>

#include "api/http/query.hpp"
#include "api/routes/functions.hpp"
#include "api/routes/views.hpp"
#include "engine/runtime/event_parser.hpp"
#include "workflows/field.hpp"
#include "workflows/proposal/difference.hpp"

namespace jejak::routes {
namespace {

using http::Response;
using http::Status;
using workflows::object_of;
using workflows::text_of;

constexpr std::uint64_t events_read_max = 100'000;  // of one proposal

// Calls `take` for each time that the proposal's answers were saved, in order.
std::optional<Response> each_revision(const Context& context, std::string_view proposal, const std::function<void(const Event&)>& take) {
  EventParser parser;
  const auto failure = context.ports.log.read_stream(workflows::stream_of("proposal", proposal), 1, events_read_max, [&](const StoredEvent& event) {
    if (event.type != "ProposalAnswered") return true;
    if (const Event* parsed = parser.parse(event)) take(*parsed);
    return true;
  });
  return failure ? std::optional(problem_of(*failure)) : std::nullopt;
}

Response listed(const Context& context, std::string_view proposal) {
  json::array items;
  auto problem = each_revision(context, proposal, [&](const Event& event) {
    json::object line{{"revision", event.stream_version}, {"position", event.position}, {"time", format_rfc3339(event.time)}, {"actor", event.actor}};
    line["words"] = object_of(workflows::members_of(event.data), "words");
    items.push_back(std::move(line));
  });
  if (problem) return *std::move(problem);
  return http::json_response(Status::ok, canonical_json(json::object{{"items", std::move(items)}, {"next_cursor", nullptr}}));
}

// What the revision changed, from the one before it or from another.
Response compared(const Context& context, std::string_view proposal, StreamVersion revision, std::optional<StreamVersion> from) {
  json::object before, after;
  StreamVersion against = 0;
  bool found = false, found_from = false;
  auto problem = each_revision(context, proposal, [&](const Event& event) {
    const json::object& answers = object_of(workflows::members_of(event.data), "answers");
    const bool is_before = from ? event.stream_version == *from : event.stream_version < revision;
    if (is_before) {
      before = answers;
      against = event.stream_version;
      found_from = true;
    }
    if (event.stream_version != revision) return;
    after = answers;
    found = true;
  });
  if (problem) return *std::move(problem);
  if (!found || (from && !found_from)) return not_found();
  json::object answer{{"revision", revision}, {"from", nullptr}, {"questions", workflows::answers_difference(before, after)}};
  if (found_from) answer["from"] = against;
  return http::json_response(Status::ok, canonical_json(answer));
}

// Whoever may see the proposal may see what became of its answers.
void serve(const Context& context, const Call& call, std::function<Response(const std::string& proposal)> answer) {
  on_worker(context, call.reply, [&context, call, answer = std::move(answer)] {
    const std::string proposal(call.request->parameter("proposal"));
    Sight sight = look_at(context, "proposal_details", proposal, *call.caller);
    if (sight.problem) return call.reply(*std::move(sight.problem));
    Response response = answer(proposal);
    if (response.status == Status::ok) make_revalidated(response, false);
    call.reply(conditional(std::move(response), *call.request));
  });
}

}  // namespace

void list_revisions(const Context& context, const Call& call) {
  http::QueryReader query(*call.request);
  if (auto bad = query.problem()) return call.reply(*std::move(bad));
  serve(context, call, [&context](const std::string& proposal) { return listed(context, proposal); });
}

void get_revision_difference(const Context& context, const Call& call) {
  http::QueryReader query(*call.request);
  const auto from = query.number("from");
  if (auto bad = query.problem()) return call.reply(*std::move(bad));
  const std::string_view text = call.request->parameter("revision");
  StreamVersion revision = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), revision);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return call.reply(not_found());
  serve(context, call, [&context, revision, from](const std::string& proposal) { return compared(context, proposal, revision, from); });
}

}  // namespace jejak::routes
