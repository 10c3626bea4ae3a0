#include "api/routes/visibility.hpp"

#include "workflows/policy.hpp"

namespace jejak::routes {
namespace {

using workflows::Caller;
using workflows::Role;

bool has_personal_fields(std::string_view view) {
  return view == "sessions" || view == "entrants" || view == "jurors" || view == "assessments" || view == "drafts" ||
         view == "instance_history" || view == "webhooks" || view == "mailings";
}

bool is_of_organizer(Role role) {
  return role == Role::secretariat || role == Role::auditor || role == Role::admin;
}

}  // namespace

bool is_published(std::string_view view) {
  return workflows::may(Role::anonymous, "view:" + std::string(view));
}

std::string cache_scope(std::string_view view, const Caller& caller) {
  if (caller.role == Role::anonymous || (is_published(view) && !has_personal_fields(view))) return {};
  std::string scope(workflows::name_of(caller.role));
  for (const std::string* part : {&caller.organizer, &caller.entrant, &caller.juror}) {
    scope += '|';
    scope += *part;
  }
  return scope;
}

std::vector<ViewQuery::Filter> visible_only(std::string_view view, const Caller& caller) {
  if (is_published(view)) return {};
  // The trail of a proposal is seen by whoever sees the proposal, which is settled before the query.
  if (view == "history") return {};
  switch (caller.role) {
    case Role::proposer:
      return {{"entrant", caller.entrant}};
    case Role::juror:
      if (view != "slots") return {{"juror", caller.juror}};
      break;  // when and where is said to the whole jury
    default:
      break;
  }
  // A secretariat is always bound: without an organizer it sees nothing.
  if (caller.organizer.empty() && caller.role != Role::secretariat) return {};
  return {{"organizer", caller.organizer}};
}

bool within_organizer(const Caller& caller, std::string_view organizer) {
  if (caller.organizer.empty()) return caller.role == Role::auditor || caller.role == Role::admin;
  return caller.organizer == organizer;
}

bool may_read(std::string_view view, const Caller& caller, const json::object& document) {
  if (is_published(view)) return true;
  // A proposal in a competition of a tier above is also its entrant's own organizer's business.
  const bool entry = view == "proposal_details" || view == "proposals";
  const std::string_view local = entry ? text_member(document, "local_organizer") : std::string_view();
  if (is_of_organizer(caller.role))
    return within_organizer(caller, text_member(document, "organizer")) ||
           (!local.empty() && within_organizer(caller, local));
  if (caller.role == Role::proposer) {
    return text_member(document, view == "entrants" ? "id" : "entrant") == caller.entrant &&
           !caller.entrant.empty();
  }
  if (caller.role != Role::juror || caller.juror.empty()) return false;
  return juror_needs_assignment(view, caller) || text_member(document, "juror") == caller.juror;
}

bool juror_needs_assignment(std::string_view view, const Caller& caller) {
  return caller.role == Role::juror &&
         (view == "proposals" || view == "proposal_details" || view == "history");
}

bool stepped_aside(const json::object& assignment) {
  const std::string_view status = text_member(assignment, "status");
  return status == "recused" || status == "voided";
}

bool may_read_words(std::string_view member, const Caller& caller, const json::object& sheet, const json::object& result, const json::object& own) {
  const auto of_the_same = [&](const json::object& document) {
    return text_member(document, "proposal") == text_member(sheet, "proposal") && text_member(document, "stage") == text_member(sheet, "stage");
  };
  const std::string_view outcome = text_member(sheet, "outcome");
  const bool stands = outcome == "scored" || outcome == "abstained" || outcome == "no_score";
  if (!stands || result.empty() || !of_the_same(result)) return false;
  if (member == "comment")
    return caller.role == Role::juror && !caller.juror.empty() && text_member(own, "juror") == caller.juror && of_the_same(own) && !stepped_aside(own);
  if (member != "comment_to_entrant") return false;
  if (caller.role == Role::proposer) return !caller.entrant.empty() && text_member(result, "entrant") == caller.entrant;
  return (caller.role == Role::secretariat || caller.role == Role::auditor) && within_organizer(caller, text_member(result, "organizer"));
}

bool may_see_person(const Caller& caller, std::string_view organizer, std::string_view subject) {
  if (subject.starts_with("webhook-")) return false;  // no person: what signs, for who delivers alone
  switch (caller.role) {
    case Role::secretariat:
    case Role::auditor:
      return within_organizer(caller, organizer);
    case Role::proposer:
      return !caller.entrant.empty() && subject == "entrant-" + caller.entrant;
    case Role::juror:
      return !caller.juror.empty() && subject == "juror-" + caller.juror;
    default:
      return false;
  }
}

std::string_view text_member(const json::object& document, std::string_view name) {
  const json::value* value = document.if_contains(name);
  return value && value->is_string() ? std::string_view(value->as_string()) : std::string_view{};
}

}  // namespace jejak::routes
