#include "api/routes/paper_facts.hpp"

#include "api/documents/wording.hpp"
#include "api/http/limits.hpp"
#include "api/http/problem.hpp"
#include "api/routes/functions.hpp"
#include "api/routes/views.hpp"
#include "workflows/field.hpp"

namespace jejak::routes {

using documents::DecidedStage;
using documents::Seal;
using workflows::array_of;
using workflows::members_of;
using workflows::text_of;

namespace {

constexpr std::string_view of_key = "key-";

json::object shown_to(const Context& context, const workflows::Caller& caller, std::string_view bytes) {
  bool opened = false;
  const auto document = parse_own_json(reveal(context, bytes, caller, opened));
  return document ? members_of(*document) : json::object();
}

// Every document of a view that has the filters.
template <class Take>
void each_document(const Context& context, const Call& call, ViewQuery query, const Take& take) {
  query.limit = http::page_size_max;
  do {
    const auto page = context.ports.views.query(query);
    if (!page) return;
    for (const std::string& bytes : page->documents) take(shown_to(context, *call.caller, bytes));
    query.cursor = page->next_cursor;
  } while (!query.cursor.empty());
}

void add_label(const Context& context, DecidedStage& stage, std::string_view actor) {
  if (!actor.starts_with(of_key) || stage.labels.contains(actor)) return;
  const json::object key = document_in(context, "keys", actor.substr(of_key.size()));
  stage.labels.emplace(actor, text_of(key, "label"));
}

// Those who were to judge, in order of their ids, and those of them whose sheets were in the decision.
void add_jury(const Context& context, const Call& call, DecidedStage& stage) {
  std::map<std::string, bool, std::less<>> jurors;
  for (const json::value& result : array_of(stage.decision, "results")) {
    for (const json::value& sheet : array_of(members_of(result), "sheets")) jurors[std::string(text_of(members_of(sheet), "juror"))] = true;
    for (const json::value& value : array_of(members_of(result), "set_aside")) {
      const std::string_view outcome = text_of(members_of(value), "outcome");
      bool& took_part = jurors[std::string(text_of(members_of(value), "juror"))];
      took_part = took_part || outcome == "abstained" || outcome == "no_score";
    }
  }
  for (const auto& [id, took_part] : jurors) {
    const auto found = context.ports.views.find("jurors", id);
    const json::object juror = found && *found ? shown_to(context, *call.caller, **found) : json::object();
    stage.jury.push_back({id, static_cast<int>(stage.jury.size()) + 1, std::string(text_of(juror, "name")),
                          documents::element_in_indonesian(text_of(juror, "element")), took_part});
  }
}

void add_entrants_and_voided(const Context& context, const Call& call, DecidedStage& stage) {
  for (const json::value& value : array_of(stage.decision, "results")) {
    const std::string proposal(text_of(members_of(value), "proposal"));
    const auto found = context.ports.views.find("proposals", proposal);
    if (found && *found) stage.entrants.emplace(proposal, text_of(shown_to(context, *call.caller, **found), "entrant_name"));
    for (const json::value& sheet : array_of(members_of(value), "set_aside")) {
      if (text_of(members_of(sheet), "outcome") != "voided") continue;
      const std::string juror(text_of(members_of(sheet), "juror"));
      const auto kept = context.ports.views.find("assessments", proposal + "/" + std::string(text_of(stage.decision, "stage")) + "/" + juror);
      if (kept && *kept) stage.voided.emplace(proposal + "/" + juror, text_of(shown_to(context, *call.caller, **kept), "reason"));
    }
  }
}

// Those that a reopening did not void. A signature without its event in the log is none.
void add_signatures(const Context& context, const Call& call, DecidedStage& stage) {
  ViewQuery query{.view = "minutes_signatures",
                  .filters = {{"competition", std::string(text_of(stage.decision, "competition"))}, {"stage", std::string(text_of(stage.decision, "stage"))}}};
  each_document(context, call, std::move(query), [&](const json::object& document) {
    if (!text_of(document, "voided_at").empty()) return;
    DecidedStage::Signature signature;
    signature.as = text_of(document, "as");
    signature.at = parse_rfc3339(text_of(document, "signed_at")).value_or(Timestamp{});
    signature.position = static_cast<Position>(workflows::integer_of(document, "position"));
    const std::string_view actor = text_of(document, "actor");
    add_label(context, stage, actor);
    signature.who = signature.as == "juror" ? called(juror_of(stage, text_of(document, "juror"))) : who(stage, actor);
    context.ports.log.read(signature.position, 1, [&](const StoredEvent& event) {
      signature.leaf = event.leaf_hash;
      return false;
    });
    stage.signatures.push_back(std::move(signature));
  });
}

}  // namespace

Result<std::optional<Seal>, Failure> seal_of(const Context& context, std::string_view stream, std::string_view type) {
  constexpr std::uint64_t events_max = 1'000;
  std::optional<Seal> seal;
  const auto failure = context.ports.log.read_stream(stream, 1, events_max, [&](const StoredEvent& event) {
    if (event.type == type) seal = Seal{event.position, event.leaf_hash, {}, {}};
    return true;
  });
  if (failure) return *failure;
  if (!seal) return seal;
  const auto root = context.ports.log.root(seal->position);
  if (!root) return root.error();
  seal->root = *root;
  return seal;
}

std::string name_of_organizer(const Context& context, const workflows::Caller& caller, std::string_view organizer) {
  const Sight sight = look_at(context, "organizers", organizer, caller);
  return std::string(text_of(sight.document, sight.problem ? "" : "name"));
}

std::string zone_of(const Context& context, std::string_view competition) {
  return std::string(text_of(document_in(context, "pace", competition), "zone"));
}

json::object document_in(const Context& context, std::string_view view, std::string_view key) {
  const auto found = context.ports.views.find(view, key);
  if (!found || !*found) return {};
  const auto document = parse_own_json(**found);
  return document ? members_of(*document) : json::object();
}

Result<DecidedStage, http::Response> decided_stage(const Context& context, const Call& call) {
  Sight decision = look_at(context, "decisions", fill_key("{competition}/{stage}", *call.request), *call.caller);
  if (decision.problem) return not_found();
  Sight competition = look_at(context, "competitions", fill_key("{competition}", *call.request), *call.caller);
  const auto seal = seal_of(context, "decision-" + fill_key("{competition}-{stage}", *call.request), "StageDecided");
  if (!seal) return problem_of(seal.error());
  if (competition.problem || !*seal) return not_found();
  DecidedStage stage;
  stage.decision = std::move(decision.document);
  stage.competition = std::move(competition.document);
  stage.organizer = name_of_organizer(context, *call.caller, text_of(stage.decision, "organizer"));
  stage.zone = zone_of(context, text_of(stage.decision, "competition"));
  stage.seal = **seal;
  stage.seal.address = context.settings.public_url + "/verify/log/" + std::to_string(stage.seal.position);
  if (auto rulebook = recorded_document(context, "rulebook", text_of(workflows::object_of(stage.competition, "rulebook"), "hash")))
    stage.rulebook = members_of(*rulebook);
  add_label(context, stage, text_of(stage.decision, "actor"));
  for (const json::value& change : array_of(stage.decision, "plenary")) {
    add_label(context, stage, text_of(members_of(change), "proposed_by"));
    add_label(context, stage, text_of(members_of(change), "settled_by"));
  }
  add_jury(context, call, stage);
  add_entrants_and_voided(context, call, stage);
  add_signatures(context, call, stage);
  return stage;
}

}  // namespace jejak::routes
