// Promise 3: the same events give byte-equal views, however the folding is cut into batches and restarts.
#include <gtest/gtest.h>

#include <algorithm>

#include "storage/memory/event_log.hpp"
#include "storage/memory/view_store.hpp"
#include "tests/specs/projections/folded_views.hpp"
#include "workflows/projections.hpp"

namespace jejak::specs {
namespace {

// Two proposals on their way, in which every kind of change to a document occurs: made, edited, erased, made
// again.
std::vector<Past> walk() {
  const std::string set = R"(,"timers":{"set":[{"key":"t","due":"2022-06-11T02:00:00.000000Z"}]})";
  const std::string cleared = R"(,"timers":{"cleared":["t"]},"data":{"reason":"Kurang lengkap"})";
  return {
      {"organizer-o", "OrganizerRegistered", R"({"id":"o","name":"Bappeda","region":"Kota"})"},
      opened(),
      {"competition-c", "WindowExtended",
       R"({"competition":"c","window":"entry","closes":"2022-06-30T00:00:00Z"})"},
      entered("p"),
      entered("q", "tata-kelola"),
      moved("p", "START_DRAFT", "sosialisasi", "submission.draft", set),
      {"proposal-p", "ProposalAnswered",
       R"({"competition":"c","answers":{"summary":"Ya","background":"Baik"},"words":{"summary":1,"background":1},
               "from":"submission.draft","to":"submission.draft","stage":"submission","state":{"value":"x"}})"},
      moved("p", "SUBMIT", "submission.draft", "submission.submitted", cleared),
      moved("p", "RECEIVE", "submission.submitted", "screening.checks", set),
      moved("p", "RETURN_FOR_REVISION", "screening.checks", "submission.returned", cleared),
      moved("q", "WITHDRAW", "sosialisasi", "withdrawn"),
      assigned("p", "j"),
      assigned("p", "k"),
      assessed("p", "j", 1, "80", 80000000),
      assessed("p", "k", 2, "81.5", 81500000),
      decided("p", "in"),
      granted("p"),
      {"replication-r", "ReplicationRequested",
       R"({"id":"r","innovation":"p","organizer":"o","title":"Data Go"})"},
      {"replication-r", "ReplicationAdvanced",
       R"({"id":"r","innovation":"p","from":"requested","to":"agreed"})"},
      revoked("p"),
      {"keys", "KeyIssued", R"({"id":"k","role":"juror","label":"Juri"})"},
      {"keys", "KeyRevoked", R"({"id":"k"})"}};
}

std::vector<ViewSchema> schemas() {
  std::vector<ViewSchema> all;
  for (const Projection& projection : workflows::projections()) all.push_back(projection.view);
  return all;
}

class Replay {
 public:
  explicit Replay(const std::vector<Past>& events) {
    std::vector<StoredEvent> stored;
    for (const Event& event : told(events)) {
      static_cast<Envelope&>(stored.emplace_back()) = event;
      stored.back().data = canonical_json(event.data);
    }
    EXPECT_TRUE(log_.append(stored, {}).has_value());
  }

  // Every row of every view after folding up to each of `stops` with a projector of its own.
  std::string rows_after(const std::vector<Position>& stops, ProjectorLimits limits = {}) {
    MemoryViewStore store(schemas());
    for (const Position stop : stops) {
      Projector projector(log_, store, workflows::projections(), limits);
      EXPECT_FALSE(projector.catch_up(stop));
    }
    EXPECT_TRUE(store.dead_letters().empty());
    std::string text;
    store.scan([&](std::string_view view, std::string_view key, std::string_view document) {
      text.append(view).append(" ").append(key).append(" ").append(document).append("\n");
      return true;
    });
    return text;
  }
  Position size() { return log_.head().size; }

 private:
  MemoryEventLog log_;
};

TEST(Replay, of_all_views_is_the_same_wherever_it_was_interrupted) {
  Replay replay(walk());
  const std::string in_one_go = replay.rows_after({replay.size()});
  for (Position stop = 1; stop < replay.size(); ++stop) {
    EXPECT_EQ(replay.rows_after({stop, replay.size()}), in_one_go) << "interrupted after " << stop;
  }
}

TEST(Replay, of_all_views_is_the_same_in_batches_of_any_size) {
  Replay replay(walk());
  const std::string in_one_go = replay.rows_after({replay.size()});
  for (std::size_t events = 1; events <= 5; ++events) {
    ProjectorLimits limits;
    limits.batch_events_max = events;
    limits.cached_documents_max =
        events - 1;  // with 0, every document is read back from its bytes for every batch
    EXPECT_EQ(replay.rows_after({replay.size()}, limits), in_one_go) << "batches of " << events;
  }
}

bool has_floating_point(const json::value& value) {
  if (const json::object* object = value.if_object()) {
    return std::any_of(object->begin(), object->end(),
                       [](const auto& each) { return has_floating_point(each.value()); });
  }
  if (const json::array* array = value.if_array())
    return std::any_of(array->begin(), array->end(), has_floating_point);
  return value.is_double();
}

TEST(Projections, write_no_floating_point_numbers) {
  FoldedViews folded;
  for (const Event& event : told(walk())) folded.apply(event);
  for (const auto& [view, rows] : folded.views()) {
    for (const auto& [key, document] : rows) EXPECT_FALSE(has_floating_point(document)) << view << " " << key;
  }
}

TEST(Projections, declare_each_view_once_with_fields_that_its_documents_have) {
  FoldedViews folded;
  for (const Event& event : told(walk())) folded.apply(event);
  std::vector<std::string> names;
  for (const Projection& projection : workflows::projections()) {
    names.push_back(projection.view.name);
    const auto rows = folded.views().find(projection.view.name);
    if (rows == folded.views().end() || rows->second.empty()) continue;
    const auto shown = std::ranges::find_if(rows->second, [](const auto& row) { return !row.first.starts_with("proposal/") && !row.first.starts_with("organizer/") &&
                                                                                        !row.first.starts_with("entrant/") && !row.first.starts_with("/"); });
    if (shown == rows->second.end()) continue;  // what a view remembers for itself has no fields
    const json::value document(shown->second);
    for (const ViewField& field : projection.view.fields) {
      EXPECT_NE(find_pointer(document, field.pointer), nullptr) << projection.view.name << field.pointer;
    }
  }
  std::sort(names.begin(), names.end());
  EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
  EXPECT_EQ(names.size(), 43U);
}

}  // namespace
}  // namespace jejak::specs
