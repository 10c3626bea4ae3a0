#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/runtime/projector.hpp"
#include "storage/memory/event_log.hpp"
#include "storage/memory/vault.hpp"
#include "storage/memory/view_store.hpp"
#include "tests/property/random_season.hpp"
#include "tests/support/seeded_entropy.hpp"
#include "tools/rebuild.hpp"
#include "workflows/projections.hpp"

namespace jejak {
namespace {

using support::RandomSeason;
using support::SeededEntropy;
using support::VirtualClock;

struct Town {
  VirtualClock clock;
  SeededEntropy entropy;
  MemoryEventLog log;
  MemoryVault vault{entropy};
  CommandProcessor processor{log, vault, clock, entropy};
  RandomSeason season{processor, clock};
};

std::vector<std::string> rows_of(ViewStore& views) {
  std::vector<std::string> rows;
  const auto failure = views.scan([&](std::string_view view, std::string_view key, std::string_view document) {
    rows.push_back(std::string(view) + "/" + std::string(key) + " " + std::string(document));
    return true;
  });
  RC_ASSERT(!failure.has_value());
  return rows;
}

void fold(EventLog& log, ViewStore& views, Position target, ProjectorLimits limits = {}) {
  Projector projector(log, views, workflows::projections(), limits);
  const auto failure = projector.catch_up(target);
  RC_ASSERT(!failure.has_value());
}

using Choices = std::vector<std::uint32_t>;
rc::Gen<Choices> some_choices() { return rc::gen::container<Choices>(150, rc::gen::inRange<std::uint32_t>(0, UINT32_MAX)); }

// Given whatever people did, when the views follow along live, cut into batches anywhere and restarted in between, then
// a replay from nothing gives the same bytes, and no event is a dead letter.
RC_GTEST_PROP(Replay, of_any_season_equals_the_views_that_followed_it_live, ()) {
  Town town;
  town.season.open();
  MemoryViewStore live(tools::view_schemas());
  for (const std::uint32_t choice : *some_choices()) {
    town.season.give(choice);
    if (choice % 5 != 0) continue;
    fold(town.log, live, town.log.head().size,
         {.batch_events_max = 1 + choice % 7, .cached_documents_max = 1 + choice % 11});
  }
  const Position size = town.log.head().size;
  fold(town.log, live, size);

  MemoryViewStore rebuilt(tools::view_schemas());
  fold(town.log, rebuilt, size);

  RC_ASSERT(rows_of(live) == rows_of(rebuilt));
  RC_ASSERT(live.dead_letters().empty());
  RC_CLASSIFY(town.season.accepted() > 30, "more than 30 accepted commands");
}

// Given two towns where the same things happen, when in one of them the server is restarted before every command, then
// both accept and refuse the same: the log alone holds all that decisions are made against.
RC_GTEST_PROP(Replay, of_the_log_gives_the_states_that_decisions_are_made_against, ()) {
  Town steady;
  Town restarted;
  steady.season.open();
  restarted.season.open();
  for (const std::uint32_t choice : *some_choices()) {
    CommandProcessor fresh(restarted.log, restarted.vault, restarted.clock, restarted.entropy);
    restarted.season.served_by(fresh);
    RC_ASSERT(steady.season.give(choice) == restarted.season.give(choice));
  }
  RC_ASSERT(steady.log.head().size == restarted.log.head().size);
}

}  // namespace
}  // namespace jejak
