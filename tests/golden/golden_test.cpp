// Every event that was ever shipped still folds, into views and into states.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>

#include "tests/golden/golden_events.hpp"
#include "tests/specs/projections/map_documents.hpp"
#include "workflows/projections.hpp"

namespace jejak::golden {
namespace {

// Every type of event that the program writes. A new one needs a line here and a golden file.
const std::set<std::string> event_types{
    "AdopterListed", "AmendmentProposed", "AmendmentRejected", "AssessmentDeclined", "AssessmentDrafted",
    "AssessmentReturnProposed", "AssessmentReturnRejected", "AssessmentReturned", "AssessmentSubmitted",
    "AssessmentVoided", "AssignmentPlanned", "AssignmentReleased", "AttachmentAdded", "AttachmentRemoved",
    "AttendanceRecorded", "AwardGranted", "AwardRevoked", "CoachingNoteRecorded", "CompetitionMigrated",
    "CompetitionOpened", "ConflictDeclared", "ConflictProposed", "ConflictRejected", "DeadlineCancelled",
    "DeadlineExtended", "DefinitionRecorded", "DefinitionUploaded", "EntrantRegistered", "ErasureProposed",
    "ErasureRejected", "ExternalAwardRecorded", "FeedbackRecorded", "InstanceAdvanced", "InstanceMigrated",
    "InstanceStarted", "InvitationAnswered", "JurorAssigned", "JurorRegistered", "KeyIssued", "KeyRevoked",
    "LateEntryAdmitted", "LotFixed", "MailingRegistered", "MailingRemoved", "MigrationOrdered", "MinutesSigned",
    "NotificationDelivered", "NotificationDiscarded", "NotificationFailed", "NotificationQueued",
    "NotificationReleased", "OrganizerPlaced", "OrganizerRegistered", "OriginLost", "PersonCorrected",
    "PlenaryChangeProposed", "PlenaryChangeSettled", "PriorAwardRecorded", "PriorAwardStruck", "ProposalAnswered",
    "ProposalCorrected", "ProposalEntered", "ProposalMerged", "ProposalMigrated", "ProposalPromoted",
    "ProposalRegistered", "ProposalReopened", "RegistrationCorrected", "ReplicationAdvanced", "ReplicationRequested",
    "RulebookAmended", "RulebookRecorded", "SessionRecorded", "SlotCancelled", "SlotMoved", "SlotsScheduled",
    "StageAnnounced", "StageDecided", "StageDecisionProposed", "StageReopened", "StageReopeningProposed",
    "StageReopeningRejected", "StageSupplemented", "SubjectErased", "SupplementProposed", "SupplementRejected",
    "TieSettled", "TieSettlementProposed", "TieSettlementRejected", "TransitionTaken", "WebhookRegistered",
    "WebhookRemoved", "WillingnessDeclared", "WindowExtended"};

// The types that the sources under workflows/ ask for: `type == "ProposalEntered"` and the like.
std::set<std::string> types_in_sources() {
  std::set<std::string> types;
  const auto workflows = std::filesystem::path(JEJAK_SOURCE_DIR) / "workflows";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(workflows)) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string text = read_text(entry.path());
    for (const std::string_view asked : {"type == \"", "type != \""}) {
      for (std::size_t at = text.find(asked); at != std::string::npos; at = text.find(asked, at + 1)) {
        const std::size_t begin = at + asked.size();
        types.insert(text.substr(begin, text.find('"', begin) - begin));
      }
    }
  }
  return types;
}

using Views = std::map<std::string, specs::Rows, std::less<>>;

void fold(const Event& event, Views& views) {
  for (const Projection& projection : workflows::projections()) {
    specs::MapDocuments documents(views[projection.view.name]);
    try {
      projection.apply(event, documents);
    } catch (const CannotApply& cannot) {
      ADD_FAILURE() << projection.view.name << " cannot apply " << event.type << ": " << cannot.reason;
    }
  }
}

// What an event changed: {"<view> <key>": document, or null where it is gone}, one line for each.
std::string changes(const Views& before, const Views& after) {
  std::map<std::string, std::string> lines;
  for (const auto& [view, rows] : after) {
    const specs::Rows none;
    const auto kept = before.find(view);
    const specs::Rows& old = kept == before.end() ? none : kept->second;
    for (const auto& [key, document] : rows) {
      const auto was = old.find(key);
      if (was == old.end() || was->second != document) lines[view + " " + key] = canonical_json(document);
    }
    for (const auto& [key, document] : old) {
      if (!rows.contains(key)) lines[view + " " + key] = "null";
    }
  }
  std::string text = "{";
  for (const auto& [place, document] : lines) {
    text += text.size() == 1 ? "\n" : ",\n";
    append_canonical_string(text, place);
    text += ": " + document;
  }
  return text + "\n}\n";
}

TEST(Golden_events, has_a_file_for_every_event_type) {
  std::set<std::string> found;
  for (const GoldenEvent& golden : read_golden_events()) found.insert(golden.event.type);
  EXPECT_EQ(found, event_types);
}

TEST(Golden_events, list_every_event_type_that_the_sources_know) {
  EXPECT_EQ(types_in_sources(), event_types);
}

TEST(Golden_events, are_named_after_type_and_schema_version_and_form_one_log) {
  Position position = 0;
  std::map<std::string, StreamVersion> versions;
  for (const auto& [file, event] : read_golden_events()) {
    const std::string name = event.type + ".v" + std::to_string(event.schema_version);
    EXPECT_EQ(file.stem().string().substr(0, name.size()), name);
    EXPECT_EQ(event.position, ++position) << file;
    EXPECT_EQ(event.stream_version, ++versions[event.stream]) << file;
  }
}

// JEJAK_WRITE_GOLDEN=1 writes the files anew: for a new event type, or a view whose documents changed on
// purpose.
TEST(Golden_events, fold_to_the_same_documents_as_ever) {
  const bool write = std::getenv("JEJAK_WRITE_GOLDEN") != nullptr;
  Views views;
  for (const GoldenEvent& golden : read_golden_events()) {
    const Views before = views;
    fold(golden.event, views);
    const std::string text = changes(before, views);
    if (write) std::ofstream(views_file(golden), std::ios::binary) << text;
    EXPECT_EQ(text, read_text(views_file(golden))) << "after " << golden.file.filename();
  }
}

TEST(Golden_events, leave_no_member_of_a_document_undefined_that_has_a_field) {
  Views views;
  for (const GoldenEvent& golden : read_golden_events()) fold(golden.event, views);
  for (const Projection& projection : workflows::projections()) {
    for (const auto& [key, row] : views[projection.view.name]) {
      // What a view remembers for itself, to be asked for by nobody.
      if (key.starts_with("proposal/") || key.starts_with("organizer/") || key.starts_with("entrant/") || key.starts_with("/")) continue;
      for (const ViewField& field : projection.view.fields) {
        EXPECT_NE(find_pointer(row, field.pointer), nullptr)
            << projection.view.name << " " << key << field.pointer;
      }
    }
  }
}

}  // namespace
}  // namespace jejak::golden
