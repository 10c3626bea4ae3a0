#include "api/routes/answer.hpp"
#include "api/routes/digest.hpp"
#include "api/routes/functions.hpp"
#include "api/routes/views.hpp"
#include "api/routes/visibility.hpp"
#include "engine/core/json.hpp"

namespace jejak::routes {
namespace {

using http::Status;

constexpr std::string_view view = "proposal_details";

// Flags name other entrants' proposals, withdrawn ones too: they are for who examines the entry.
bool may_see_flags(const workflows::Caller& caller) {
  return caller.role != workflows::Role::proposer && caller.role != workflows::Role::juror;
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
  json::value* flags = may_see_flags(*call.caller) ? nullptr : sight.document.if_contains("flags");
  if (flags != nullptr && !flags->is_null()) {
    *flags = nullptr;
    sight.bytes = canonical_json(sight.document);
  }
  return document_answer(context, call, sight.document, sight.bytes, sight.position);
}

const ViewSource& current_source() {
  static const ViewSource source{{view, "assignments"}, {view, "assignments"}, &current};
  return source;
}

}  // namespace

void get_proposal(const Context& context, const Call& call) {
  serve_view(context, current_source(), cache_scope(view, *call.caller), call);
}

}  // namespace jejak::routes
