#include <map>
#include <memory>

#include "api/http/problem.hpp"
#include "api/http/query.hpp"
#include "api/routes/answer.hpp"
#include "api/routes/digest.hpp"
#include "api/routes/functions.hpp"
#include "api/routes/view_schema.hpp"
#include "api/routes/views.hpp"
#include "api/routes/visibility.hpp"
#include "engine/core/json.hpp"
#include "workflows/projections.hpp"

namespace jejak::routes {
namespace {

using http::Status;

constexpr std::string_view view = "proposal_details";
constexpr std::uint64_t stream_events_max = 100'000;

// One view's documents in memory, for folding a single stream up to some moment.
class MemoryDocuments final : public Documents {
 public:
  const json::object* find(std::string_view key) override {
    const auto found = documents_.find(key);
    return found == documents_.end() ? nullptr : &found->second;
  }
  json::object& edit(std::string_view key) override {
    const auto found = documents_.find(key);
    return found == documents_.end() ? documents_[std::string(key)] : found->second;
  }
  json::object& append(std::string_view key) override { return edit(key); }
  void erase(std::string_view key) override {
    if (const auto found = documents_.find(key); found != documents_.end()) documents_.erase(found);
  }

 private:
  std::map<std::string, json::object, std::less<>> documents_;
};

std::optional<json::object> fold_until(const Context& context, const std::string& proposal, Position until) {
  MemoryDocuments documents;
  const Apply apply = workflows::projections()[view_index(view)].apply;
  const auto step = [&](const StoredEvent& stored) {
    if (stored.position > until) return false;
    auto data = parse_own_json(stored.data);
    if (!data) return false;
    try {
      apply(Event{stored, *std::move(data)}, documents);
    } catch (const CannotApply&) {
      return true;  // the live view left this event out too
    }
    return true;
  };
  if (context.ports.log.read_stream("proposal-" + proposal, 1, stream_events_max, step)) return std::nullopt;
  const json::object* document = documents.find(proposal);
  return document ? std::optional(*document) : std::nullopt;
}

Built document_answer(const Context& context, const Call& call, const json::object& document,
                      std::string_view bytes, Position position) {
  bool opened = false;
  Built built{http::json_response(Status::ok, reveal(context, bytes, *call.caller, opened)), position, false};
  built.cacheable = !opened;
  const json::value* version = document.if_contains("stream_version");
  const std::string number = version ? canonical_json(*version) : "0";
  built.response.etag = '"' + number + '-' + tag_of(built.response.body).substr(0, 8) + '"';
  return built;
}

Built current(const Context& context, const Call& call) {
  Sight sight = look_at(context, view, call.request->parameter("proposal"), *call.caller);
  if (sight.problem) return Built{*std::move(sight.problem)};
  return document_answer(context, call, sight.document, sight.bytes, sight.position);
}

const ViewSource& current_source() {
  static const ViewSource source{{view, "assignments"}, &current};
  return source;
}

// The position that ?at_position or ?as_of names; nothing where the request is about now.
Result<std::optional<Position>, http::Response> moment(const Context& context, const http::Request& request) {
  http::QueryReader query(request);
  const auto position = query.number("at_position");
  const auto time = query.instant("as_of");
  if (auto bad = query.problem()) return *std::move(bad);
  if (position && time) {
    return http::problem(Status::bad_request, "invalid_query", "Send at_position or as_of, not both.");
  }
  if (!time) return std::optional<Position>(position);
  const auto found = context.ports.log.position_at(*time);
  if (!found) return problem_of(found.error());
  return std::optional<Position>(*found);
}

http::Response as_it_was(const Context& context, const Call& call) {
  const auto until = moment(context, *call.request);
  if (!until) return until.error();
  const std::string proposal(call.request->parameter("proposal"));
  Sight now =
      look_at(context, view, proposal, *call.caller);  // whoever may see it now may see how it came to be
  if (now.problem) return *std::move(now.problem);
  const auto document = fold_until(context, proposal, **until);
  if (!document) return not_found();
  const Position position = std::min(**until, context.ports.log.head().size);
  Built built = document_answer(context, call, *document, canonical_json(*document), position);
  set_position(built.response, position);
  make_revalidated(built.response, false);
  return conditional(std::move(built.response), *call.request);
}

}  // namespace

void get_proposal(const Context& context, const Call& call) {
  const http::Request& request = *call.request;
  if (!request.query_value("at_position") && !request.query_value("as_of")) {
    return serve_view(context, current_source(), cache_scope(view, *call.caller), call);
  }
  on_worker(context, call.reply, [&context, call] { call.reply(as_it_was(context, call)); });
}

}  // namespace jejak::routes
