#include "workflows/simulation/simulate.hpp"

#include <optional>

#include "engine/ports/clock.hpp"
#include "engine/runtime/command_processor.hpp"
#include "engine/runtime/event_parser.hpp"
#include "workflows/field.hpp"

namespace jejak::workflows {

namespace {

constexpr Position progress_every = 1'024;

// Stands at the time of the event that is done again.
class ClockOfThen final : public Clock {
 public:
  Timestamp now() override { return now_; }
  void set(Timestamp now) { now_ = now; }

 private:
  Timestamp now_;
};

// The competition's rules as the log has them.
struct Recorded {
  json::object rulebook;    // {id, version, hash}
  json::object definition;  // likewise, the last one
  json::value rulebook_document;
  json::value definition_document;
};

json::value document_in(EventLog& log, const std::string& stream) {
  json::value document;
  log.read_stream(stream, 1, 1, [&](const StoredEvent& event) {
    if (auto data = parse_own_json(event.data); data && data->is_object() && data->get_object().contains("document"))
      document = std::move(data->get_object().at("document"));
    return false;
  });
  return document;
}

Result<Recorded, Failure> rules_of(EventLog& log, const std::string& competition) {
  Recorded recorded;
  const auto failure = log.read_stream(stream_of("competition", competition), 1, UINT64_MAX, [&](const StoredEvent& event) {
    const auto data = parse_own_json(event.data);
    if (!data || !data->is_object()) return true;
    if (event.type == "CompetitionOpened") recorded.rulebook = object_of(data->get_object(), "rulebook");
    if (data->get_object().contains("definition")) recorded.definition = object_of(data->get_object(), "definition");
    return true;
  });
  if (failure) return *failure;
  if (recorded.rulebook.empty()) return Failure{Failure::Kind::foreign, "the log has no competition \"" + competition + "\""};
  recorded.rulebook_document = document_in(log, stream_of("rulebook", text_of(recorded.rulebook, "hash")));
  recorded.definition_document = document_in(log, stream_of("definition", text_of(recorded.definition, "hash")));
  return recorded;
}

SimulatedRules choose(const SimulationRequest& request, const Recorded& recorded) {
  SimulatedRules rules{request.rulebook.is_null() ? recorded.rulebook_document : request.rulebook, request.definition};
  const bool same_machine = text_of(members_of(rules.rulebook), "definition") == text_of(recorded.definition, "id");
  if (rules.definition.is_null() && same_machine) rules.definition = recorded.definition_document;
  return rules;
}

std::string label_of(const Command& command) {
  const std::string_view type = command.name == "SendTransition" ? text_of(command.body, "type") : text_of(command.body, "stage");
  return type.empty() ? command.name : command.name + " " + std::string(type);
}

// The history done again, one command at a time, each at its own time.
class Rerun {
 public:
  Rerun(Sandbox sandbox, Entropy& entropy) : sandbox_(std::move(sandbox)), processor_(*sandbox_.log, *sandbox_.vault, clock_, entropy) {}

  std::optional<Failure> give(const Command& command, const Event& event, Simulation& simulation) {
    clock_.set(event.time);
    const CommandOutcome outcome = carry_out(command);
    ++simulation.commands;
    if (const auto* failure = std::get_if<Failure>(&outcome)) return *failure;
    const auto* rejection = std::get_if<Rejection>(&outcome);
    if (rejection == nullptr) return std::nullopt;
    ++simulation.refused_count;
    if (simulation.refused.size() < simulation_lines_max) {
      simulation.refused.push_back({event.position, event.stream, label_of(command), rejection->code,
                                    {rejection->message, rejection->message_id}});
    }
    return std::nullopt;
  }

  // What waits for nobody happens by itself up to the end of the live log.
  void fire_due(const std::string& proposal, Timestamp until) {
    clock_.set(until);
    Command command;
    command.name = "FireTimer";
    command.caller.actor = "what-if";
    command.caller.role = Role::system;
    command.body = {{"stream", stream_of("proposal", proposal)}, {"key", "due"}};
    carry_out(command);
  }

  std::optional<Failure> outcome(Outcome& outcome) {
    EventParser parser;
    return sandbox_.log->read(1, sandbox_.log->head().size, [&](const StoredEvent& event) {
      if (const Event* parsed = parser.parse(event)) outcome.take(*parsed);
      return true;
    });
  }

 private:
  CommandOutcome carry_out(const Command& command) {
    CommandOutcome result = Overloaded{};
    Submission submission;
    submission.decide = [&command](World& world) { return decide(world, command); };
    submission.actor = command.caller.actor;
    submission.correlation_id = "what-if";
    submission.reply = [&result](CommandOutcome outcome) { result = std::move(outcome); };
    processor_.submit(std::move(submission));
    processor_.drain();
    return result;
  }

  Sandbox sandbox_;
  ClockOfThen clock_;
  CommandProcessor processor_;
};

// Reads the live log and hands on what is to be done again.
class History {
 public:
  History(CommandAgain& again, Rerun& rerun, Outcome& recorded) : again_(again), rerun_(rerun), recorded_(recorded) {}

  std::optional<Failure> take(const Event& event, Simulation& simulation) {
    recorded_.take(event);
    auto command = again_.of(event);
    // A merge records its transition first; the command makes it again.
    if (event.type == "ProposalMerged") held_.reset();
    if (auto failure = flush(simulation)) return failure;
    if (!command) return std::nullopt;
    if (command->name != "SendTransition") return rerun_.give(*command, event, simulation);
    held_ = Held{std::move(*command), envelope_of(event)};
    return std::nullopt;
  }
  std::optional<Failure> flush(Simulation& simulation) {
    if (!held_) return std::nullopt;
    const Held held = *std::exchange(held_, std::nullopt);
    return rerun_.give(held.command, held.event, simulation);
  }
  void pass(Timestamp time) { last_ = time; }
  Timestamp last() const { return last_; }

 private:
  struct Held {
    Command command;
    Event event;  // without data
  };
  static Event envelope_of(const Event& event) {
    Event copy;
    static_cast<Envelope&>(copy) = event;
    return copy;
  }

  CommandAgain& again_;
  Rerun& rerun_;
  Outcome& recorded_;
  std::optional<Held> held_;
  Timestamp last_;
};

void compare(const Outcome& recorded, const Outcome& simulated, Simulation& simulation) {
  static const Outcome::Standing nowhere;
  for (const auto& [proposal, then] : recorded.proposals()) {
    ++simulation.proposals;
    const auto found = simulated.proposals().find(proposal);
    const Outcome::Standing& now = found == simulated.proposals().end() ? nowhere : found->second;
    if (then == now) continue;
    ++simulation.difference_count;
    if (simulation.differences.size() < simulation_lines_max) simulation.differences.push_back({proposal, then, now});
    const auto taken = [](const Outcome::Standing& standing, const std::string& stage) {
      const auto result = standing.results.find(stage);
      return result != standing.results.end() && result->second.outcome == "in";
    };
    for (const Outcome::Standing* standing : {&then, &now}) {
      for (const auto& [stage, result] : standing->results) {
        if (standing == &now && then.results.contains(stage)) continue;
        if (taken(then, stage) == taken(now, stage)) continue;
        Simulation::StageChange& change = simulation.stages[stage];
        (taken(now, stage) ? change.gained : change.lost).push_back(proposal);
      }
    }
  }
}

json::object told(const Outcome::Standing& standing) {
  json::object results;
  for (const auto& [stage, result] : standing.results)
    results[stage] = {{"outcome", result.outcome}, {"rank", result.rank}, {"decimal", result.decimal}};
  return {{"state", standing.state}, {"awarded", standing.awarded}, {"results", std::move(results)}};
}

json::array ids(const std::vector<std::string>& list) {
  return json::array(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(std::min(list.size(), simulation_lines_max)));
}

}  // namespace

Result<Simulation, Failure> simulate(EventLog& live, Sandbox sandbox, Entropy& entropy, const SimulationRequest& request,
                                     const std::function<void(Position, Position)>& progress) {
  const auto rules = rules_of(live, request.competition);
  if (!rules) return rules.error();
  Simulation simulation;
  simulation.position = live.head().size;
  CommandAgain again(request.competition, choose(request, *rules), object_of(members_of(rules->definition_document), "roles"));
  Rerun rerun(std::move(sandbox), entropy);
  Outcome recorded(request.competition), simulated(request.competition);
  History history(again, rerun, recorded);
  EventParser parser;
  std::optional<Failure> trouble;
  auto failure = live.read(1, simulation.position, [&](const StoredEvent& stored) {
    ++simulation.events;
    history.pass(stored.time);
    const Event* event = again.concerns(stored) ? parser.parse(stored) : nullptr;
    if (event != nullptr) trouble = history.take(*event, simulation);
    if (simulation.commands > simulated_commands_max) {
      trouble = Failure{Failure::Kind::defect,
                        "a simulation takes at most " + std::to_string(simulated_commands_max) + " commands"};
    }
    if (simulation.events % progress_every == 0) progress(simulation.events, simulation.position);
    return !trouble;
  });
  if (!failure) failure = trouble ? trouble : history.flush(simulation);
  if (failure) return *failure;
  for (const auto& [proposal, standing] : recorded.proposals()) rerun.fire_due(proposal, history.last());
  if (auto unread = rerun.outcome(simulated)) return *unread;
  compare(recorded, simulated, simulation);
  progress(simulation.position, simulation.position);
  return simulation;
}

json::object describe(const Simulation& simulation) {
  json::array refused;
  for (const Simulation::Refused& each : simulation.refused) {
    refused.push_back({{"position", each.position},
                       {"stream", each.stream},
                       {"command", each.command},
                       {"code", each.code},
                       {"because", {{"en", each.why.en}, {"id", each.why.id}}}});
  }
  json::array differences;
  for (const Simulation::Difference& each : simulation.differences) {
    json::object line{{"proposal", each.proposal}, {"title", each.recorded.title}, {"recorded", told(each.recorded)}};
    line["simulated"] = each.simulated.title.empty() ? json::value() : json::value(told(each.simulated));
    differences.emplace_back(std::move(line));
  }
  json::array stages;
  for (const auto& [stage, change] : simulation.stages)
    stages.push_back({{"stage", stage}, {"gained", ids(change.gained)}, {"lost", ids(change.lost)}});
  return {{"position", simulation.position},
          {"events", simulation.events},
          {"commands", simulation.commands},
          {"proposals", simulation.proposals},
          {"refused_count", simulation.refused_count},
          {"refused", std::move(refused)},
          {"difference_count", simulation.difference_count},
          {"differences", std::move(differences)},
          {"stages", std::move(stages)}};
}

}  // namespace jejak::workflows
