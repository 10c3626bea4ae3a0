#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/ports/entropy.hpp"
#include "engine/ports/event_log.hpp"
#include "engine/ports/vault.hpp"
#include "workflows/sentence.hpp"
#include "workflows/simulation/command_again.hpp"
#include "workflows/simulation/outcome.hpp"

namespace jejak::workflows {

inline constexpr std::uint64_t simulated_commands_max = 1'000'000;  // all of a simulation stays in memory
inline constexpr std::size_t simulation_lines_max = 1'000;          // told one by one; the rest is counted

// An empty log and vault that end with the simulation.
struct Sandbox {
  std::unique_ptr<EventLog> log;
  std::unique_ptr<Vault> vault;
};
using MakeSandbox = std::function<Sandbox()>;

struct Simulation {
  struct Refused {  // what was accepted then and would be refused
    Position position = 0;  // of the event that it led to
    std::string stream;
    std::string command;  // "SendTransition SUBMIT"
    std::string code;
    Sentence why;
  };
  struct Difference {
    std::string proposal;
    Outcome::Standing recorded;
    Outcome::Standing simulated;  // without a title where it would not have been entered
  };
  struct StageChange {
    std::vector<std::string> gained;  // proposals that only the simulation takes on
    std::vector<std::string> lost;    // those that it does not
  };
  Position position = 0;  // the live log's size when it began
  std::uint64_t events = 0;    // of the live log that were read
  std::uint64_t commands = 0;  // that were done again
  std::uint64_t proposals = 0;
  std::uint64_t refused_count = 0;
  std::vector<Refused> refused;
  std::uint64_t difference_count = 0;
  std::vector<Difference> differences;
  std::map<std::string, StageChange, std::less<>> stages;  // those where something changes
};

struct SimulationRequest {
  std::string competition;
  json::value rulebook;    // null: the competition's own
  json::value definition;  // null: the competition's own, or the shipped one where the new rulebook names another machine
};

// Does a competition's history again under other rules. The live log is only read. A rulebook or machine that does not
// hold together is refused by the command that opens the competition (the first of `refused`), and everything after it.
Result<Simulation, Failure> simulate(EventLog& live, Sandbox sandbox, Entropy& entropy, const SimulationRequest& request,
                                     const std::function<void(Position, Position)>& progress);

// {"competition","position","commands",...}: what POST /v1/simulations and `jejak workflow what-if` tell.
json::object describe(const Simulation& simulation);

}  // namespace jejak::workflows
