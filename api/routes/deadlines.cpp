#include "api/http/query.hpp"
#include "api/routes/functions.hpp"
#include "api/routes/views.hpp"
#include "api/routes/visibility.hpp"
#include "engine/core/time.hpp"
#include "workflows/field.hpp"

namespace jejak::routes {
namespace {

using http::Response;
using http::Status;

struct Clock {
  const char* name;
  int hours;
};
// Western, central and eastern Indonesia; none has summer time.
constexpr Clock clocks[] = {{"wib", 7}, {"wita", 8}, {"wit", 9}};

// {"utc","wib","wita","wit"}: the same instant on each clock, RFC 3339 with its offset.
json::object on_all_clocks(std::string_view instant) {
  json::object told{{"utc", instant}};
  const auto time = parse_rfc3339(instant);
  if (!time) return told;
  for (const Clock& clock : clocks) {
    constexpr std::int64_t hour = 3'600'000'000;
    std::string text = format_rfc3339(Timestamp{time->microseconds + clock.hours * hour});
    text.replace(text.find('.'), text.npos, "+0" + std::to_string(clock.hours) + ":00");
    told[clock.name] = text;
  }
  return told;
}

std::string_view state_of(const json::object& window, Timestamp now) {
  const auto opens = parse_rfc3339(workflows::text_of(window, "opens")), closes = parse_rfc3339(workflows::text_of(window, "closes"));
  if (!opens || !closes) return "closed";
  return now < *opens ? "before" : *closes < now ? "closed" : "open";
}

}  // namespace

// The windows as they stand, extensions included. What is open depends on the clock, so the tag changes when a window does.
void get_deadlines(const Context& context, const Call& call) {
  http::QueryReader query(*call.request);
  if (auto bad = query.problem()) return call.reply(*std::move(bad));
  on_worker(context, call.reply, [&context, call] {
    Sight sight = look_at(context, "competitions", fill_key("{competition}", *call.request), *call.caller);
    if (sight.problem) return call.reply(*std::move(sight.problem));
    json::array deadlines;
    for (const json::value& value : workflows::array_of(sight.document, "windows")) {
      const json::object& window = workflows::members_of(value);
      json::object line{{"window", workflows::text_of(window, "name")}, {"state", state_of(window, context.ports.clock.now())}};
      workflows::copy_member(window, "governs", line);
      line["opens"] = on_all_clocks(workflows::text_of(window, "opens"));
      line["closes"] = on_all_clocks(workflows::text_of(window, "closes"));
      deadlines.push_back(std::move(line));
    }
    Response response = http::json_response(
        Status::ok, canonical_json(json::object{{"competition", workflows::text_of(sight.document, "id")}, {"deadlines", std::move(deadlines)}}));
    set_position(response, sight.position);
    make_revalidated(response, true);
    call.reply(conditional(std::move(response), *call.request));
  });
}

}  // namespace jejak::routes
