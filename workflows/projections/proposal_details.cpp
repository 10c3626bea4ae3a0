#include "workflows/projections/document.hpp"
#include "workflows/projections/proposal_summary.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

// The pending timers as the snapshot has them, without the machine's own bookkeeping.
void set_timers(const json::object& snapshot, json::object& document) {
  json::value& member = document["timers"];
  const json::array& pending = array_of(snapshot, "timers");
  if (pending.empty() && member.is_array() && member.get_array().empty()) return;
  json::array& timers = member.emplace_array();
  for (const json::value& timer : pending) {
    take(members_of(timer), {"key", "due"}, timers.emplace_back(json::object()).get_object());
  }
}

void advance(const Event& event, const json::object& data, json::object& document) {
  advance_summary(event, data, document);
  const json::object& snapshot = object_of(data, "state");
  if (const json::value* value = snapshot.if_contains("value")) set_value(document, "state_value", *value);
  if (const json::value* context = snapshot.if_contains("context")) set_value(document, "context", *context);
  set_timers(snapshot, document);
}

void enter(const Event& event, const json::object& data, json::object& document) {
  lay_out(document, {"answers",    "award",    "category",    "competition",    "context",      "definition",
                     "done",       "elements", "entered_at",  "entrant",        "entrant_name", "flags",
                     "group",      "id",       "lineage",     "local_organizer", "number",      "organizer",   "results",        "rulebook",     "stage",
                     "started_on", "state",    "state_since", "state_value", "stream_version", "timers",       "title",
                     "updated_at", "words"});
  begin_summary(event, data, document);
  take(data, {"elements", "started_on", "definition", "rulebook", "flags"}, document);
  set_text(document, "local_organizer", text_of(data, data.contains("local_organizer") ? "local_organizer" : "organizer"));
  if (const json::value* origin = data.if_contains("origin")) inner_object(document, "lineage")["origin"] = *origin;
  advance(event, data, document);
  document["answers"].emplace_object();
  document["words"].emplace_object();
  document["results"].emplace_array();
}

void answer(const Event& event, const json::object& data, json::object& document) {
  advance(event, data, document);
  set_value(document, "answers", object_of(data, "answers"));
  set_value(document, "words", object_of(data, "words"));
}

// One result per stage: a stage that was decided anew replaces what was there.
void add_results(const json::object& decision, Documents& documents) {
  const std::string_view stage = text_of(decision, "stage");
  for (const json::value& each : array_of(decision, "results")) {
    const json::object& result = members_of(each);
    json::object& document = known_document(documents, text_of(result, "proposal"));
    json::value& member = document["results"];
    json::array& results = member.is_array() ? member.get_array() : member.emplace_array();
    json::object* kept = nullptr;
    for (json::value& other : results) {
      if (other.is_object() && text_of(other.get_object(), "stage") == stage) kept = &other.get_object();
    }
    if (kept == nullptr) kept = &results.emplace_back(json::object()).get_object();
    set_text(*kept, "stage", stage);
    take(result, {"outcome", "rank", "score", "decimal", "reason"}, *kept);
    kept->erase("place");
    copy_member(result, "place", *kept);
  }
}

void remove_results(const json::object& reopened, Documents& documents) {
  const std::string_view stage = text_of(reopened, "stage");
  for (const json::value& proposal : array_of(reopened, "proposals")) {
    json::value& results = known_document(documents, proposal.get_string())["results"];
    if (!results.is_array()) continue;
    json::array kept;
    for (json::value& result : results.get_array())
      if (text_of(members_of(result), "stage") != stage) kept.push_back(std::move(result));
    results = std::move(kept);
  }
}

void grant(const Event& event, const json::object& data, Documents& documents) {
  json::object& award = known_document(documents, text_of(data, "proposal"))["award"].emplace_object();
  set_text(award, "status", "granted");
  set_time(award, "granted_at", event.time);
  award["revoked_at"] = nullptr;
  award["reason"] = nullptr;
}

void revoke(const Event& event, const json::object& data, Documents& documents) {
  json::object& award = inner_object(known_document(documents, text_of(data, "proposal")), "award");
  if (award.empty()) throw CannotApply{"the proposal has no award"};
  set_text(award, "status", "revoked");
  set_time(award, "revoked_at", event.time);
  take(data, {"reason"}, award);
}

json::array& inner_array(json::object& document, std::string_view key) {
  json::value& member = document[key];
  return member.is_array() ? member.get_array() : member.emplace_array();
}

// The lineage is shown at both ends: where a proposal went, and where it came from.
void promote(const Event& event, const json::object& data, Documents& documents) {
  json::object& lineage = inner_object(known_document(documents, text_of(data, "proposal")), "lineage");
  json::object& to = inner_array(lineage, "promotions").emplace_back(object_of(data, "to")).get_object();
  set_time(to, "at", event.time);
}

// What it came from is in the race no more: a flag for those who decide whether the copy goes on.
void lose_origin(const Event& event, const json::object& data, Documents& documents) {
  json::object& document = known_document(documents, text_of(data, "proposal"));
  const json::object& origin = object_of(data, "origin");
  json::object& lost = inner_object(inner_object(document, "lineage"), "origin_lost");
  set_text(lost, "proposal", text_of(origin, "proposal"));
  take(data, {"state", "reason"}, lost);
  set_integer(lost, "position", static_cast<std::int64_t>(event.position));
  set_time(lost, "at", event.time);
  inner_array(document, "flags").push_back(json::object{{"code", "origin_lost"}, {"proposal", text_of(origin, "proposal")}, {"entrant", text_of(origin, "entrant")}, {"other_entrant", false}});
}

void merge(const Event& event, const json::object& data, Documents& documents) {
  json::object& gone = inner_object(known_document(documents, text_of(data, "proposal")), "lineage");
  gone["merged_into"] = object_of(data, "into");
  json::object& kept = known_document(documents, text_of(object_of(data, "into"), "proposal"));
  json::array& merged = inner_array(inner_object(kept, "lineage"), "merged_from");
  json::object& line = merged.emplace_back(json::object()).get_object();
  take(data, {"proposal", "title", "reason"}, line);
  set_time(line, "at", event.time);
}

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "TransitionTaken" || type == "ProposalReopened" || changes_proposals_deadline(event)) {
    advance(event, data, known_document(documents, proposal_of(event)));
  } else if (type == "ProposalMigrated") {
    json::object& document = known_document(documents, proposal_of(event));
    take(data, {"definition"}, document);
    advance(event, data, document);
  } else if (type == "ProposalCorrected") {
    json::object& document = known_document(documents, proposal_of(event));
    correct_summary(event, data, document);
    for (const std::string_view member : {"elements", "started_on"})
      if (const json::value* value = data.if_contains(member)) set_value(document, member, *value);
  } else if (type == "ProposalAnswered") {
    answer(event, data, known_document(documents, proposal_of(event)));
  } else if (type == "ProposalEntered") {
    enter(event, data, begin_document(documents, text_of(data, "id")));
  } else if (type == "StageDecided") {
    add_results(data, documents);
  } else if (type == "StageReopened") {
    remove_results(data, documents);
  } else if (type == "AwardGranted") {
    grant(event, data, documents);
  } else if (type == "AwardRevoked") {
    revoke(event, data, documents);
  } else if (type == "ProposalPromoted") {
    promote(event, data, documents);
  } else if (type == "ProposalMerged") {
    merge(event, data, documents);
  } else if (type == "OriginLost") {
    lose_origin(event, data, documents);
  }
}

}  // namespace

Projection proposal_details() {
  return {
      {"proposal_details", 3, {field("competition", "f"), field("organizer", "f"), field("entrant", "f")}},
      apply};
}

}  // namespace jejak::workflows::views
