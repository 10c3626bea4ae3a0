#include "workflows/migration/dry_run.hpp"

#include <algorithm>
#include <unordered_map>

#include "workflows/field.hpp"
#include "workflows/migration/obstacle.hpp"
#include "workflows/proposal/path.hpp"

namespace jejak::workflows {

namespace {

bool pins(std::string_view type) {
  return type == "ProposalEntered" || type == "InstanceStarted" || type == "CompetitionOpened" ||
         type == "ProposalMigrated" || type == "InstanceMigrated" || type == "CompetitionMigrated";
}

// Which streams are pinned to a definition, in the order in which they began.
class Pinned {
 public:
  explicit Pinned(const DryRunRequest& request) : request_(request) {}

  std::optional<Failure> find(EventLog& log, DryRun& run) {
    std::optional<Failure> trouble;
    auto failure = log.read(1, run.position, [&](const StoredEvent& stored) {
      if (!pins(stored.type)) return true;
      const Event* event = parser_.parse(stored);
      if (event != nullptr) note(*event, run);
      if (known_.size() + foreign_.size() <= migrated_streams_max) return true;
      trouble = Failure{Failure::Kind::defect, "more than " + std::to_string(migrated_streams_max) + " streams run under this version"};
      return false;
    });
    if (!failure) failure = std::move(trouble);
    for (const auto& [stream, here] : foreign_) run.elsewhere += here ? 1U : 0U;
    std::erase_if(run.streams, [&](const std::string& stream) { return !known_.at(stream); });
    std::ranges::stable_partition(run.streams, [](const std::string& stream) { return stream.starts_with("competition-"); });
    return failure;
  }

 private:
  void note(const Event& event, DryRun& run) {
    const auto& data = members_of(event.data);
    const bool here = text_of(object_of(data, "definition"), "hash") == request_.from_hash;
    // Whose it is, its first event says; those of a migration need not.
    if (!event.type.ends_with("Migrated") && !request_.is_own(text_of(data, "organizer"))) foreign_.emplace(event.stream, false);
    if (const auto foreign = foreign_.find(event.stream); foreign != foreign_.end()) {
      foreign->second = here;
    } else if (const auto known = known_.find(event.stream); known != known_.end()) {
      known->second = here;
    } else if (here) {
      known_.emplace(event.stream, true);
      run.streams.push_back(event.stream);
    }
  }

  const DryRunRequest& request_;
  EventParser parser_;
  std::unordered_map<std::string, bool> known_;    // whether it is pinned to the version now
  std::unordered_map<std::string, bool> foreign_;  // likewise, of organizers that are not the caller's
};

// The rulebooks of the proposals, by hash, with what stands in the way of all that run under them.
class Rulebooks {
 public:
  struct Known {
    RulebookPtr rulebook;
    std::optional<Sentence> obstacle;
  };

  Rulebooks(EventLog& log, const statechart::Definition& from, const statechart::Definition& to) : log_(log), from_(from), to_(to) {}

  Result<Known, Failure> find(const std::string& hash) {
    const auto known = known_.find(hash);
    if (known != known_.end()) return known->second;
    PinnedRulebook pinned;
    const auto failure = log_.read_stream(stream_of("rulebook", hash), 1, 1, [&](const StoredEvent& stored) {
      if (const Event* event = parser_.parse(stored)) evolve(pinned, *event);
      return false;
    });
    if (failure) return *failure;
    Known found{pinned.rulebook, pinned.rulebook ? rulebook_obstacle(*pinned.rulebook, from_, to_) : std::nullopt};
    return known_.emplace(hash, std::move(found)).first->second;
  }

 private:
  EventLog& log_;
  const statechart::Definition& from_;
  const statechart::Definition& to_;
  EventParser parser_;
  std::unordered_map<std::string, Known> known_;
};

void tell(DryRun& run, const std::string& stream, Rehearsed rehearsed) {
  if (rehearsed.grounded) {
    ++run.grounded_count;
    if (run.grounded.size() < migration_lines_max)
      run.grounded.push_back({stream, dotted_path(rehearsed.from), *std::move(rehearsed.grounded)});
  } else {
    ++run.landings[{dotted_path(rehearsed.from), dotted_path(rehearsed.to)}];
  }
  if (!rehearsed.departure) return;
  ++run.departed_count;
  if (run.departed.size() < migration_lines_max) run.departed.push_back({stream, *std::move(rehearsed.departure)});
}

}  // namespace

Result<DryRun, Failure> dry_run(EventLog& log, const DryRunRequest& request,
                                const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  DryRun run;
  run.position = log.head().size;
  if (auto failure = Pinned(request).find(log, run)) return *failure;
  Rehearsal rehearsal(request.migration, request.from_hash);
  Rulebooks rulebooks(log, request.migration.from(), request.migration.to());
  EventParser parser;
  std::uint64_t done = 0;
  for (const std::string& stream : run.streams) {
    rehearsal.begin();
    std::string rulebook;
    const auto failure = log.read_stream(stream, 1, run.position, [&](const StoredEvent& event) {
      if (event.position > run.position) return false;
      ++run.events;
      if (event.stream_version == 1) {
        if (const Event* first = parser.parse(event))
          rulebook = text_of(object_of(members_of(first->data), "rulebook"), "hash");
      }
      rehearsal.take(event);
      return true;
    });
    if (failure) return *failure;
    const auto rules = rulebook.empty() ? Result<Rulebooks::Known, Failure>(Rulebooks::Known{}) : rulebooks.find(rulebook);
    if (!rules) return rules.error();
    const bool moves = !stream.starts_with("competition-");
    Rehearsed rehearsed = moves ? rehearsal.finish(request.now) : Rehearsed{};
    if (!rehearsed.grounded) rehearsed.grounded = rules->obstacle;
    if (moves && !rehearsed.grounded && rules->rulebook != nullptr)
      rehearsed.grounded = award_obstacle(*rules->rulebook, rehearsed.from, rehearsed.to);
    if (moves || rehearsed.grounded) tell(run, stream, std::move(rehearsed));
    progress(++done, run.streams.size());
  }
  return run;
}

}  // namespace jejak::workflows
