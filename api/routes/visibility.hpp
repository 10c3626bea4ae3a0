#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/json.hpp"
#include "engine/ports/view_store.hpp"
#include "workflows/command.hpp"

// Who sees which documents of a view, after the policy table has let them at the view at all: published views
// are everybody's; organizers' people see their own organizer's; proposers their own entrant's; jurors what
// they are assigned to, and of score sheets their own only. Pure.
namespace jejak::routes {

bool is_published(std::string_view view);  // the policy table gives it to the public

// Whether an answer of this view can differ between callers, and the text that tells callers apart in the
// cache: empty where all see the same.
std::string cache_scope(std::string_view view, const workflows::Caller& caller);

// What narrows a query of the view to what the caller may see.
std::vector<ViewQuery::Filter> visible_only(std::string_view view, const workflows::Caller& caller);

// Whether the caller may see this document. A juror's right to a proposal is not in it: ask
// juror_needs_assignment.
bool may_read(std::string_view view, const workflows::Caller& caller, const json::object& document);
bool juror_needs_assignment(std::string_view view, const workflows::Caller& caller);

// Whether a juror stepped aside from what was assigned so: then its proposal is not theirs to read any more.
bool stepped_aside(const json::object& assignment);

// A juror's words are the juror's (may_see_person). But once a stage is decided about a proposal, its entrant and those who run or audit the
// competition read what a sheet says to the entrant (`comment_to_entrant`), and the other jurors of the same proposal and stage what it
// says to the jury (`comment`), of sheets that stand. `result` is the proposal's at that stage; `own` the caller's assignment, for a juror.
bool may_read_words(std::string_view member, const workflows::Caller& caller, const json::object& sheet, const json::object& result,
                    const json::object& own = {});

// Whether the organizer of something is one whose people include the caller (or the caller is bound to none).
bool within_organizer(const workflows::Caller& caller, std::string_view organizer);

// Whether the caller may see personal data of `subject` that stands in a document of `organizer`.
bool may_see_person(const workflows::Caller& caller, std::string_view organizer, std::string_view subject);

// The string member, or empty.
std::string_view text_member(const json::object& document, std::string_view name);

}  // namespace jejak::routes
