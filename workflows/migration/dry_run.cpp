#include "workflows/migration/dry_run.hpp"

#include <algorithm>
#include <unordered_map>

#include "workflows/field.hpp"

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

// Rulebooks that name what the new version lacks, by hash.
class RulebookFit {
 public:
  RulebookFit(EventLog& log, const statechart::Definition& definition) : log_(log), definition_(definition) {}

  std::optional<Sentence> trouble_of(std::string_view hash) {
    const auto known = known_.find(std::string(hash));
    if (known != known_.end()) return known->second;
    std::optional<Sentence> trouble;
    const auto failure = log_.read_stream(stream_of("rulebook", hash), 1, 1, [&](const StoredEvent& stored) {
      PinnedRulebook pinned;
      if (const Event* event = parser_.parse(stored)) evolve(pinned, *event);
      if (pinned.rulebook == nullptr) return false;
      const Faults faults = check_against(*pinned.rulebook, definition_);
      if (!faults.empty())
        trouble = Sentence{"The new version lacks what the rulebook names: " + faults.front().pointer + " " + faults.front().message + ".",
                           "Versi baru tidak memiliki yang disebut buku aturan: " + faults.front().pointer + "."};
      return false;
    });
    if (failure) trouble = Sentence{failure->message, failure->message};
    known_.emplace(hash, trouble);
    return trouble;
  }

 private:
  EventLog& log_;
  const statechart::Definition& definition_;
  EventParser parser_;
  std::unordered_map<std::string, std::optional<Sentence>> known_;
};

void tell(DryRun& run, const std::string& stream, Rehearsed rehearsed) {
  if (rehearsed.grounded) {
    ++run.grounded_count;
    if (run.grounded.size() < migration_lines_max)
      run.grounded.push_back({stream, std::move(rehearsed.from), *std::move(rehearsed.grounded)});
  } else {
    ++run.landings[{std::move(rehearsed.from), std::move(rehearsed.to)}];
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
  RulebookFit fit(log, request.migration.to());
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
    auto trouble = rulebook.empty() ? std::nullopt : fit.trouble_of(rulebook);
    if (!stream.starts_with("competition-")) {
      Rehearsed rehearsed = rehearsal.finish(request.now);
      if (trouble && !rehearsed.grounded) rehearsed.grounded = std::move(trouble);
      tell(run, stream, std::move(rehearsed));
    } else if (trouble) {
      tell(run, stream, {"", "", std::move(trouble), std::nullopt});
    }
    progress(++done, run.streams.size());
  }
  return run;
}

}  // namespace jejak::workflows
