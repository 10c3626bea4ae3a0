#include <algorithm>
#include <map>

#include "api/http/problem.hpp"
#include "api/http/query.hpp"
#include "api/routes/answer.hpp"
#include "api/routes/view_schema.hpp"
#include "api/routes/sheets.hpp"
#include "api/routes/views.hpp"
#include "api/routes/visibility.hpp"
#include "workflows/search/stem.hpp"

namespace jejak::routes {
namespace {

using http::Response;
using http::Status;
using workflows::Caller;
using workflows::Role;

Built refused(Response response) { return Built{std::move(response)}; }

// The view in which a list's parent stands.
std::string_view parent_view(std::string_view field) {
  return field == "competition" ? "competitions"
         : field == "organizer" || field == "local_organizer" ? "organizers"
         : field == "proposal"  ? "proposals"
         : field == "instance"  ? "instances"
                                : "awards";
}

// What a list hangs under: it must exist, and be the caller's business.
std::optional<Response> check_parent(const Context& context, const ListRoute& route, const Call& call) {
  for (const ListRoute::Binding& bound : route.bound) {
    if (bound.field == "stage") continue;  // of the competition that is bound as well
    const std::string key(call.request->parameter(bound.parameter));
    const std::string_view view = parent_view(bound.field);
    Sight parent = look_at(context, view, key, *call.caller);
    if (parent.problem) return std::move(parent.problem);
    const std::string_view organizer =
        view == "organizers" ? std::string_view(key) : text_member(parent.document, "organizer");
    const bool local = text_member(parent.document, "local_organizer") == call.caller->organizer;
    if (is_published(route.view) || call.caller->organizer.empty() || call.caller->organizer == organizer || local) continue;
    return http::problem(Status::forbidden, "other_organizer",
                         "This belongs to another organizer than this API key does.");
  }
  return std::nullopt;
}

Result<ViewQuery, Response> read_query(const ListRoute& route, const Call& call) {
  const ViewSchema& view = view_schema(route.view);
  http::QueryReader reader(*call.request);
  ViewQuery query;
  query.view = view.name;
  query.filters = visible_only(view.name, *call.caller);
  for (const auto& bound : route.bound) {
    // What its own entrants entered elsewhere is an organizer's business as well; whose it is was asked of the parent.
    if (bound.field == "local_organizer") std::erase_if(query.filters, [](const ViewQuery::Filter& each) { return each.field == "organizer"; });
    query.filters.push_back(
        {std::string(bound.field), std::string(call.request->parameter(bound.parameter))});
  }
  const auto names = list_parameters(route);
  for (const ViewField& field : view.fields) {
    if (!field.filtered || std::find(names.begin(), names.end(), field.name) == names.end()) continue;
    if (auto value = reader.text(field.name)) query.filters.push_back({field.name, *std::move(value)});
  }
  if (const ViewField* searched = searched_field(view)) {
    if (auto words = reader.text("q", 200))
      query.search = ViewQuery::Filter{searched->name, searched->made_for_search ? workflows::searched_text(*words) : *std::move(words)};
  }
  const auto sort = reader.choice("sort", sorted_fields(view));
  const auto order = reader.choice("order", {"asc", "desc"});
  query.sort = sort.value_or(std::string(route.sort));
  query.descending = order ? *order == "desc" : !sort && route.descending;
  query.limit = static_cast<std::uint32_t>(reader.limit());
  query.cursor = reader.text("cursor").value_or("");
  if (auto bad = reader.problem()) return *std::move(bad);
  return query;
}

Built page_of(const Context& context, std::vector<std::string> documents, std::string_view cursor,
              Position position, const Caller& caller) {
  bool opened = false;
  for (std::string& document : documents) document = reveal(context, document, caller, opened);
  return Built{http::json_response(Status::ok, render_page(documents, cursor)), position, !opened};
}

// A proposer's entrants are the one that the key is for.
Built own_entrant(const Context& context, const ViewQuery& query, const Caller& caller) {
  Sight sight = look_at(context, "entrants", caller.entrant, caller);
  if (sight.problem && sight.problem->status != Status::not_found) return refused(*std::move(sight.problem));
  std::vector<std::string> documents;
  const std::string_view organizer = text_member(sight.document, "organizer");
  const bool asked =
      std::all_of(query.filters.begin(), query.filters.end(), [&](const ViewQuery::Filter& each) {
        return each.field == "entrant" || text_member(sight.document, each.field) == each.value;
      });
  if (!organizer.empty() && asked) documents.push_back(std::move(sight.bytes));
  return page_of(context, std::move(documents), {}, sight.position, caller);
}

// A juror's proposals are those of their assignments, in that order: no search, no other sorting.
Built assigned_proposals(const Context& context, ViewQuery query, const Call& call) {
  for (const char* name : {"q", "sort"}) {
    if (call.request->query_value(name))
      return refused(http::invalid_query({{name, "is not offered to jurors: their list is short", "tidak tersedia bagi juri: daftarnya pendek"}}));
  }
  std::vector<ViewQuery::Filter> wanted;
  std::swap(wanted, query.filters);
  query.view = "assignments";
  query.sort.clear();
  for (const auto& each : wanted) {
    if (each.field == "competition" || each.field == "juror") query.filters.push_back(each);
  }
  const auto assignments = context.ports.views.query(query);
  if (!assignments) return refused(http::invalid_query(assignments.error()));
  std::vector<std::string> documents;
  std::string last;
  for (const std::string& key : assignments->keys) {
    const std::string proposal = key.substr(0, key.find('/'));
    if (proposal == std::exchange(last, proposal)) continue;  // assigned for several stages
    if (!juror_reads(context, *call.caller, proposal)) continue;
    auto found = context.ports.views.find("proposals", proposal);
    if (!found) return refused(problem_of(found.error()));
    const auto parsed = *found ? parse_own_json(**found) : Result<json::value, JsonFault>(json::value{});
    const json::object* document = parsed ? parsed->if_object() : nullptr;
    const auto matches = [&](const ViewQuery::Filter& each) {
      return each.field == "juror" || text_member(*document, each.field) == each.value;
    };
    if (document && std::all_of(wanted.begin(), wanted.end(), matches))
      documents.push_back(**std::move(found));
  }
  return page_of(context, std::move(documents), assignments->next_cursor, assignments->position,
                 *call.caller);
}

// The trail's documents with the leaf hash of each event: what an entrant needs to check it against a
// checkpoint.
std::optional<Failure> add_leaf_hashes(const Context& context, std::string_view proposal, ViewPage& page) {
  std::map<StreamVersion, std::string*> documents;
  for (std::size_t each = 0; each < page.keys.size(); ++each) {
    const std::string& key = page.keys[each];
    documents[std::stoull(key.substr(key.rfind('/') + 1))] = &page.documents[each];
  }
  if (documents.empty()) return std::nullopt;
  const StreamVersion first = documents.begin()->first, last = documents.rbegin()->first;
  return context.ports.log.read_stream("proposal-" + std::string(proposal), first, last - first + 1,
                                       [&](const StoredEvent& event) {
                                         const auto found = documents.find(event.stream_version);
                                         if (found == documents.end()) return true;
                                         std::string& document = *found->second;
                                         document.pop_back();  // the closing brace
                                         document += R"(,"leaf_hash":")";
                                         append_hex(document, event.leaf_hash);
                                         document += "\"}";
                                         return true;
                                       });
}

Built build_list(const ListRoute& route, const Context& context, const Call& call) {
  auto query = read_query(route, call);
  if (!query) return refused(std::move(query).error());
  if (auto problem = check_parent(context, route, call)) return refused(*std::move(problem));
  if (call.caller->role == Role::proposer && route.view == "entrants")
    return own_entrant(context, *query, *call.caller);
  if (juror_needs_assignment(route.view, *call.caller) && route.view != "history") {
    return assigned_proposals(context, *std::move(query), call);
  }
  auto page = context.ports.views.query(*query);
  if (!page) return refused(http::invalid_query(page.error()));
  if (route.view == "history") {
    if (const auto failure = add_leaf_hashes(context, call.request->parameter("proposal"), *page)) {
      return refused(problem_of(*failure));
    }
  }
  for (std::string& document : page->documents) document = without_search_text(route.view, std::move(document));
  if (route.view != "results") return page_of(context, std::move(page->documents), page->next_cursor, page->position, *call.caller);
  bool opened = false;
  for (std::string& document : page->documents)
    if (auto problem = add_comments(context, document, *call.caller, opened)) return refused(*std::move(problem));
  Built built = page_of(context, std::move(page->documents), page->next_cursor, page->position, *call.caller);
  built.cacheable = built.cacheable && !opened;
  return built;
}

}  // namespace

ViewSource source_of(const ListRoute& route) {
  ViewSource source;
  source.views = {route.view};
  if (route.view == "proposals") source.views.push_back("assignments");
  if (route.view == "results") source.views.push_back("assessments");
  source.reads = source.views;
  const auto also = [&](std::string_view view) {
    if (std::find(source.reads.begin(), source.reads.end(), view) == source.reads.end()) source.reads.push_back(view);
  };
  for (const auto& bound : route.bound)
    if (bound.field != "stage") also(parent_view(bound.field));
  if (route.view == "history") also("assignments");
  source.build = [route](const Context& context, const Call& call) {
    return build_list(route, context, call);
  };
  return source;
}

}  // namespace jejak::routes
