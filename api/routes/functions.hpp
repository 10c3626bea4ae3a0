#pragma once
#include "api/routes/table.hpp"

namespace jejak::routes {

// The route functions that the table names. Each answers its call once, now or later.

void get_proposal(const Context& context, const Call& call);  // proposals.cpp
void get_decision(const Context& context, const Call& call);  // decisions.cpp
void get_decision_csv(const Context& context, const Call& call);  // exports.cpp
void get_decision_workbook(const Context& context, const Call& call);
void export_competition(const Context& context, const Call& call);
void export_view(const Context& context, const Call& call);
void export_organizer(const Context& context, const Call& call);
void get_certificate(const Context& context, const Call& call);  // papers.cpp
void get_minutes(const Context& context, const Call& call);
void get_submission_receipt(const Context& context, const Call& call);
void verify_award(const Context& context, const Call& call);
void verify_log(const Context& context, const Call& call);
void get_decision_analysis(const Context& context, const Call& call);  // analysis.cpp
void get_deadlines(const Context& context, const Call& call);  // deadlines.cpp
void put_attachment(const Context& context, const Call& call);  // attachments.cpp
void list_sheets(const Context& context, const Call& call);  // sheets.cpp
void list_attachments(const Context& context, const Call& call);
void get_attachment(const Context& context, const Call& call);
void list_revisions(const Context& context, const Call& call);  // revisions.cpp
void get_revision_difference(const Context& context, const Call& call);
void get_proposal_graph(const Context& context, const Call& call);  // path_graphs.cpp
void get_instance_graph(const Context& context, const Call& call);

void get_definition(const Context& context, const Call& call);  // definitions.cpp
void get_definition_version(const Context& context, const Call& call);  // definitions.cpp
void get_definition_graph(const Context& context, const Call& call);
// The document that the log has pinned under a hash (`kind`: "definition", "rulebook"); nothing where it has none.
std::optional<json::value> recorded_document(const Context& context, std::string_view kind, std::string_view hash);
void start_migration(const Context& context, const Call& call);  // migrations.cpp
void list_migrations(const Context& context, const Call& call);
void get_migration(const Context& context, const Call& call);

void start_simulation(const Context& context, const Call& call);  // simulations.cpp
void list_simulations(const Context& context, const Call& call);
void get_simulation(const Context& context, const Call& call);

void list_events(const Context& context, const Call& call);  // events.cpp
void stream_events(const Context& context, const Call& call);
void get_event(const Context& context, const Call& call);
void get_checkpoint(const Context& context, const Call& call);  // proofs.cpp
void prove_inclusion_of(const Context& context, const Call& call);
void prove_consistency_of(const Context& context, const Call& call);

void list_projections(const Context& context, const Call& call);  // admin.cpp
void start_replay(const Context& context, const Call& call);
void list_rulebooks(const Context& context, const Call& call);       // rulebooks.cpp
void get_rulebook(const Context& context, const Call& call);
void get_competition_rulebook(const Context& context, const Call& call);
void get_competition_definition(const Context& context, const Call& call);
void get_rulebook_schema(const Context& context, const Call& call);
void check_rulebook(const Context& context, const Call& call);
void list_replays(const Context& context, const Call& call);
void get_replay(const Context& context, const Call& call);

void get_health(const Context& context, const Call& call);  // service.cpp
void get_readiness(const Context& context, const Call& call);
void get_metrics(const Context& context, const Call& call);
void get_openapi(const Context& context, const Call& call);
void get_home(const Context& context, const Call& call);

}  // namespace jejak::routes
