#pragma once
#include <optional>
#include <set>
#include <string>

#include "workflows/command.hpp"

namespace jejak::workflows {

// The rules that a history is done again under.
struct SimulatedRules {
  json::value rulebook;    // the document
  json::value definition;  // the document; null: the shipped one that the rulebook names
};

// Turns one competition's recorded events, in the order of the log, into the commands that lead to them.
class CommandAgain {
 public:
  // `roles` are those of the machine that the events were recorded under.
  CommandAgain(std::string competition, SimulatedRules rules, json::object roles)
      : competition_(std::move(competition)), rules_(std::move(rules)), roles_(std::move(roles)) {}

  // Whether the event need be parsed at all: a look at its bytes, so that a long log of others costs little.
  bool concerns(const StoredEvent& event) const;

  // Nothing for events of other competitions, and for what follows from others (registers, decisions' transitions, awards).
  std::optional<Command> of(const Event& event);

 private:
  std::optional<Command> about_people(const Event& event, const json::object& data) const;
  std::optional<Command> about_competition(const Event& event, const json::object& data) const;
  std::optional<Command> about_proposal(const Event& event, const json::object& data) const;
  std::optional<Command> about_jury(const Event& event, const json::object& data) const;
  std::optional<Command> transition(const Event& event, const json::object& data) const;
  std::optional<Command> about_replication(const Event& event, const json::object& data);
  bool sent_by_program(std::string_view type) const;
  bool governs_entry(std::string_view window) const;

  std::string competition_;
  SimulatedRules rules_;
  json::object roles_;
  std::set<std::string, std::less<>> replications_;  // of the competition's innovations
};

}  // namespace jejak::workflows
