#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/runtime/command_processor.hpp"
#include "tests/support/virtual_clock.hpp"
#include "workflows/command.hpp"

namespace jejak::support {

// People who do what comes to their mind, in an order that only `choices` decides: one number per command. Most commands
// are sensible, many are refused; what matters is that the log holds some path that nobody thought of.
class RandomSeason {
 public:
  RandomSeason(CommandProcessor& processor, VirtualClock& clock);
  void open();                        // an organizer, a competition, entrants, jurors
  bool give(std::uint32_t choice);    // one command; whether it was accepted
  void served_by(CommandProcessor& processor) { processor_ = &processor; }  // from here on
  std::uint64_t accepted() const { return accepted_; }

 private:
  using Path = std::map<std::string, std::string, std::less<>>;
  json::object carry_out(std::string name, workflows::Caller caller, Path path, json::object body,
                         std::optional<StreamVersion> expected = std::nullopt);
  json::object act_on_proposal(std::uint32_t choice);
  json::object act_as_jury(std::uint32_t choice);
  json::object act_on_sheet(std::uint32_t choice);
  json::object act_as_organizer(std::uint32_t choice);

  CommandProcessor* processor_;
  VirtualClock& clock_;
  std::vector<std::string> entrants_, jurors_, proposals_, replications_;
  std::uint64_t accepted_ = 0;
};

}  // namespace jejak::support
