#include "api/http/limits.hpp"
#include "api/routes/access.hpp"
#include "api/routes/functions.hpp"
#include "api/routes/table.hpp"

namespace jejak::routes {
namespace {

using enum http::Method;
using enum Audience;

// What serves every competition: rules, machines, the log, keys, notices, admin, the program itself.
// clang-format off
const std::vector<RouteEntry> table = {
  {get, "/v1/rulebooks", "rulebooks.list", "List the rulebooks that the program carries.", FunctionRoute{&list_rulebooks, everybody, {}, "RulebookPage"}},
  {get, "/v1/rulebooks/schema", "rulebooks.schema", "The JSON Schema of a rulebook.", FunctionRoute{&get_rulebook_schema, everybody, {}, "JsonSchema"}},
  {post, "/v1/rulebooks/check", "rulebooks.check", "Tell what is wrong with a rulebook and what is doubtful, without opening anything.",
   FunctionRoute{&check_rulebook, everybody, {}, "CheckRulebookAnswer", "CheckRulebook"}},
  {get, "/v1/rulebooks/{rulebook}", "rulebooks.get", "Read one rulebook that the program carries, as it is pinned by its hash.",
   FunctionRoute{&get_rulebook, everybody, {}, "Rulebook"}},
  {post, "/v1/definitions", "definitions.upload", "Add a version of a definition; it is checked, and never changes afterwards.",
   CommandRoute{"UploadDefinition", "/v1/definitions/{id}", "workflow-"}},
  {get, "/v1/definitions", "definitions.list", "List the uploaded definitions with their versions.", ListRoute{"definitions", {}, "updated_at", true}},
  {get, "/v1/definitions/{definition}", "definitions.get", "Read the versions of one definition, uploaded or shipped.",
   FunctionRoute{&get_definition, everybody, {"after_position", "at_position", "as_of"}, "definitions"}},
  {get, "/v1/definitions/{definition}/versions/{version}", "definitions.version", "Read one version of a definition, uploaded or shipped, as it is.",
   FunctionRoute{&get_definition_version, everybody, {}, "DefinitionVersion"}},
  {get, "/v1/definitions/{definition}/graph", "definitions.graph", "Draw a definition: the latest version, or the one named.",
   FunctionRoute{&get_definition_graph, everybody, {"format", "version"}, "text/plain"}},
  {post, "/v1/definitions/{definition}/migrations", "definitions.migrate", "Rehearse the move of all that runs under one version to another over every history; carry it out where asked to.",
   FunctionRoute{&start_migration, migrating, {}, "Migration", "OrderMigration", true}},
  {get, "/v1/definitions/{definition}/migrations", "definitions.migrations", "The migrations of a definition that were asked for since the server started.",
   FunctionRoute{&list_migrations, migrating, {}, "MigrationPage"}},
  {get, "/v1/definitions/{definition}/migrations/{migration}", "definitions.migration", "How far a migration is: who lands where, who cannot, whose history departs at which position and why.",
   FunctionRoute{&get_migration, migrating, {}, "Migration"}},
  {post, "/v1/simulations", "simulations.start", "Do a competition's history again under another rulebook or machine, in a sandbox, and tell what would be different.",
   FunctionRoute{&start_simulation, simulating, {}, "Simulation", "Simulate", true}},
  {get, "/v1/simulations", "simulations.list", "The simulations since the server started.", FunctionRoute{&list_simulations, simulating, {}, "SimulationPage"}},
  {get, "/v1/simulations/{simulation}", "simulations.get", "The progress and the result of one simulation: who else would have been taken on, what would have been refused.",
   FunctionRoute{&get_simulation, simulating, {}, "Simulation"}},
  {post, "/v1/instances", "instances.start", "Start an instance of a definition.", CommandRoute{"StartInstance", "/v1/instances/{id}", "instance-"}},
  {get, "/v1/instances", "instances.list", "List the instances.", ListRoute{"instances", {}, "started_at", true}},
  {get, "/v1/instances/{instance}", "instances.get", "Read one instance.", DocumentRoute{"instances", "{instance}"}},
  {get, "/v1/instances/{instance}/history", "instances.history", "The whole trail of one instance.",
   ListRoute{"instance_history", {{"instance", "instance"}}}},
  {get, "/v1/instances/{instance}/transitions", "instances.transitions.list", "What the caller may do now, and what stands in the way of the rest.",
   CommandRoute{"ListInstanceTransitions"}},
  {post, "/v1/instances/{instance}/transitions", "instances.transitions.do", "Send an event to an instance's machine.",
   CommandRoute{"SendToInstance", {}, "instance-"}},
  {get, "/v1/instances/{instance}/graph", "instances.graph", "Draw an instance's way through its machine: where it was, how often and for how long.",
   FunctionRoute{&get_instance_graph, instance_readers, {"format"}, "text/plain"}},
  {post, "/v1/instances/{instance}/deadlines", "instances.deadlines.change", "Extend or cancel a pending deadline of one instance, with the reason on record.",
   CommandRoute{"ChangeInstanceDeadline", {}, "instance-"}},

  {get, "/v1/events", "events.list", "The log's events in order.",
   FunctionRoute{&list_events, auditors, {"from", "limit", "stream", "salt"}, "EventPage"}},
  {get, "/v1/events/stream", "events.stream", "The log's events as they come (server-sent events), from the one after Last-Event-ID.",
   FunctionRoute{&stream_events, auditors, {"from"}, "text/event-stream"}},
  {get, "/v1/events/{position}", "events.get", "Read one event of the log.",
   FunctionRoute{&get_event, auditors, {"salt"}, "Event"}},
  {get, "/v1/log/checkpoint", "log.checkpoint", "The log's size and tree head (RFC 6962): keep it, and nobody can rewrite what came before.",
   FunctionRoute{&get_checkpoint, everybody, {}, "Checkpoint"}},
  {get, "/v1/log/proof/inclusion", "log.proof.inclusion", "Prove that the event at a position is in the log of a size.",
   FunctionRoute{&prove_inclusion_of, everybody, {"position", "size"}, "InclusionProof"}},
  {get, "/v1/log/proof/consistency", "log.proof.consistency", "Prove that the log of one size is the beginning of the log of a later one.",
   FunctionRoute{&prove_consistency_of, everybody, {"first", "second"}, "ConsistencyProof"}},

  {post, "/v1/keys", "keys.issue", "Make an API key; the answer shows it once.", CommandRoute{"IssueKey", {}, "keys"}},
  {get, "/v1/keys", "keys.list", "List API keys, without their secrets.", ListRoute{"keys"}},
  {delete_, "/v1/keys/{key}", "keys.revoke", "Revoke an API key; it stops working at once.", CommandRoute{"RevokeKey", {}, "keys"}},
  {post, "/v1/webhooks", "webhooks.register", "Ask for notifications of some kinds at an address, signed as Standard Webhooks says.",
   CommandRoute{"RegisterWebhook", "/v1/webhooks/{id}", "webhooks"}},
  {get, "/v1/webhooks", "webhooks.list", "List the webhooks, without their secrets.", ListRoute{"webhooks"}},
  {get, "/v1/webhooks/{webhook}", "webhooks.get", "Read one webhook, without its secret.", DocumentRoute{"webhooks", "{webhook}"}},
  {delete_, "/v1/webhooks/{webhook}", "webhooks.remove", "Stop a webhook.", CommandRoute{"RemoveWebhook", {}, "webhooks"}},
  {post, "/v1/mailings", "mailings.register", "Ask for notifications of some kinds by e-mail: to entrants and jurors at their own addresses, to the organizer's office.",
   CommandRoute{"RegisterMailing", "/v1/mailings/{id}", "webhooks"}},
  {get, "/v1/mailings", "mailings.list", "List the mailings.", ListRoute{"mailings"}},
  {get, "/v1/mailings/{mailing}", "mailings.get", "Read one mailing.", DocumentRoute{"mailings", "{mailing}"}},
  {delete_, "/v1/mailings/{mailing}", "mailings.remove", "Stop a mailing.", CommandRoute{"RemoveMailing", {}, "webhooks"}},
  {get, "/v1/notifications", "notifications.list", "What was sent, waits to be, is held for a human, or failed.", ListRoute{"notifications", {}, "queued_at", true}},
  {post, "/v1/notifications/{notification}/release", "notifications.release", "Let a notification that is held go out.",
   CommandRoute{"ReleaseNotification", {}, "notification-"}},
  {post, "/v1/notifications/{notification}/discard", "notifications.discard", "Keep a notification that is held from going out, with the reason.",
   CommandRoute{"DiscardNotification", {}, "notification-"}},
  {post, "/v1/admin/erasures", "admin.erasures.propose", "Propose to erase a person, with the reason on record.",
   CommandRoute{"ProposeErasure", "/v1/admin/erasures/{id}", "subject-"}},
  {get, "/v1/admin/erasures", "admin.erasures.list", "Who was erased, and whose erasure waits for a second person.", ListRoute{"erasures", {}, "proposed_at", true}},
  {get, "/v1/admin/erasures/{subject}", "admin.erasures.get", "Read one erasure.", DocumentRoute{"erasures", "{subject}"}},
  {post, "/v1/admin/erasures/{subject}/settlement", "admin.erasures.settle", "Confirm or reject an erasure that another person proposed: the key to the person's data is destroyed, the proofs stay valid.",
   CommandRoute{"SettleErasure", {}, "subject-"}},
  {get, "/v1/admin/projections", "admin.projections", "How far each view is, and which events it could not apply.",
   FunctionRoute{&list_projections, auditors_and_admins, {}, "Projections"}},
  {post, "/v1/admin/replays", "admin.replays.start", "Rebuild every view from the log beside the live ones and compare them.",
   FunctionRoute{&start_replay, auditors_and_admins, {}, "Replay", {}, true}},
  {get, "/v1/admin/replays", "admin.replays.list", "The replays since the server started.",
   FunctionRoute{&list_replays, auditors_and_admins, {}, "ReplayPage"}},
  {get, "/v1/admin/replays/{replay}", "admin.replays.get", "The progress and the result of one replay.",
   FunctionRoute{&get_replay, auditors_and_admins, {}, "Replay"}},

  {get, "/healthz", "service.health", "Whether the process answers.", FunctionRoute{&get_health, everybody, {}, "Health"}},
  {get, "/readyz", "service.ready", "Whether the server takes requests: the views have caught up with the log.", FunctionRoute{&get_readiness, everybody, {}, "Readiness"}},
  {get, "/metrics", "service.metrics", "Counters for Prometheus.", FunctionRoute{&get_metrics, everybody, {}, "text/plain"}},
  {get, "/openapi.json", "service.openapi", "This document.", FunctionRoute{&get_openapi, everybody, {}, "OpenApi"}},
  {get, "/", "service.home", "A page for people who came with a browser.", FunctionRoute{&get_home, everybody, {}, "text/html"}},
  {get, "/verify/awards/{innovation}", "verify.award", "Whether a certificate is so: a page for people.", FunctionRoute{&verify_award, everybody, {}, "text/html"}},
  {get, "/verify/log/{size}", "verify.log", "Whether the root on a paper is the log's: a page for people.", FunctionRoute{&verify_log, everybody, {}, "text/html"}},
};
// clang-format on

}  // namespace

const std::vector<RouteEntry>& service_routes() { return table; }

}  // namespace jejak::routes
