// DESIGN.md section 4, and promise 3: replay gives byte-equal views.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <condition_variable>

#include "tests/specs/runtime/sample_views.hpp"

namespace jejak::specs {
namespace {

struct Views {
  MemoryEventLog log;
  MemoryViewStore store{sample_schemas()};

  void append(std::vector<StoredEvent> events) { ASSERT_TRUE(log.append(events, {}).has_value()); }
  std::optional<Failure> catch_up(ProjectorLimits limits = {}) {
    Projector projector(log, store, sample_projections(), limits);
    return projector.catch_up(log.head().size);
  }
};

TEST(Projector, commits_the_rows_with_the_position_that_they_reflect) {
  Views views;
  views.append({stored_event("a", "Added", R"({"by":2})"), stored_event("a", "Added", R"({"by":3})")});
  EXPECT_FALSE(views.catch_up());
  EXPECT_EQ(text_of(views.store),
            "position 2\n"
            R"(summary all {"Added":2})" "\n"
            R"(totals a {"stream_version":2,"total":5})" "\n"
            R"(totals last {"stream":"a"})" "\n");
}

TEST(Projector, goes_on_where_the_store_stands) {
  Views views;
  views.append({stored_event("a", "Added", R"({"by":2})")});
  views.catch_up();
  views.append({stored_event("a", "Added", R"({"by":3})")});
  views.catch_up();
  EXPECT_EQ(*views.store.find("totals", "a").value(), R"({"stream_version":2,"total":5})");
}

TEST(Projector, erases_rows_and_forgets_what_came_and_went_in_one_batch) {
  Views views;
  views.append({stored_event("a", "Added", "{}"), stored_event("b", "Added", "{}")});
  views.catch_up();
  views.append({stored_event("a", "Removed", "{}"), stored_event("c", "Added", "{}"),
                stored_event("c", "Removed", "{}")});
  views.catch_up();
  EXPECT_FALSE(views.store.find("totals", "a").value().has_value());
  EXPECT_TRUE(views.store.find("totals", "b").value().has_value());
  EXPECT_FALSE(views.store.find("totals", "c").value().has_value());
}

TEST(Projector, makes_a_dead_letter_of_what_cannot_be_applied_and_stops_only_that_stream_in_that_view) {
  Views views;
  views.append({stored_event("a", "Added", R"({"by":1})"), stored_event("b", "Added", R"({"by":1})"),
                stored_event("a", "Added", R"({"by":10,"poison":true})"), stored_event("a", "Added", R"({"by":100})"),
                stored_event("b", "Added", R"({"by":10})")});
  EXPECT_FALSE(views.catch_up());
  EXPECT_EQ(text_of(views.store),
            "position 5\n"
            R"(summary all {"Added":5})" "\n"
            R"(totals a {"stream_version":1,"total":1})" "\n"
            R"(totals b {"stream_version":2,"total":11})" "\n"
            R"(totals last {"stream":"b"})" "\n"
            "dead totals a 3 it is poisoned\n"
            "dead totals a 4 follows position 3 of its stream, which could not be applied\n");
}

TEST(Projector, remembers_dead_letters_across_a_restart) {
  Views views;
  views.append({stored_event("a", "Added", R"({"poison":true})")});
  views.catch_up();
  views.append({stored_event("a", "Added", R"({"by":1})")});
  views.catch_up();
  EXPECT_FALSE(views.store.find("totals", "a").value().has_value());
  EXPECT_EQ(views.store.dead_letters().size(), 2U);
}

TEST(Projector, counts_any_exception_of_a_fold_as_a_dead_letter) {
  Views views;
  views.append({stored_event("a", "Renamed", R"({"title":"no name"})")});
  EXPECT_FALSE(views.catch_up());
  EXPECT_EQ(views.store.dead_letters().size(), 1U);
}

TEST(Projector, keeps_nothing_of_a_batch_that_the_store_refuses_and_can_try_again) {
  Views views;
  views.append({stored_event("a", "Added", R"({"by":2})"), stored_event("b", "Added", R"({"poison":1})")});
  Projector projector(views.log, views.store, sample_projections());
  views.store.fail_next_commit({Failure::Kind::full, "the disk is full"});
  EXPECT_TRUE(projector.catch_up(2).has_value());
  EXPECT_EQ(projector.position(), 0U);
  EXPECT_EQ(views.store.position(), 0U);
  EXPECT_FALSE(projector.catch_up(2).has_value());
  EXPECT_EQ(*views.store.find("totals", "a").value(), R"({"stream_version":1,"total":2})");
  EXPECT_EQ(views.store.dead_letters().size(), 1U);
}

TEST(Projector, goes_back_to_what_the_store_holds_when_a_commit_fails_while_the_next_batch_is_folded) {
  Views views;
  for (int n = 0; n < 6; ++n) views.append({stored_event("a", "Added", R"({"by":1})")});
  views.append({stored_event("a", "Removed", "{}"), stored_event("b", "Added", "{}")});
  Projector projector(views.log, views.store, sample_projections(), {.batch_events_max = 1});
  EXPECT_FALSE(projector.catch_up(6));
  views.store.fail_next_commit({Failure::Kind::full, "the disk is full"});
  EXPECT_TRUE(projector.catch_up(8).has_value());
  EXPECT_EQ(projector.position(), 6U);
  views.append({stored_event("a", "Added", R"({"by":1})")});
  EXPECT_FALSE(projector.catch_up(9));
  Views whole;
  views.log.read(1, 9, [&](const StoredEvent& event) {
    whole.append({stored_event(event.stream, event.type, event.data)});
    return true;
  });
  EXPECT_FALSE(whole.catch_up());
  EXPECT_EQ(text_of(views.store), text_of(whole.store));
}

TEST(Projector, stops_at_damage_instead_of_leaving_it_out) {
  Views views;
  views.append({stored_event("a", "Added", "{}"), stored_event("a", "Added", "{not json")});
  const auto failure = views.catch_up();
  ASSERT_TRUE(failure.has_value());
  EXPECT_EQ(failure->kind, Failure::Kind::corrupt);
}

TEST(Projector, reaches_the_position_that_is_asked_for_and_no_further) {
  Views views;
  views.append({stored_event("a", "Added", R"({"by":1})"), stored_event("a", "Added", R"({"by":1})"),
                stored_event("a", "Added", R"({"by":1})")});
  Projector projector(views.log, views.store, sample_projections(), {.batch_events_max = 1});
  std::vector<Position> progress;
  EXPECT_FALSE(projector.catch_up(2, [&](Position position) { progress.push_back(position); }));
  EXPECT_EQ(progress, (std::vector<Position>{1, 2}));
  EXPECT_EQ(*views.store.find("totals", "a").value(), R"({"stream_version":2,"total":2})");
}

TEST(Projector, tells_for_each_view_when_it_last_changed) {
  Views views;
  views.append({stored_event("a", "Added", "{}"), stored_event("a", "Added", R"({"poison":1})")});
  Projector projector(views.log, views.store, sample_projections());
  EXPECT_FALSE(projector.catch_up(1));
  EXPECT_FALSE(projector.catch_up(2));
  EXPECT_EQ(projector.changed_at(0), 1U);
  EXPECT_EQ(projector.changed_at(1), 2U);
}

TEST(Projector, follows_the_log_on_its_own_thread) {
  Views views;
  views.append({stored_event("a", "Added", "{}")});
  Projector projector(views.log, views.store, sample_projections());
  std::mutex mutex;
  std::condition_variable advanced;
  Position reached = 0;
  projector.on_advanced([&](Position position) {
    const std::lock_guard lock(mutex);
    reached = position;
    advanced.notify_all();
  });
  projector.start();
  for (int n = 0; n < 50; ++n) {
    views.append({stored_event("b", "Added", R"({"by":1})")});
    projector.notify(views.log.head().size);
  }
  std::unique_lock lock(mutex);
  EXPECT_TRUE(advanced.wait_for(lock, std::chrono::seconds(20), [&] { return reached == 51; }));
  lock.unlock();
  projector.stop();
  EXPECT_EQ(*views.store.find("totals", "b").value(), R"({"stream_version":50,"total":50})");
}

std::vector<StoredEvent> random_events() {
  const auto size = *rc::gen::inRange<std::size_t>(0, 60);
  std::vector<StoredEvent> events;
  while (events.size() < size) {
    const std::string stream = *rc::gen::element<std::string>("a", "b", "c", "d");
    const std::string type = *rc::gen::element<std::string>("Added", "Added", "Renamed", "Removed");
    const std::string data = *rc::gen::element<std::string>(R"({"by":1,"name":"x"})", R"({"by":-3,"name":"y"})",
                                                            R"({"name":"z"})", R"({"by":1,"poison":true})", "{}");
    events.push_back(stored_event(stream, type, data));
  }
  return events;
}

RC_GTEST_PROP(Projector, replay_equals_live_whatever_the_batches_and_the_memory, ()) {
  Views live;
  const auto cached = *rc::gen::inRange<std::size_t>(0, 4);
  auto projector = std::make_unique<Projector>(live.log, live.store, sample_projections(),
                                               ProjectorLimits{.cached_documents_max = cached});
  for (const StoredEvent& event : random_events()) {
    live.append({event});
    if (*rc::gen::inRange(0, 3) > 0) RC_ASSERT(!projector->catch_up(live.log.head().size));
    if (*rc::gen::inRange(0, 10) == 0) {
      projector = std::make_unique<Projector>(live.log, live.store, sample_projections());
    }
  }
  RC_ASSERT(!projector->catch_up(live.log.head().size));

  MemoryViewStore replayed(sample_schemas());
  const auto batch = *rc::gen::inRange<std::size_t>(1, 70);
  Projector replay(live.log, replayed, sample_projections(), {.batch_events_max = batch});
  RC_ASSERT(!replay.catch_up(live.log.head().size));
  RC_ASSERT(text_of(replayed) == text_of(live.store));
}

TEST(Projector, ends_its_rest_for_a_reader_who_waits) {
  Views views;
  ProjectorLimits limits;
  limits.live_pause = std::chrono::hours(1);
  Projector projector(views.log, views.store, sample_projections(), limits);
  std::mutex mutex;
  std::condition_variable moved;
  Position reached = 0;
  projector.on_advanced([&](Position position) {
    const std::lock_guard lock(mutex);
    reached = position;
    moved.notify_all();
  });
  const auto await = [&](Position position) {
    std::unique_lock lock(mutex);
    return moved.wait_for(lock, std::chrono::minutes(1), [&] { return reached >= position; });
  };
  projector.start();
  for (Position position = 1; position <= 3; ++position) {
    views.append({stored_event("a", "Added", R"({"by":1})")});
    projector.notify(position);
    if (position > 1) projector.hurry();
    EXPECT_TRUE(await(position)) << position;
  }
}

}  // namespace
}  // namespace jejak::specs
