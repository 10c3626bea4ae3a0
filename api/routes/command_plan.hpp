#pragma once
#include <deque>
#include <span>
#include <string_view>

#include "api/routes/table.hpp"
#include "workflows/command.hpp"
#include "workflows/schema.hpp"

namespace jejak::routes {

// A command route made ready once: what a request needs without looking anything up.
struct CommandPlan {
  CommandRoute route;
  const workflows::CommandKind* kind = nullptr;
  workflows::Schema schema;
  json::value schema_document;  // for OpenAPI
  bool body_optional = false;   // {} satisfies the schema, so an absent body is {}
  bool makes_key = false;       // the route adds the secret's hash and shows the secret once
  bool changes_keys = false;    // the key directory follows before the answer
};

// The plan of every command route in the table, and of the kinds that functions use. A body schema that does
// not compile is a bug and throws.
class CommandPlans {
 public:
  CommandPlans();
  const CommandPlan& of(std::string_view kind) const;  // precondition: a route or function uses it

 private:
  std::deque<CommandPlan> plans_;
};

// Reads the request as this command, submits it, and answers when it is durable. Precondition: the caller's
// role may.
void run_command(const Context& context, const CommandPlan& plan, const Call& call);
// The same with a body that the route made itself; it satisfies the kind's schema.
void run_command_with(const Context& context, const CommandPlan& plan, const Call& call, json::object body);

}  // namespace jejak::routes
