#include "workflows/simulation/command_again.hpp"

#include <algorithm>

#include "workflows/field.hpp"

namespace jejak::workflows {

namespace {

Command make(std::string name, std::map<std::string, std::string, std::less<>> path, json::object body) {
  Command command;
  command.name = std::move(name);
  command.caller.actor = "what-if";
  command.caller.role = Role::system;
  command.path = std::move(path);
  command.body = std::move(body);
  return command;
}

// The members of that name that say something; sealed ones stay where they are.
json::object picked(const json::object& data, std::initializer_list<std::string_view> keys) {
  json::object body;
  for (const std::string_view key : keys) {
    const json::value* value = data.if_contains(key);
    if (value == nullptr || value->is_null() || (value->is_string() && value->get_string().empty())) continue;
    if (value->is_object() && value->get_object().contains("$sealed")) continue;
    body.emplace(key, *value);
  }
  return body;
}

std::string path_text(const json::object& data, std::string_view key) { return std::string(text_of(data, key)); }

std::map<std::string, std::string, std::less<>> sheet_path(const json::object& data) {
  return {{"proposal", path_text(data, "proposal")}, {"stage", path_text(data, "stage")}, {"juror", path_text(data, "juror")}};
}

}  // namespace

bool CommandAgain::sent_by_program(std::string_view type) const {
  const auto& roles = array_of(roles_, type);
  return !roles.empty() && std::ranges::all_of(roles, [](const json::value& role) { return role == json::value("system"); });
}

bool CommandAgain::governs_entry(std::string_view window) const {
  for (const json::value& each : array_of(members_of(rules_.rulebook), "windows")) {
    const json::array& governs = array_of(members_of(each), "governs");
    if (text_of(members_of(each), "name") == window && std::ranges::find(governs, json::value("ENTER")) != governs.end()) return true;
  }
  return false;
}

bool CommandAgain::concerns(const StoredEvent& event) const {
  const std::string_view type = event.type;
  return type.starts_with("Organizer") || type.starts_with("Entrant") || type.starts_with("PriorAward") ||
         type.starts_with("Replication") || event.data.find(competition_) != std::string::npos;
}

std::optional<Command> CommandAgain::of(const Event& event) {
  const auto& data = members_of(event.data);
  if (auto command = about_people(event, data)) return command;
  if (auto command = about_replication(event, data)) return command;
  const std::string_view competition = event.type == "CompetitionOpened" ? text_of(data, "id") : text_of(data, "competition");
  if (competition != competition_) return std::nullopt;
  if (auto command = about_competition(event, data)) return command;
  if (auto command = about_proposal(event, data)) return command;
  return about_jury(event, data);
}

// Organizers, entrants and prior awards are everybody's.
std::optional<Command> CommandAgain::about_people(const Event& event, const json::object& data) const {
  const std::string_view type = event.type;
  if (type == "OrganizerRegistered") return make("RegisterOrganizer", {}, picked(data, {"id", "name", "region", "tier", "zone", "parent"}));
  if (type == "OrganizerPlaced") return make("PlaceOrganizer", {{"organizer", path_text(data, "id")}}, picked(data, {"parent"}));
  if (type == "EntrantRegistered")
    return make("RegisterEntrant", {{"organizer", path_text(data, "organizer")}}, picked(data, {"id", "name", "kind", "short_name"}));
  if (type == "PriorAwardRecorded" && !data.contains("proposal"))
    return make("RecordPriorAward", {{"organizer", path_text(data, "organizer")}}, picked(data, {"title", "award", "year", "entrant", "source"}));
  return std::nullopt;
}

std::optional<Command> CommandAgain::about_competition(const Event& event, const json::object& data) const {
  const std::string_view type = event.type;
  if (type == "CompetitionOpened") {
    json::object body = picked(data, {"id", "organizer", "title", "year"});
    body["rulebook_document"] = rules_.rulebook;
    if (!rules_.definition.is_null()) body["definition_document"] = rules_.definition;
    return make("OpenCompetition", {}, std::move(body));
  }
  const auto here = [&] { return std::map<std::string, std::string, std::less<>>{{"competition", competition_}}; };
  if (type == "WindowExtended") return make("ExtendWindow", here(), picked(data, {"window", "closes", "reason"}));
  if (type == "LateEntryAdmitted") {
    json::object body = picked(data, {"entrant", "window", "closes", "reason", "entries"});
    if (!body.contains("entries") && governs_entry(text_of(data, "window"))) body["entries"] = 1000;  // it meant any number
    return make("AdmitLateEntry", here(), std::move(body));
  }
  if (type == "PlenaryChangeProposed" || type == "PlenaryChangeSettled") {
    const bool settled = type == "PlenaryChangeSettled";
    std::map<std::string, std::string, std::less<>> path{{"competition", competition_}, {"stage", path_text(data, "stage")}};
    if (settled) path["change"] = path_text(data, "id");
    Command command = make(settled ? "SettlePlenaryChange" : "ProposePlenaryChange", std::move(path),
                           settled ? json::object{{"confirm", flag_of(data, "confirmed")}} : picked(data, {"id", "proposal", "outcome", "reason"}));
    command.caller.actor += "-" + event.actor;  // two people stay two
    return command;
  }
  if (type == "TieSettlementProposed" || type == "TieSettlementRejected" || type == "TieSettled") {
    const bool proposed = type == "TieSettlementProposed";
    json::object body = proposed ? picked(data, {"tier", "in", "reason"}) : picked(data, {"tier"});
    if (!proposed) body["confirm"] = type == "TieSettled";
    Command command = make(proposed ? "ProposeTieSettlement" : "SettleTie", {{"competition", competition_}, {"stage", path_text(data, "stage")}}, std::move(body));
    command.caller.actor += "-" + event.actor;  // two people stay two
    return command;
  }
  if (type == "StageReopeningProposed" || type == "StageReopeningRejected" || type == "StageReopened") {
    const bool proposed = type == "StageReopeningProposed";
    Command command = make(proposed ? "ProposeReopening" : "SettleReopening", {{"competition", competition_}, {"stage", path_text(data, "stage")}},
                           proposed ? picked(data, {"reason"}) : json::object{{"confirm", type == "StageReopened"}});
    command.caller.actor += "-" + event.actor;  // two people stay two
    return command;
  }
  if (type == "SupplementProposed" || type == "SupplementRejected" || type == "StageSupplemented") {
    const bool proposed = type == "SupplementProposed";
    Command command = make(proposed ? "ProposeSupplement" : "SettleSupplement", {{"competition", competition_}, {"stage", path_text(data, "stage")}},
                           proposed ? picked(data, {"proposal", "reason"}) : json::object{{"confirm", type == "StageSupplemented"}});
    command.caller.actor += "-" + event.actor;  // two people stay two
    return command;
  }
  if (type == "StageDecided")
    return make("DecideStage", {{"competition", competition_}, {"stage", path_text(data, "stage")}}, picked(data, {"reason"}));
  return std::nullopt;
}

std::optional<Command> CommandAgain::about_proposal(const Event& event, const json::object& data) const {
  const std::string_view type = event.type;
  if (type == "ProposalEntered") {
    return make("EnterProposal", {{"competition", competition_}},
                picked(data, {"id", "entrant", "title", "category", "elements", "group", "started_on"}));
  }
  if (type == "ProposalMerged") {
    return make("MergeProposals", {{"proposal", path_text(data, "proposal")}},
                {{"into", text_of(object_of(data, "into"), "proposal")}, {"reason", text_of(data, "reason")}});
  }
  constexpr std::string_view prefix = "proposal-";
  if (type == "ProposalAnswered")
    return make("AnswerProposal", {{"proposal", event.stream.substr(prefix.size())}}, {{"answers", object_of(data, "answers")}});
  if (type == "DeadlineExtended" || type == "DeadlineCancelled") {
    const auto& deadline = object_of(data, "deadline");
    json::object body{{"timer", text_of(deadline, "key")}, {"due", nullptr}, {"reason", text_of(data, "reason")}};
    copy_member(deadline, "due", body);
    return make("ChangeDeadline", {{"proposal", event.stream.substr(prefix.size())}}, std::move(body));
  }
  if (type == "ProposalCorrected") {
    json::object body = picked(data, {"title", "category", "elements", "group", "started_on", "reason"});
    body.emplace("reason", "-");  // the program is not the entrant
    return make("CorrectProposal", {{"proposal", path_text(data, "id")}}, std::move(body));
  }
  if (type == "TransitionTaken") return transition(event, data);
  return std::nullopt;
}

std::optional<Command> CommandAgain::transition(const Event& event, const json::object& data) const {
  constexpr std::string_view prefix = "proposal-";
  const std::string_view sent = text_of(data, "event");
  if (sent == "TIMER")
    return make("FireTimer", {}, {{"stream", event.stream}, {"key", text_of(object_of(data, "timer"), "key")}});
  if (sent_by_program(sent)) return std::nullopt;
  json::object body{{"type", sent}};
  if (const auto& form = object_of(data, "data"); !form.empty()) body["data"] = form;
  // Counted anew, and a machine from before ticks were counted does not know it.
  if (const auto& form = object_of(body, "data"); form.contains("ticks")) body["data"].as_object().erase("failed");
  return make("SendTransition", {{"proposal", event.stream.substr(prefix.size())}}, std::move(body));
}

// How far a replication is does not say whose it is.
std::optional<Command> CommandAgain::about_replication(const Event& event, const json::object& data) {
  const std::string id = path_text(data, "id");
  if (event.type == "ReplicationRequested" && text_of(data, "competition") == competition_) {
    replications_.insert(id);
    json::object body = picked(data, {"id", "region", "agency", "note"});
    body["organizer"] = text_of(data, "by_organizer");
    return make("RequestReplication", {{"innovation", path_text(data, "innovation")}}, std::move(body));
  }
  if (event.type == "WillingnessDeclared" && text_of(data, "competition") == competition_)
    return make("DeclareWillingness", {{"innovation", path_text(data, "innovation")}}, picked(data, {"willing", "note"}));
  if (event.type != "ReplicationAdvanced" || !replications_.contains(id)) return std::nullopt;
  json::object body = picked(data, {"to", "adaptation", "note"});
  if (text_of(body, "to") == "abandoned" && !body.contains("note")) body["note"] = "-";  // of a log from before a reason was asked for
  return make("AdvanceReplication", {{"replication", id}}, std::move(body));
}

std::optional<Command> CommandAgain::about_jury(const Event& event, const json::object& data) const {
  const std::string_view type = event.type;
  if (type == "JurorRegistered") {
    json::object body = picked(data, {"id", "element", "agency", "entrant", "worked_with", "invited"});
    body["name"] = text_of(data, "id");
    return make("RegisterJuror", {{"competition", competition_}}, std::move(body));
  }
  if (type == "JurorAssigned") {
    json::object pair{{"juror", text_of(data, "juror")}, {"proposals", json::array{text_of(data, "proposal")}}};
    return make("AssignJurors", {{"competition", competition_}},
                {{"stage", text_of(data, "stage")}, {"pairs", json::array{std::move(pair)}}});
  }
  if (type == "InvitationAnswered")
    return make("AnswerInvitation", {{"juror", path_text(data, "juror")}}, {{"accept", flag_of(data, "accepted")}});
  if (type == "AssignmentReleased") {
    json::object pair{{"juror", text_of(data, "juror")}, {"proposals", json::array{text_of(data, "proposal")}}};
    json::object body = picked(data, {"stage", "reason"});
    body["pairs"] = json::array{std::move(pair)};
    return make("ReleaseAssignments", {{"competition", competition_}}, std::move(body));
  }
  if (type.starts_with("AssessmentReturn")) {
    const bool proposed = type == "AssessmentReturnProposed";
    Command command = make(proposed ? "ReturnSheet" : "SettleReturn", sheet_path(data),
                           proposed ? picked(data, {"reason"}) : json::object{{"confirm", type == "AssessmentReturned"}});
    command.caller.actor += "-" + event.actor;  // two people stay two
    return command;
  }
  // What was proposed has its effect when it is confirmed; what a sheet said comes again with the sheet.
  if (type == "ConflictDeclared" && !data.contains("by_sheet")) {
    json::object body = picked(data, {"kind", "proposal", "entrant"});
    body["reason"] = text_of(data, "kind");
    return make("DeclareConflict", {{"juror", path_text(data, "juror")}}, std::move(body));
  }
  if (type != "AssessmentSubmitted" && type != "AssessmentDeclined") return std::nullopt;
  Command command = make("SubmitAssessment", sheet_path(data),
                         picked(data, {"scores", "outcome"}));
  command.caller.role = Role::juror;
  command.caller.juror = path_text(data, "juror");
  command.caller.organizer = path_text(data, "organizer");
  return command;
}

}  // namespace jejak::workflows
