#include "tests/specs/workflows/trial.hpp"

#include "workflows/field.hpp"
#include "workflows/refusal.hpp"
#include "workflows/schema.hpp"

namespace jejak::workflows {

json::object object(std::string_view source) {
  const auto parsed = parse_json(source);
  if (parsed && parsed->is_object()) return parsed->get_object();
  ADD_FAILURE() << "not a JSON object: " << source;
  return {};
}

std::string text(const json::value& value) { return canonical_json(value); }

Caller console() { return {"console", Role::system, {}, {}, {}}; }
Caller secretariat(std::string_view organizer) { return {"key-s", Role::secretariat, std::string(organizer), {}, {}}; }
Caller proposer(std::string_view entrant, std::string_view organizer) {
  return {"key-p", Role::proposer, std::string(organizer), std::string(entrant), {}};
}
Caller juror(std::string_view id, std::string_view organizer) {
  return {"key-j", Role::juror, std::string(organizer), {}, std::string(id)};
}
Caller auditor() { return {"key-a", Role::auditor, {}, {}, {}}; }
Caller admin() { return {"key-admin", Role::admin, {}, {}, {}}; }

namespace {
std::vector<StreamVersion> versions(std::optional<StreamVersion> expected) {
  if (!expected) return {};
  return {*expected};
}
}  // namespace

CommandOutcome Trial::give(Command command) {
  const CommandKind* kind = find_command_kind(command.name);
  EXPECT_NE(kind, nullptr) << command.name;
  if (kind != nullptr && command.name != "IssueKey") {
    const auto schema = Schema::compile(parse_json(kind->body_schema).value());
    if (const Faults faults = schema->check(command.body); !faults.empty()) return invalid("invalid_body", faults);
  }
  CommandOutcome outcome = Overloaded{};
  Submission submission;
  submission.decide = [&](World& world) { return workflows::decide(world, command); };
  submission.actor = command.caller.actor;
  submission.correlation_id = "trial";
  submission.reply = [&](CommandOutcome answer) { outcome = std::move(answer); };
  processor.submit(std::move(submission));
  processor.drain();
  return outcome;
}

json::object Trial::accept(std::string name, Caller caller, Path path, json::object body,
                           std::optional<StreamVersion> expected) {
  const auto outcome = give({name, std::move(caller), std::move(path), std::move(body), versions(expected)});
  if (const auto* done = std::get_if<Done>(&outcome)) return done->answer;
  if (const auto* no = std::get_if<Rejection>(&outcome)) {
    ADD_FAILURE() << name << " was refused: " << no->code << ": " << no->message << " " << text(no->details);
  } else if (const auto* failure = std::get_if<Failure>(&outcome)) {
    ADD_FAILURE() << name << " failed: " << failure->message;
  } else {
    ADD_FAILURE() << name << " was not answered";
  }
  return {};
}

Rejection Trial::refuse(std::string_view code, std::string name, Caller caller, Path path, json::object body,
                        std::optional<StreamVersion> expected) {
  const Position before = log.head().size;
  const auto outcome = give({name, std::move(caller), std::move(path), std::move(body), versions(expected)});
  EXPECT_EQ(log.head().size, before) << "a refused command recorded something";
  if (const auto* no = std::get_if<Rejection>(&outcome)) {
    EXPECT_EQ(no->code, code) << no->message << " " << text(no->details);
    EXPECT_FALSE(no->message.empty());
    EXPECT_FALSE(no->message_id.empty());
    return *no;
  }
  ADD_FAILURE() << name << " was not refused with " << code;
  return {};
}

std::vector<StoredEvent> Trial::events() const {
  std::vector<StoredEvent> all;
  const_cast<MemoryEventLog&>(log).read(1, 1'000'000, [&](const StoredEvent& event) {
    all.push_back(event);
    return true;
  });
  return all;
}

std::vector<std::string> Trial::types(std::string_view stream) const {
  std::vector<std::string> names;
  for (const StoredEvent& event : events()) {
    if (event.stream == stream) names.push_back(event.type);
  }
  return names;
}

json::object Trial::last(std::string_view type) const {
  json::object data;
  for (const StoredEvent& event : events()) {
    if (event.type == type) data = object(event.data);
  }
  return data;
}

void Trial::open(std::string_view rulebook) {
  rules = rulebook;
  open_under("rulebook", json::value(rulebook));
}

void Trial::open_with(json::object rulebook) {
  rules = text_of(rulebook, "id");
  open_under("rulebook_document", json::value(std::move(rulebook)));
}

void Trial::open_under(std::string_view member, json::value rulebook) {
  at("2022-06-01T02:00:00Z");
  accept("RegisterOrganizer", admin(), {}, {{"id", city}, {"name", "Bappeda Kota Contoh"}, {"region", "Kota Contoh"}});
  json::object body{{"id", contest}, {"organizer", city}, {"title", "Kompetisi"}, {"year", 2022}};
  body[member] = std::move(rulebook);
  if (!definition.is_null()) body["definition_document"] = definition;
  accept("OpenCompetition", secretariat(), {}, std::move(body));
  entrant = add_entrant("Dinas Contoh");
}

std::string Trial::add_entrant(std::string_view name) {
  const auto answer = accept("RegisterEntrant", secretariat(), {{"organizer", std::string(city)}},
                             {{"name", name}, {"kind", "OPD"}, {"contact", {{"email", "a@example.org"}}}});
  return std::string(text_of(answer, "id"));
}

std::string Trial::add_juror(std::string_view agency) {
  json::object body{{"name", "Juri contoh"}, {"element", "academic"}};
  if (!agency.empty()) body["agency"] = agency;
  const auto answer =
      accept("RegisterJuror", secretariat(), {{"competition", std::string(contest)}}, std::move(body));
  return std::string(text_of(answer, "id"));
}

std::string Trial::enter(std::string_view title, std::string_view by) {
  const auto answer = accept("EnterProposal", proposer(by), {{"competition", std::string(contest)}},
                             {{"entrant", by}, {"title", title}, {"category", "tik"}});
  return std::string(text_of(answer, "id"));
}

json::object Trial::send(const std::string& proposal, Caller caller, std::string_view type, std::string_view data) {
  return accept("SendTransition", std::move(caller), {{"proposal", proposal}}, {{"type", type}, {"data", object(data)}});
}

std::string Trial::state_of(const std::string& proposal) {
  const auto answer = accept("ListTransitions", secretariat(), {{"proposal", proposal}}, {});
  return std::string(text_of(answer, "state"));
}

std::string Trial::bring_to_desk(std::string_view title) {
  const std::string id = enter(title, entrant);
  send(id, proposer(entrant), "START_DRAFT");
  json::object answers{{"summary", "Ringkas."}, {"background", "Latar."}, {"novelty", "Baru."}};
  if (rules == "kota-magelang-2022") {
    answers["implementation"] = "Berjalan.";
    answers["significance"] = "Nyata.";
  }
  accept("AnswerProposal", proposer(entrant), {{"proposal", id}},
         {{"answers", answers}}, 2);
  send(id, proposer(entrant), "SUBMIT");
  send(id, secretariat(), "RECEIVE");
  send(id, secretariat(), "CHECK_ADMINISTRATIVE",
       R"({"ticks":{"old_enough":true,"answers_meaningful":true,"not_barred":true}})");
  send(id, secretariat(), "CHECK_DOCUMENTS",
       R"({"ticks":{"originator_decree":true,"implementation_statement":true,"replication_statement":true}})");
  return id;
}

void Trial::record(const std::string& proposal, std::string_view stage) {
  send(proposal, secretariat(), stage == "presentation" ? "RECORD_PRESENTATION" : "RECORD_INTERVIEW",
       R"({"date":"2022-06-01"})");
}

void Trial::assign(const std::vector<std::string>& proposals, std::string_view stage, const std::string& by) {
  const json::array ids(proposals.begin(), proposals.end());
  accept("AssignJurors", secretariat(), {{"competition", std::string(contest)}},
         {{"stage", stage}, {"pairs", json::array{json::object{{"juror", by}, {"proposals", ids}}}}});
}

void Trial::assess(const std::string& proposal, std::string_view stage, const std::string& by, std::string_view score) {
  json::object scores;
  const std::vector<std::string_view> criteria =
      stage == "screening" ? std::vector<std::string_view>{"novelty", "effectiveness", "usefulness", "replicability",
                                                           "sustainability"}
      : stage == "presentation" ? std::vector<std::string_view>{"substance", "delivery"}
                                : std::vector<std::string_view>{"innovation", "usefulness", "replicability",
                                                                "sustainability"};
  for (const auto criterion : criteria) scores[criterion] = score;
  accept("SubmitAssessment", juror(by), {{"proposal", proposal}, {"stage", std::string(stage)}, {"juror", by}},
         {{"scores", std::move(scores)}, {"comment", "Baik."}});
}

json::object Trial::decide(std::string_view stage) {
  return accept("DecideStage", secretariat(), {{"competition", std::string(contest)}, {"stage", std::string(stage)}}, {});
}

std::string Trial::bring_to_award(std::string_view title) {
  const std::string id = bring_to_desk(title);
  const std::string by = add_juror();
  for (const std::string_view stage : {"screening", "presentation", "interview"}) {
    if (stage != "screening") record(id, stage);
    assign({id}, stage, by);
    assess(id, stage, by, "80");
    decide(stage);
  }
  return id;
}

}  // namespace jejak::workflows
