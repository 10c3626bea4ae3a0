#include "workflows/policy.hpp"

#include <algorithm>
#include <array>

namespace jejak::workflows {

namespace {

using enum Role;

constexpr std::array everybody = {anonymous, proposer, juror, secretariat, auditor, admin, system};
constexpr std::array keepers = {admin, system};
constexpr std::array auditing_or_keeping = {auditor, admin, system};
constexpr std::array organizing = {secretariat, system};
constexpr std::array organizing_or_keeping = {secretariat, admin, system};
constexpr std::array entering = {proposer, secretariat, system};
constexpr std::array answering = {proposer, system};
constexpr std::array taking_part = {proposer, juror, secretariat, auditor, system};
constexpr std::array reviewing = {secretariat, auditor, system};
constexpr std::array judging = {juror};
constexpr std::array declaring = {juror, secretariat, system};
constexpr std::array machine = {system};
constexpr std::array trail_readers = {proposer, secretariat, auditor, admin, system};
constexpr std::array entry_readers = {proposer, juror, secretariat, auditor, admin, system};
constexpr std::array entrant_readers = {proposer, secretariat, auditor, admin, system};
constexpr std::array jury_readers = {juror, secretariat, auditor, system};
constexpr std::array entrants_and_reviewers = {proposer, secretariat, auditor, system};
constexpr std::array timer_readers = {secretariat, auditor, admin, system};

constexpr std::array table = {
    Permission{"RegisterOrganizer", keepers},
    Permission{"OpenCompetition", organizing_or_keeping},
    Permission{"CheckRulebook", everybody},
    Permission{"ExtendWindow", organizing},
    Permission{"ProposeAmendment", organizing},
    Permission{"SettleAmendment", organizing},
    Permission{"RecordSession", organizing},
    Permission{"RegisterEntrant", organizing_or_keeping},
    Permission{"EnterProposal", entering},
    Permission{"CorrectProposal", entering},
    Permission{"AnswerProposal", answering},
    Permission{"AddAttachment", answering},
    Permission{"CheckAttachment", answering},
    Permission{"RemoveAttachment", answering},
    Permission{"SendTransition", entering},
    Permission{"ListTransitions", taking_part},
    Permission{"ListChecks", trail_readers},
    Permission{"PromoteProposal", organizing},
    Permission{"MergeProposals", organizing},
    Permission{"AdmitLateEntry", organizing},
    Permission{"RecordPriorAward", organizing_or_keeping},
    Permission{"RecordExternalAward", organizing_or_keeping},
    Permission{"RecordCoachingNote", organizing},
    Permission{"RecordFeedback", organizing},
    Permission{"PlaceOrganizer", keepers},
    Permission{"RegisterJuror", organizing},
    Permission{"AssignJurors", organizing},
    Permission{"AssignByPlan", organizing},
    Permission{"CheckJuror", organizing},
    Permission{"RegisterWebhook", organizing_or_keeping},
    Permission{"RemoveWebhook", organizing_or_keeping},
    Permission{"RegisterMailing", organizing_or_keeping},
    Permission{"RemoveMailing", organizing_or_keeping},
    Permission{"QueueNotifications", machine},
    Permission{"RecordDelivery", machine},
    Permission{"ReleaseNotification", organizing},
    Permission{"DiscardNotification", organizing},
    Permission{"Remind", organizing},
    Permission{"ScheduleSlots", organizing},
    Permission{"MoveSlot", organizing},
    Permission{"CancelSlot", organizing},
    Permission{"RecordAttendance", organizing},
    Permission{"DeclareConflict", declaring},
    Permission{"SettleConflict", organizing},
    Permission{"ReleaseAssignments", organizing},
    Permission{"ReturnSheet", declaring},
    Permission{"SettleReturn", organizing},
    Permission{"AnswerInvitation", declaring},
    Permission{"SubmitAssessment", judging},
    Permission{"SaveDraft", judging},
    Permission{"PreviewDecision", reviewing},
    Permission{"ProposeDecision", organizing},
    Permission{"DecideStage", organizing},
    Permission{"ProposePlenaryChange", organizing},
    Permission{"SettlePlenaryChange", organizing},
    Permission{"ProposeTieSettlement", organizing},
    Permission{"SettleTie", organizing},
    Permission{"ProposeReopening", organizing},
    Permission{"SettleReopening", organizing},
    Permission{"ProposeSupplement", organizing},
    Permission{"SettleSupplement", organizing},
    Permission{"SignMinutes", declaring},
    Permission{"RequestReplication", entering},
    Permission{"AdvanceReplication", entering},
    Permission{"DeclareWillingness", entering},
    Permission{"IssueKey", organizing_or_keeping},
    Permission{"RevokeKey", organizing_or_keeping},
    Permission{"ProposeErasure", keepers},
    Permission{"SettleErasure", keepers},
    Permission{"CorrectContact", entering},
    Permission{"CorrectJuror", declaring},
    Permission{"CorrectSession", organizing},
    Permission{"FireTimer", machine},
    Permission{"UploadDefinition", organizing_or_keeping},
    Permission{"OrderMigration", organizing_or_keeping},
    Permission{"MigrateStream", machine},
    Permission{"Simulate", reviewing},
    Permission{"ChangeDeadline", organizing},
    Permission{"ChangeInstanceDeadline", organizing},
    Permission{"StartInstance", entering},
    Permission{"SendToInstance", entering},
    Permission{"ListInstanceTransitions", entrants_and_reviewers},
    Permission{"view:organizers", everybody},
    Permission{"view:competitions", everybody},
    Permission{"view:sessions", everybody},
    Permission{"view:entrants", entrant_readers},
    Permission{"view:proposals", entry_readers},
    Permission{"view:proposal_details", entry_readers},
    Permission{"view:attachments", entry_readers},
    Permission{"view:history", trail_readers},
    Permission{"view:funnel", everybody},
    Permission{"view:scoreboard", reviewing},
    Permission{"view:decisions", reviewing},
    Permission{"view:announcements", everybody},
    Permission{"view:minutes_signatures", reviewing},
    Permission{"view:results", entrants_and_reviewers},
    Permission{"view:gallery", everybody},
    Permission{"view:awards", everybody},
    Permission{"view:jurors", reviewing},
    Permission{"view:assignments", jury_readers},
    Permission{"view:assignment_plans", reviewing},
    Permission{"view:workload", reviewing},
    Permission{"view:slots", taking_part},
    Permission{"view:participation", reviewing},
    Permission{"view:participation_summary", reviewing},
    Permission{"view:assessments", jury_readers},
    Permission{"view:drafts", judging},
    Permission{"view:replications", everybody},
    Permission{"view:late_entries", trail_readers},
    Permission{"view:prior_awards", everybody},
    Permission{"view:external_awards", everybody},
    Permission{"view:coaching_notes", entrants_and_reviewers},
    Permission{"view:feedback", entrants_and_reviewers},
    Permission{"view:reach", everybody},
    Permission{"view:pace", reviewing},
    Permission{"view:index_inputs", reviewing},
    Permission{"view:keys", organizing_or_keeping},
    Permission{"view:erasures", auditing_or_keeping},
    Permission{"view:webhooks", organizing_or_keeping},
    Permission{"view:mailings", organizing_or_keeping},
    Permission{"view:notifications", reviewing},
    Permission{"view:timers", timer_readers},
    Permission{"view:definitions", everybody},
    Permission{"view:instances", entrants_and_reviewers},
    Permission{"view:instance_history", entrants_and_reviewers},
};

}  // namespace

std::span<const Permission> policy() { return table; }

bool may(Role role, std::string_view action) {
  const auto found = std::ranges::find(table, action, &Permission::action);
  return found != table.end() && std::ranges::find(found->roles, role) != found->roles.end();
}

}  // namespace jejak::workflows
