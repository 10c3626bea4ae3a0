#include <map>

#include "api/http/query.hpp"
#include "api/routes/functions.hpp"
#include "api/routes/views.hpp"
#include "engine/runtime/event_parser.hpp"
#include "engine/statechart/graph.hpp"
#include "workflows/field.hpp"

namespace jejak::routes {
namespace {

using http::Response;
using http::Status;

constexpr std::uint64_t events_drawn_max = 100'000;  // of one proposal or instance

// What one thing's own events say about where it was, and when.
class Path {
 public:
  void take(const Event& event) {
    const json::object& data = workflows::members_of(event.data);
    if (const auto& definition = workflows::object_of(data, "definition"); !definition.empty())
      definition_ = workflows::text_of(definition, "hash");
    const json::value* value = workflows::object_of(data, "state").if_contains("value");
    if (value == nullptr) return;
    std::vector<std::string> leaves;
    collect(*value, "", leaves);
    for (auto here = here_.begin(); here != here_.end();) {
      const bool stays = std::find(leaves.begin(), leaves.end(), here->first) != leaves.end();
      if (!stays) stays_[here->second].left_at = event.time;
      here = stays ? std::next(here) : here_.erase(here);
    }
    for (const std::string& leaf : leaves) {
      if (here_.contains(leaf)) continue;
      here_.emplace(leaf, stays_.size());
      stays_.push_back({leaf, event.time, std::nullopt});
    }
  }

  const std::string& definition() const { return definition_; }
  const std::vector<statechart::Stay>& stays() const { return stays_; }

 private:
  static void collect(const json::value& value, const std::string& around, std::vector<std::string>& leaves) {
    const auto below = [&](std::string_view key) { return around.empty() ? std::string(key) : around + '.' + std::string(key); };
    if (const auto* key = value.if_string()) return leaves.push_back(below(*key));
    if (!value.is_object() || value.get_object().empty()) return leaves.push_back(around);
    for (const auto& [key, inner] : value.get_object()) collect(inner, below(key), leaves);
  }

  std::string definition_;  // hash of the last one
  std::vector<statechart::Stay> stays_;
  std::map<std::string, std::size_t> here_;  // active states: their stay
};

Response drawn(const Context& context, const std::string& stream, std::string_view format) {
  EventParser parser;
  Path path;
  if (const auto failure = context.ports.log.read_stream(stream, 1, events_drawn_max, [&](const StoredEvent& event) {
        if (const Event* parsed = parser.parse(event)) path.take(*parsed);
        return true;
      })) {
    return problem_of(*failure);
  }
  const auto document = recorded_document(context, "definition", path.definition());
  const auto definition = document ? statechart::compile(*document) : Result<statechart::DefinitionPtr, Faults>(Faults{});
  if (!definition) return not_found();
  const auto passages = statechart::passages_of(**definition, path.stays(), context.ports.clock.now());
  Response response;
  response.content_type = "text/plain; charset=utf-8";
  response.body = format == "dot" ? statechart::to_dot(**definition, passages) : statechart::to_mermaid(**definition, passages);
  return response.with("Cache-Control", "no-store");
}

void draw(const Context& context, const Call& call, std::string_view view, std::string_view parameter) {
  http::QueryReader query(*call.request);
  const std::string format = query.choice("format", {"mermaid", "dot"}).value_or("mermaid");
  if (auto bad = query.problem()) return call.reply(*std::move(bad));
  const std::string id(call.request->parameter(parameter));
  on_worker(context, call.reply, [&context, call, view, stream = workflows::stream_of(parameter, id), id, format] {
    Sight sight = look_at(context, view, id, *call.caller);
    call.reply(sight.problem ? *std::move(sight.problem) : drawn(context, stream, format));
  });
}

}  // namespace

void get_proposal_graph(const Context& context, const Call& call) { draw(context, call, "proposal_details", "proposal"); }
void get_instance_graph(const Context& context, const Call& call) { draw(context, call, "instances", "instance"); }

}  // namespace jejak::routes
