#pragma once
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "engine/runtime/command_processor.hpp"
#include "storage/memory/event_log.hpp"
#include "storage/memory/vault.hpp"
#include "tests/support/seeded_entropy.hpp"
#include "tests/support/virtual_clock.hpp"
#include "workflows/command.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

json::object object(std::string_view text);  // a JSON object; anything else fails the test
std::string text(const json::value& value);  // canonical JSON

inline constexpr std::string_view city = "kota-contoh";
inline constexpr std::string_view contest = "kota-contoh-2022";

Caller console();
Caller secretariat(std::string_view organizer = city);
Caller proposer(std::string_view entrant, std::string_view organizer = city);
Caller juror(std::string_view id, std::string_view organizer = city);
Caller auditor();
Caller admin();

using Path = std::map<std::string, std::string, std::less<>>;

// The whole domain over a log in memory, with a clock that stands still: commands go in, events come out.
class Trial {
 public:
  CommandOutcome give(Command command);
  // The answer of a command that must be accepted.
  json::object accept(std::string name, Caller caller, Path path, json::object body,
                      std::optional<StreamVersion> expected = std::nullopt);
  // The rejection of a command that must be refused with this code. Nothing may have been recorded.
  Rejection refuse(std::string_view code, std::string name, Caller caller, Path path, json::object body,
                   std::optional<StreamVersion> expected = std::nullopt);

  void at(std::string_view time) { clock.set(parse_rfc3339(time).value()); }
  std::vector<StoredEvent> events() const;                      // the whole log
  std::vector<std::string> types(std::string_view stream) const;  // the event types of one stream
  json::object last(std::string_view type) const;               // the data of the last event of that type

  // An organizer, an open competition and an entrant, at 2022-06-01.
  void open(std::string_view rulebook = "practice");
  void open_with(json::object rulebook);  // a rulebook of the trial's own
  std::string add_entrant(std::string_view name);
  std::string add_juror(std::string_view agency = "");
  std::string enter(std::string_view title, std::string_view entrant);
  json::object send(const std::string& proposal, Caller caller, std::string_view type, std::string_view data = "{}");
  std::string state_of(const std::string& proposal);
  // A proposal that stands in `screening.desk`, `presentation.judged` or `interview.judged`.
  std::string bring_to_desk(std::string_view title);
  void record(const std::string& proposal, std::string_view stage);  // presentation or interview took place
  void assess(const std::string& proposal, std::string_view stage, const std::string& juror, std::string_view score);
  void assign(const std::vector<std::string>& proposals, std::string_view stage, const std::string& juror);
  json::object decide(std::string_view stage);
  // A proposal that has been granted its award.
  std::string bring_to_award(std::string_view title);

  json::value definition;  // a machine of the trial's own, to be set before it opens; null: the shipped one
  std::string entrant;  // the one that open() made
  std::string rules;    // the rulebook that open() was given

  support::VirtualClock clock;
  support::SeededEntropy entropy;
  MemoryEventLog log;
  MemoryVault vault{entropy};
  CommandProcessor processor{log, vault, clock, entropy};

 private:
  void open_under(std::string_view member, json::value rulebook);
};

}  // namespace jejak::workflows
