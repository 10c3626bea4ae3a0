#include "api/routes/command_plan.hpp"
#include "api/routes/functions.hpp"
#include "api/routes/views.hpp"
#include "api/routes/visibility.hpp"

namespace jejak::routes {

// What was decided, if it was. Until then the decision is previewed against the states that the command would
// be decided against, which only the processor's thread has.
void get_decision(const Context& context, const Call& call) {
  static const ViewSource decided = source_of(DocumentRoute{"decisions", "{competition}/{stage}"});
  // A preview is no view and cannot go into the cache, so the call's reply decides which of the two answers
  // it is.
  Call view_call = call;
  view_call.reply = http::Reply([&context, call](http::Response&& response) {
    if (response.status != http::Status::not_found) return call.reply(std::move(response));
    run_command(context, context.commands.of("PreviewDecision"), call);
  });
  serve_view(context, decided, cache_scope("decisions", *call.caller), view_call);
}

}  // namespace jejak::routes
