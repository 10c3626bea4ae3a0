#pragma once
#include <string_view>
#include <variant>
#include <vector>

#include "api/http/message.hpp"
#include "api/routes/key_directory.hpp"

namespace jejak::routes {

struct Context;

// One request on its way through a route function.
struct Call {
  http::RequestPtr request;
  CallerPtr caller;
  http::Reply reply;
};

// Carries out a command kind of workflows/command.hpp. `location` is where the made thing is found: {id} is
// the answer's id, other {names} are the path's. The receipt tells of the last event in a stream that begins
// with `stream`.
struct CommandRoute {
  std::string_view kind;
  std::string_view location = {};
  std::string_view stream = {};
};

// A page of a view. `bound` ties a field to a path parameter; every other filtered field is a query
// parameter.
struct ListRoute {
  struct Binding {
    std::string_view parameter;
    std::string_view field;
  };
  std::string_view view;
  std::vector<Binding> bound = {};
  std::string_view sort = {};  // the order where none is asked for; empty is by key
  bool descending = false;
};

// One document of a view; `key` is made of path parameters: "{competition}/{stage}".
struct DocumentRoute {
  std::string_view view;
  std::string_view key;
};

enum class Audience { everybody, auditors, auditors_and_admins, proposal_readers, decision_readers, instance_readers, migrating, simulating, attaching, entrants_and_reviewers, sheet_readers };

// A function of its own. `schema` names the answer's schema in the OpenAPI document, `body` the command kind whose body it
// takes. What `starts` work is answered with 202 and a Location.
struct FunctionRoute {
  void (*function)(const Context& context, const Call& call);
  Audience audience = Audience::everybody;
  std::vector<std::string_view> query = {};
  std::string_view schema;
  std::string_view body = {};
  bool starts = false;
  std::size_t file_bytes_max = 0;  // takes a file of any media type, of so many bytes; 0: none
};

struct RouteEntry {
  http::Method method;
  std::string_view pattern;
  std::string_view id;       // the operation's id in OpenAPI, logs and metrics; its first part is the tag
  std::string_view summary;  // one English sentence
  std::variant<CommandRoute, ListRoute, DocumentRoute, FunctionRoute> does;
};

// THE table: dispatch, permissions, the 405s and the OpenAPI document all come from it.
const std::vector<RouteEntry>& route_table();

// The roles that a route is for, from the policy table or the audience.
std::span<const workflows::Role> roles_of(const RouteEntry& entry);

// The names of the query parameters that a route knows.
std::vector<std::string_view> query_of(const RouteEntry& entry);

}  // namespace jejak::routes
