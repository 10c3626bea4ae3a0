#include <array>

#include "api/http/limits.hpp"
#include "api/routes/access.hpp"
#include "api/routes/functions.hpp"
#include "api/routes/table.hpp"
#include "api/routes/view_schema.hpp"

namespace jejak::routes {
namespace {

using enum http::Method;
using enum Audience;
using workflows::Role;

// clang-format off
const std::vector<RouteEntry> table = {
  {post, "/v1/organizers", "organizers.register", "Register an organizer: an agency that runs competitions.",
   CommandRoute{"RegisterOrganizer", "/v1/organizers/{id}", "organizer-"}},
  {get, "/v1/organizers", "organizers.list", "List the organizers.", ListRoute{"organizers", {}, "name"}},
  {get, "/v1/organizers/{organizer}", "organizers.get", "Read one organizer.", DocumentRoute{"organizers", "{organizer}"}},
  {post, "/v1/organizers/{organizer}/entrants", "entrants.register", "Register an entrant: the unit that enters proposals.",
   CommandRoute{"RegisterEntrant", "/v1/entrants/{id}", "entrant-"}},
  {get, "/v1/organizers/{organizer}/entrants", "entrants.list", "List an organizer's entrants.",
   ListRoute{"entrants", {{"organizer", "organizer"}}, "name"}},
  {get, "/v1/organizers/{organizer}/participation", "organizers.participation", "Who took part in which years, who never did (last_year 0), who stopped.",
   ListRoute{"participation", {{"organizer", "organizer"}}, "last_year"}},
  {get, "/v1/organizers/{organizer}/participation/summary", "organizers.participation_summary", "How many agencies took part, by year and kind: new, returned, stopped.",
   DocumentRoute{"participation_summary", "{organizer}"}},
  {get, "/v1/organizers/{organizer}/proposals", "organizers.proposals", "What an organizer's own entrants entered, in its competitions and in those above: where each stands, and since when.",
   ListRoute{"proposals", {{"organizer", "local_organizer"}}, "updated_at", true}},
  {put, "/v1/organizers/{organizer}/parent", "organizers.place", "Say which organizer stands above this one.",
   CommandRoute{"PlaceOrganizer", {}, "organizer-"}},
  {post, "/v1/organizers/{organizer}/prior-awards", "prior_awards.record", "Record an award that an innovation won before or elsewhere.",
   CommandRoute{"RecordPriorAward", "/v1/organizers/{organizer}/prior-awards", "prior-awards-"}},
  {get, "/v1/organizers/{organizer}/prior-awards", "prior_awards.list", "List the register of prior awards.",
   ListRoute{"prior_awards", {{"organizer", "organizer"}}, "year", true}},
  {post, "/v1/organizers/{organizer}/external-awards", "external_awards.record", "Record what others awarded to the region or to one of its units.",
   CommandRoute{"RecordExternalAward", "/v1/organizers/{organizer}/external-awards", "external-awards-"}},
  {get, "/v1/organizers/{organizer}/external-awards", "external_awards.list", "List what others awarded to the region and its units.",
   ListRoute{"external_awards", {{"organizer", "organizer"}}, "year", true}},
  {get, "/v1/organizers/{organizer}/index-inputs", "organizers.index_inputs", "What an innovation index asks of each agency: innovations, awards, replications, what stopped.",
   ListRoute{"index_inputs", {{"organizer", "organizer"}}, "name"}},
  {get, "/v1/organizers/{organizer}/export.csv", "organizers.export", "One view of what is an organizer's as CSV: participation, index inputs, awards of others, replications.",
   FunctionRoute{&export_organizer, decision_readers, {"view"}, "text/csv"}},
  {get, "/v1/organizers/{organizer}/feedback", "feedback.list", "What visitors said of the innovations that they were shown.",
   ListRoute{"feedback", {{"organizer", "organizer"}}}},
  {get, "/v1/entrants/{entrant}", "entrants.get", "Read one entrant.", DocumentRoute{"entrants", "{entrant}"}},
  {put, "/v1/entrants/{entrant}/contact", "entrants.correct", "Correct who speaks for an entrant and how they are reached.", CommandRoute{"CorrectContact", {}, "entrant-"}},

  {post, "/v1/competitions", "competitions.open", "Open a competition under a rulebook that is pinned by its hash.",
   CommandRoute{"OpenCompetition", "/v1/competitions/{id}", "competition-"}},
  {get, "/v1/competitions", "competitions.list", "List the competitions.", ListRoute{"competitions", {}, "opened_at", true}},
  {get, "/v1/competitions/{competition}", "competitions.get", "Read one competition: windows, categories, stages.",
   DocumentRoute{"competitions", "{competition}"}},
  {get, "/v1/competitions/{competition}/rulebook", "competitions.rulebook", "Read the rules that a competition runs under, as they are pinned by their hash.",
   FunctionRoute{&get_competition_rulebook, everybody, {}, "Rulebook"}},
  {get, "/v1/competitions/{competition}/definition", "competitions.definition", "Read the machine that a competition runs on, as it is pinned by its hash.",
   FunctionRoute{&get_competition_definition, everybody, {}, "DefinitionVersion"}},
  {get, "/v1/competitions/{competition}/deadlines", "competitions.deadlines", "When each window opens and closes, extensions included, on the clocks of WIB, WITA and WIT.",
   FunctionRoute{&get_deadlines, everybody, {}, "Deadlines"}},
  {post, "/v1/competitions/{competition}/amendment", "competitions.amend", "Propose other rules for a competition that is under way, with the reason on record.",
   CommandRoute{"ProposeAmendment", "/v1/competitions/{competition}", "competition-"}},
  {post, "/v1/competitions/{competition}/amendment/settlement", "competitions.amendment.settle", "Let the rules that another person proposed hold from now on, or reject them.",
   CommandRoute{"SettleAmendment", {}, "competition-"}},
  {post, "/v1/competitions/{competition}/extensions", "competitions.extend", "Extend a window, with the reason on record.",
   CommandRoute{"ExtendWindow", "/v1/competitions/{competition}", "competition-"}},
  {post, "/v1/competitions/{competition}/late-entries", "late_entries.admit", "Let a window close later for one entrant alone, with the reason on record.",
   CommandRoute{"AdmitLateEntry", {}, "competition-"}},
  {get, "/v1/competitions/{competition}/late-entries", "late_entries.list", "List who was let in late, and why.",
   ListRoute{"late_entries", {{"competition", "competition"}}}},
  {post, "/v1/competitions/{competition}/sessions", "sessions.record", "Record a sosialisasi or visit session.",
   CommandRoute{"RecordSession", "/v1/sessions/{id}", "session-"}},
  {get, "/v1/competitions/{competition}/sessions", "sessions.list", "List a competition's sessions.",
   ListRoute{"sessions", {{"competition", "competition"}}, "date"}},
  {get, "/v1/sessions/{session}", "sessions.get", "Read one session.", DocumentRoute{"sessions", "{session}"}},
  {put, "/v1/sessions/{session}/people", "sessions.correct", "Correct who spoke at a session and who led it.", CommandRoute{"CorrectSession", {}, "session-"}},
  {post, "/v1/sessions/{session}/feedback", "feedback.record", "Record what visitors said of an innovation that a session showed.",
   CommandRoute{"RecordFeedback", "/v1/sessions/{session}", "session-"}},
  {get, "/v1/competitions/{competition}/funnel", "competitions.funnel", "How many proposals stand where, and who fell out why.",
   DocumentRoute{"funnel", "{competition}"}},
  {get, "/v1/competitions/{competition}/pace", "competitions.pace", "How many proposals came and were submitted on which day of the competition's clock, and the busiest day.",
   DocumentRoute{"pace", "{competition}"}},
  {get, "/v1/competitions/{competition}/scoreboard", "competitions.scoreboard", "Scores of a stage, the highest first.",
   ListRoute{"scoreboard", {{"competition", "competition"}}, "score_sort", true}},

  {post, "/v1/competitions/{competition}/proposals", "proposals.enter", "Enter a proposal.",
   CommandRoute{"EnterProposal", "/v1/proposals/{id}", "proposal-"}},
  {get, "/v1/competitions/{competition}/proposals", "proposals.list", "List a competition's proposals.",
   ListRoute{"proposals", {{"competition", "competition"}}}},
  {get, "/v1/proposals/{proposal}", "proposals.get", "Read one proposal with its answers, now or as it was.",
   FunctionRoute{&get_proposal, proposal_readers, {"after_position", "at_position", "as_of"}, "proposal_details"}},
  {put, "/v1/proposals/{proposal}/entry", "proposals.correct", "Put right what an entry says: title, category, elements, group, start; members that are left out stay.",
   CommandRoute{"CorrectProposal", {}, "proposal-"}},
  {put, "/v1/proposals/{proposal}/answers", "proposals.answer", "Replace all answers of a proposal that is still a draft.",
   CommandRoute{"AnswerProposal", {}, "proposal-"}},
  {get, "/v1/proposals/{proposal}/attachments", "attachments.list", "List the files of a proposal.",
   FunctionRoute{&list_attachments, proposal_readers, {"after_position"}, "AttachmentPage"}},
  {put, "/v1/proposals/{proposal}/attachments/{name}", "attachments.put", "Add a file to a proposal that is still a draft: PDF, PNG, JPEG or an office file without active content, checked by its content.",
   FunctionRoute{&put_attachment, attaching, {}, "AddAttachmentAnswer", {}, false, http::attachment_bytes_max}},
  {get, "/v1/proposals/{proposal}/attachments/{name}", "attachments.get", "Read a file of a proposal as it was sent.",
   FunctionRoute{&get_attachment, proposal_readers, {"after_position"}, "*/*"}},
  {delete_, "/v1/proposals/{proposal}/attachments/{name}", "attachments.remove", "Take a file from a proposal that is still a draft.",
   CommandRoute{"RemoveAttachment", {}, "attachments-"}},
  {get, "/v1/proposals/{proposal}/history", "proposals.history", "The whole trail of one proposal.",
   ListRoute{"history", {{"proposal", "proposal"}}}},
  {get, "/v1/proposals/{proposal}/revisions", "proposals.revisions.list", "Each time that a proposal's answers were saved.",
   FunctionRoute{&list_revisions, proposal_readers, {}, "RevisionPage"}},
  {get, "/v1/proposals/{proposal}/revisions/{revision}/difference", "proposals.revisions.difference", "What a revision changed, word by word, from the one before it or from another.",
   FunctionRoute{&get_revision_difference, proposal_readers, {"from"}, "RevisionDifference"}},
  {get, "/v1/proposals/{proposal}/results", "proposals.results", "How each decided stage judged a proposal: every sheet that counted, the score's way, the reason, and what would have had to differ.",
   ListRoute{"results", {{"proposal", "proposal"}}}},
  {get, "/v1/proposals/{proposal}/receipt.pdf", "proposals.receipt", "A receipt of the last submission to print and keep: when it was, and the root of the log's tree with it.",
   FunctionRoute{&get_submission_receipt, entrants_and_reviewers, {}, "application/pdf"}},
  {get, "/v1/proposals/{proposal}/checks", "proposals.checks", "The administrative tick-list, with what the program computes.",
   CommandRoute{"ListChecks"}},
  {post, "/v1/proposals/{proposal}/promotions", "proposals.promote", "Enter a winner in the competition of an organizer above, with its history linked.",
   CommandRoute{"PromoteProposal", "/v1/proposals/{id}", "lineage-"}},
  {post, "/v1/proposals/{proposal}/merge", "proposals.merge", "Take a duplicate out of the race in favour of another proposal.",
   CommandRoute{"MergeProposals", {}, "lineage-"}},
  {post, "/v1/proposals/{proposal}/coaching-notes", "coaching_notes.record", "Tell an entrant whose proposal did not make it what to work on.",
   CommandRoute{"RecordCoachingNote", "/v1/proposals/{proposal}/coaching-notes", "coaching-"}},
  {get, "/v1/proposals/{proposal}/coaching-notes", "coaching_notes.list", "What an entrant was told to work on.",
   ListRoute{"coaching_notes", {{"proposal", "proposal"}}}},
  {get, "/v1/proposals/{proposal}/transitions", "proposals.transitions.list", "What the caller may do now, and what stands in the way of the rest.",
   CommandRoute{"ListTransitions"}},
  {post, "/v1/proposals/{proposal}/transitions", "proposals.transitions.do", "Send an event to the proposal's workflow.",
   CommandRoute{"SendTransition", {}, "proposal-"}},

  {get, "/v1/proposals/{proposal}/graph", "proposals.graph", "Draw a proposal's way through its machine: where it was, how often and for how long.",
   FunctionRoute{&get_proposal_graph, proposal_readers, {"format"}, "text/plain"}},
  {post, "/v1/proposals/{proposal}/deadlines", "proposals.deadlines.change", "Extend or cancel a pending deadline of one proposal, with the reason on record.",
   CommandRoute{"ChangeDeadline", {}, "proposal-"}},

  {post, "/v1/competitions/{competition}/jurors", "jurors.register", "Register a juror.",
   CommandRoute{"RegisterJuror", "/v1/jurors/{id}", "juror-"}},
  {get, "/v1/competitions/{competition}/jurors", "jurors.list", "List a competition's jurors.",
   ListRoute{"jurors", {{"competition", "competition"}}}},
  {get, "/v1/jurors/{juror}", "jurors.get", "Read one juror.", DocumentRoute{"jurors", "{juror}"}},
  {put, "/v1/jurors/{juror}/person", "jurors.correct", "Correct a juror's name or e-mail address.", CommandRoute{"CorrectJuror", {}, "juror-"}},
  {post, "/v1/competitions/{competition}/juror-checks", "jurors.check", "Which proposals somebody could not judge, and why: to be asked before they are invited.",
   CommandRoute{"CheckJuror"}},
  {post, "/v1/jurors/{juror}/invitation", "jurors.invitation.answer", "Accept or decline the invitation to a jury.",
   CommandRoute{"AnswerInvitation", {}, "juror-"}},
  {post, "/v1/jurors/{juror}/conflicts", "jurors.conflicts.declare", "Record a conflict of interest; the sheets that it touches are taken out of the count.",
   CommandRoute{"DeclareConflict", "/v1/jurors/{juror}", "juror-"}},
  {post, "/v1/jurors/{juror}/conflicts/{conflict}/settlement", "jurors.conflicts.settle", "Confirm or reject a conflict of interest that another person proposed.",
   CommandRoute{"SettleConflict", {}, "juror-"}},
  {post, "/v1/competitions/{competition}/assignments/releases", "assignments.release", "Take proposals from jurors who have not judged them, with the reason on record.",
   CommandRoute{"ReleaseAssignments", "/v1/competitions/{competition}/assignments", "assessment-"}},
  {get, "/v1/proposals/{proposal}/assessments", "assessments.of_proposal", "The score sheets of a proposal; a juror reads the own ones, and what the others wrote for the jury once the stage is decided.",
   FunctionRoute{&list_sheets, sheet_readers, {"stage", "after_position"}, "SheetPage"}},
  {post, "/v1/proposals/{proposal}/assessments/{stage}/{juror}/return", "assessments.return", "Propose to give a submitted sheet back to its juror, with the reason on record.",
   CommandRoute{"ReturnSheet", "/v1/proposals/{proposal}/assessments/{stage}/{juror}", "assessment-"}},
  {post, "/v1/proposals/{proposal}/assessments/{stage}/{juror}/return/settlement", "assessments.return.settle", "Confirm or reject the return of a sheet that another person proposed.",
   CommandRoute{"SettleReturn", {}, "assessment-"}},
  {post, "/v1/competitions/{competition}/assignments", "assignments.make", "Assign proposals to jurors for a stage.",
   CommandRoute{"AssignJurors", "/v1/competitions/{competition}/assignments"}},
  {post, "/v1/competitions/{competition}/stages/{stage}/assignment-plans", "assignments.plan", "Draw and balance who of a panel reads which proposals; a preview records nothing.",
   CommandRoute{"AssignByPlan", "/v1/competitions/{competition}/assignment-plans", "panel-"}},
  {get, "/v1/competitions/{competition}/assignment-plans", "assignments.plans", "How assignments were drawn: panel, limits and seed, to be drawn again by anybody.",
   ListRoute{"assignment_plans", {{"competition", "competition"}}}},
  {get, "/v1/competitions/{competition}/workload", "competitions.workload", "What each juror was given, did, and still owes.",
   ListRoute{"workload", {{"competition", "competition"}}}},
  {post, "/v1/competitions/{competition}/reminders", "reminders.send", "Remind jurors of the sheets that they owe, or entrants of drafts that are not submitted.",
   CommandRoute{"Remind", "/v1/notifications", "notification-"}},
  {get, "/v1/competitions/{competition}/assignments", "assignments.list", "List assignments; a juror sees their own.",
   ListRoute{"assignments", {{"competition", "competition"}}}},
  {get, "/v1/competitions/{competition}/assessments", "assessments.list", "List score sheets; a juror sees their own.",
   ListRoute{"assessments", {{"competition", "competition"}}}},
  {put, "/v1/proposals/{proposal}/assessments/{stage}/{juror}", "assessments.submit", "Submit one juror's score sheet; it is locked by that.",
   CommandRoute{"SubmitAssessment", "/v1/proposals/{proposal}/assessments/{stage}/{juror}", "assessment-"}},
  {put, "/v1/proposals/{proposal}/assessments/{stage}/{juror}/draft", "drafts.save", "Keep a score sheet that is not submitted yet; only its juror sees it.",
   CommandRoute{"SaveDraft", {}, "assessment-"}},
  {get, "/v1/proposals/{proposal}/assessments/{stage}/{juror}/draft", "drafts.get", "Read the own draft of a score sheet.",
   DocumentRoute{"drafts", "{proposal}/{stage}/{juror}"}},
  {get, "/v1/proposals/{proposal}/assessments/{stage}/{juror}", "assessments.get", "Read one score sheet.",
   DocumentRoute{"assessments", "{proposal}/{stage}/{juror}"}},
  {post, "/v1/competitions/{competition}/stages/{stage}/schedule", "slots.schedule", "Give every proposal of a stage a slot over days and rooms, without clashes; a preview records nothing.",
   CommandRoute{"ScheduleSlots", "/v1/competitions/{competition}/slots", "schedule-"}},
  {get, "/v1/competitions/{competition}/slots", "slots.list", "When and where each proposal is presented, and who came.",
   ListRoute{"slots", {{"competition", "competition"}}, "starts"}},
  {put, "/v1/proposals/{proposal}/slots/{stage}", "slots.move", "Move the slot of one proposal, with the reason on record.",
   CommandRoute{"MoveSlot", {}, "schedule-"}},
  {post, "/v1/proposals/{proposal}/slots/{stage}/cancellation", "slots.cancel", "Take the slot of one proposal back, with the reason on record.",
   CommandRoute{"CancelSlot", {}, "schedule-"}},
  {put, "/v1/proposals/{proposal}/slots/{stage}/attendance", "slots.attendance", "Record who came to a slot.",
   CommandRoute{"RecordAttendance", {}, "schedule-"}},
  {get, "/v1/competitions/{competition}/stages/{stage}/decision", "decisions.get", "The decision of a stage; before it is made, a preview of it with its reasons.",
   FunctionRoute{&get_decision, decision_readers, {"after_position", "proposal"}, "decisions"}},
  {get, "/v1/competitions/{competition}/stages/{stage}/decision.csv", "decisions.export", "What was decided as CSV: a line per proposal with its reason, or per score that counted.",
   FunctionRoute{&get_decision_csv, decision_readers, {"rows"}, "text/csv"}},
  {get, "/v1/competitions/{competition}/stages/{stage}/decision.xlsx", "decisions.workbook", "What justifies a selection, as XLSX: the rules, results with reasons, every score, sheets set aside, ties, changes by the plenary, and the proof.",
   FunctionRoute{&get_decision_workbook, decision_readers, {}, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}},
  {get, "/v1/competitions/{competition}/stages/{stage}/minutes.pdf", "decisions.minutes", "The minutes of a decision, to be signed, with the root of the log's tree in words and as a QR code.",
   FunctionRoute{&get_minutes, decision_readers, {}, "application/pdf"}},
  {post, "/v1/competitions/{competition}/stages/{stage}/minutes/signatures", "decisions.minutes.sign", "Record that the minutes of a decision were signed, by a juror of the stage or the secretariat.",
   CommandRoute{"SignMinutes", "/v1/competitions/{competition}/stages/{stage}/minutes/signatures", "decision-"}},
  {get, "/v1/competitions/{competition}/stages/{stage}/minutes/signatures", "decisions.minutes.signatures", "Who signed the minutes of a stage, and which signatures a reopening voided.",
   ListRoute{"minutes_signatures", {{"competition", "competition"}, {"stage", "stage"}}}},
  {get, "/v1/competitions/{competition}/export.xlsx", "competitions.workbook", "A competition as XLSX, a sheet for each view.",
   FunctionRoute{&export_competition, decision_readers, {}, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}},
  {get, "/v1/competitions/{competition}/export.csv", "competitions.export", "One view of a competition as CSV.",
   FunctionRoute{&export_view, decision_readers, {"view"}, "text/csv"}},
  {post, "/v1/competitions/{competition}/stages/{stage}/plenary-changes", "plenary.propose", "Propose to bring a proposal in or take it out against the ranking, with the reason on record.",
   CommandRoute{"ProposePlenaryChange", "/v1/competitions/{competition}/stages/{stage}/decision", "plenary-"}},
  {post, "/v1/competitions/{competition}/stages/{stage}/plenary-changes/{change}/settlement", "plenary.settle", "Confirm or reject a change that another person proposed.",
   CommandRoute{"SettlePlenaryChange", {}, "plenary-"}},
  {post, "/v1/competitions/{competition}/stages/{stage}/tie-settlement", "ties.propose", "Propose who of those that are tied across a cut gets the places, with the reason on record.",
   CommandRoute{"ProposeTieSettlement", "/v1/competitions/{competition}/stages/{stage}/decision", "tie-"}},
  {post, "/v1/competitions/{competition}/stages/{stage}/tie-settlement/settlement", "ties.settle", "Confirm or reject the settlement of a tie that another person proposed.",
   CommandRoute{"SettleTie", {}, "tie-"}},
  {post, "/v1/competitions/{competition}/stages/{stage}/reopening", "reopening.propose", "Propose to take a decision back and judge its stage again, with the reason on record.",
   CommandRoute{"ProposeReopening", "/v1/competitions/{competition}/stages/{stage}/decision", "decision-"}},
  {post, "/v1/competitions/{competition}/stages/{stage}/reopening/settlement", "reopening.settle", "Confirm or reject a reopening that another person proposed.",
   CommandRoute{"SettleReopening", {}, "decision-"}},
  {post, "/v1/competitions/{competition}/stages/{stage}/supplementary-decision", "supplement.propose", "Propose to decide one proposal that came back into a decided stage, against the recorded cut.",
   CommandRoute{"ProposeSupplement", "/v1/competitions/{competition}/stages/{stage}/decision", "decision-"}},
  {post, "/v1/competitions/{competition}/stages/{stage}/supplementary-decision/settlement", "supplement.settle", "Decide the one that another person proposed, or reject that.",
   CommandRoute{"SettleSupplement", {}, "decision-"}},
  {get, "/v1/competitions/{competition}/stages/{stage}/decision/analysis", "decisions.analyse", "A decision counted again, how far its jurors agree, and how its list would change under other rules.",
   FunctionRoute{&get_decision_analysis, decision_readers, {}, "DecisionAnalysis"}},
  {get, "/v1/competitions/{competition}/stages/{stage}/announcement", "announcements.get", "Who was taken on, as far as the rulebook lets everybody know.",
   DocumentRoute{"announcements", "{competition}/{stage}"}},
  {post, "/v1/competitions/{competition}/stages/{stage}/decision/proposal", "decisions.propose", "Propose the decision as it is in the preview, where the rulebook asks for four eyes.",
   CommandRoute{"ProposeDecision", "/v1/competitions/{competition}/stages/{stage}/decision", "decision-"}},
  {post, "/v1/competitions/{competition}/stages/{stage}/decision", "decisions.make", "Decide a stage: the shortlist takes effect on all its proposals at once.",
   CommandRoute{"DecideStage", "/v1/competitions/{competition}/stages/{stage}/decision", "decision-"}},

  {get, "/v1/gallery", "gallery.list", "The published innovations.", ListRoute{"gallery", {}, "awarded_at", true}},
  {get, "/v1/gallery/{innovation}", "gallery.get", "Read one published innovation.", DocumentRoute{"gallery", "{innovation}"}},
  {get, "/v1/awards", "awards.list", "The awards, revoked ones too.", ListRoute{"awards", {}, "granted_at", true}},
  {get, "/v1/awards/{innovation}", "awards.get", "Read one award.", DocumentRoute{"awards", "{innovation}"}},
  {get, "/v1/awards/{innovation}/certificate.pdf", "awards.certificate", "The certificate of an award, with a QR code of the page that verifies it.",
   FunctionRoute{&get_certificate, everybody, {}, "application/pdf"}},
  {post, "/v1/innovations/{innovation}/replications", "replications.request", "Ask to replicate an awarded innovation.",
   CommandRoute{"RequestReplication", "/v1/replications/{id}", "replication-"}},
  {post, "/v1/innovations/{innovation}/willingness", "innovations.willingness", "Say whether an awarded innovation may be asked for by those who would replicate it.",
   CommandRoute{"DeclareWillingness", {}, "innovation-"}},
  {get, "/v1/innovations/{innovation}/replications", "replications.list", "Who replicates an innovation, and how far they are.",
   ListRoute{"replications", {{"innovation", "innovation"}}}},
  {get, "/v1/innovations/{innovation}/reach", "innovations.reach", "In how many distinct regions an innovation is, and where it stopped.",
   DocumentRoute{"reach", "{innovation}"}},
  {get, "/v1/reach", "innovations.reaches", "How far each innovation has come, by distinct regions.", ListRoute{"reach", {}, "regions", true}},
  {get, "/v1/replications/{replication}", "replications.get", "Read one replication.", DocumentRoute{"replications", "{replication}"}},
  {get, "/v1/replications", "replications.all", "List replications, by region among others.", ListRoute{"replications", {}, "requested_at", true}},
  {post, "/v1/replications/{replication}/progress", "replications.advance", "Record the progress of a replication.",
   CommandRoute{"AdvanceReplication", {}, "replication-"}},
};
// clang-format on

std::span<const Role> roles_of_audience(Audience audience) {
  static constexpr std::array all = {Role::anonymous,   Role::proposer, Role::juror,
                                     Role::secretariat, Role::auditor,  Role::admin};
  static constexpr std::array readers = {Role::auditor, Role::admin};
  switch (audience) {
    case everybody:
      return all;
    case auditors:
      return std::span(readers).first(1);
    case auditors_and_admins:
      return readers;
    case proposal_readers:
      return roles_of("view:proposal_details");
    case decision_readers:
      return roles_of("view:decisions");
    case instance_readers:
      return roles_of("view:instances");
    case migrating:
      return roles_of("OrderMigration");
    case simulating:
      return roles_of("Simulate");
    case sheet_readers:
      return roles_of("view:assessments");
    case attaching:
      return roles_of("AddAttachment");
    case entrants_and_reviewers:
      return roles_of("view:results");
  }
  return {};
}

struct RolesOf {
  std::span<const Role> operator()(const CommandRoute& route) const { return roles_of(route.kind); }
  std::span<const Role> operator()(const ListRoute& route) const {
    return roles_of("view:" + std::string(route.view));
  }
  std::span<const Role> operator()(const DocumentRoute& route) const {
    return roles_of("view:" + std::string(route.view));
  }
  std::span<const Role> operator()(const FunctionRoute& route) const {
    return roles_of_audience(route.audience);
  }
};

struct QueryOf {
  std::vector<std::string_view> operator()(const CommandRoute&) const { return {}; }
  std::vector<std::string_view> operator()(const ListRoute& route) const { return list_parameters(route); }
  std::vector<std::string_view> operator()(const DocumentRoute&) const { return {"after_position", "at_position", "as_of"}; }
  std::vector<std::string_view> operator()(const FunctionRoute& route) const { return route.query; }
};

}  // namespace

const std::vector<RouteEntry>& route_table() {
  static const std::vector<RouteEntry> whole = [] {
    std::vector<RouteEntry> all = table;
    all.insert(all.end(), service_routes().begin(), service_routes().end());
    return all;
  }();
  return whole;
}

std::span<const Role> roles_of(const RouteEntry& entry) { return std::visit(RolesOf{}, entry.does); }

std::vector<std::string_view> query_of(const RouteEntry& entry) { return std::visit(QueryOf{}, entry.does); }

}  // namespace jejak::routes
