#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "tests/contracts/sample_views.hpp"

// What the views promise beyond every adapter's contract because they are a file that can be made anew.
namespace jejak::contracts {
namespace {

TEST(Sqlite_views_file, goes_on_where_it_was) {
  const TemporaryFolder folder;
  {
    Batch()
        .put("p1", proposal("award", 1, "Jagat"))
        .dead("jurors", "j", 3, "x")
        .commit(*open_views(folder), 7);
  }
  const auto views = open_views(folder);
  EXPECT_EQ(views->position(), 7U);
  EXPECT_EQ(keys(*views, {.search = ViewQuery::Filter{"title", "jagat"}}), (Keys{"p1"}));
  EXPECT_EQ(views->dead_letters().size(), 1U);
}

TEST(Sqlite_views_file, of_other_schemas_is_made_anew) {
  const TemporaryFolder folder;
  { Batch().put("p1", proposal("award", 1, "Jagat")).commit(*open_views(folder), 7); }
  EXPECT_EQ(SqliteViewStore::open(folder / "views.db", sample_schemas(2), StoreMode::read).error().kind,
            Failure::Kind::foreign);
  EXPECT_EQ(open_views(folder, 1, StoreMode::read)->position(), 7U);
  const auto views = open_views(folder, 2);
  EXPECT_EQ(views->position(), 0U);
  EXPECT_TRUE(keys(*views, {}).empty());
}

TEST(Sqlite_views_file, of_another_program_is_refused_and_left_as_it_is) {
  const TemporaryFolder folder;
  const std::string file = (folder / "views.db").string();
  { SQLite::Database(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("CREATE TABLE songs (name)"); }
  EXPECT_EQ(SqliteViewStore::open(file, sample_schemas(), StoreMode::write).error().kind,
            Failure::Kind::foreign);
  EXPECT_EQ(SQLite::Database(file).execAndGet("SELECT count(*) FROM songs").getInt(), 0);
}

TEST(Sqlite_views_file, is_the_same_after_a_rebuild_as_live) {
  const TemporaryFolder live_folder, rebuilt_folder;
  const auto live = open_views(live_folder);
  auto rebuilt =
      std::move(SqliteViewStore::open_for_rebuild(rebuilt_folder / "views.db", sample_schemas()).value());
  for (int round = 1; round <= 5; ++round) {
    Batch batch;
    for (int i = 0; i < 50; ++i) {
      batch.put("p" + std::to_string(i * round % 70),
                proposal(i % 2 == 0 ? "award" : "screening", i, "Inovasi " + std::to_string(round)));
    }
    batch.erase("p" + std::to_string(round)).dead("jurors", "j", 1, "x");
    batch.commit(*live, static_cast<Position>(round));
    batch.commit(*rebuilt, static_cast<Position>(round));
    EXPECT_EQ(*rebuilt->find("proposals", "p20"), *live->find("proposals", "p20"));
    EXPECT_EQ(rebuilt->find_at("proposals", "p20")->position, static_cast<Position>(round));
  }
  const auto dump = [](ViewStore& views) {
    std::string text;
    views.scan([&text](auto view, auto key, auto document) {
      ((text += view) += key) += document;
      return true;
    });
    return text;
  };
  EXPECT_EQ(dump(*live), dump(*rebuilt));
  ASSERT_FALSE(rebuilt->finish());
  const auto check_queries = [&](ViewStore& views) {
    for (const ViewQuery& query :
         {ViewQuery{.view = "proposals", .search = ViewQuery::Filter{"title", "inovasi 5"}},
          ViewQuery{.view = "proposals", .filters = {{"state", "award"}}, .sort = "score"}}) {
      EXPECT_EQ(paged(views, query, 9), paged(*live, query, 9));
    }
  };
  check_queries(*rebuilt);
  Batch().put("p20", proposal("award", 1, "Lain")).commit(*rebuilt, 6);
  EXPECT_EQ(keys(*rebuilt, {.search = ViewQuery::Filter{"title", "lain"}}), (Keys{"p20"}));
  rebuilt.reset();
  EXPECT_EQ(open_views(rebuilt_folder)->position(), 6U);
}

TEST(Sqlite_views_file, of_an_unfinished_rebuild_is_made_anew) {
  const TemporaryFolder folder;
  {
    auto rebuilt =
        std::move(SqliteViewStore::open_for_rebuild(folder / "views.db", sample_schemas()).value());
    Batch().put("p1", proposal("award", 1, "Jagat")).commit(*rebuilt, 7);
  }
  EXPECT_FALSE(SqliteViewStore::open(folder / "views.db", sample_schemas(), StoreMode::read));
  EXPECT_EQ(open_views(folder)->position(), 0U);
}

TEST(Sqlite_views_file, reads_through_an_index_where_there_is_one) {
  const TemporaryFolder folder;
  const auto views = open_views(folder);
  SQLite::Database shell((folder / "views.db").string(), SQLite::OPEN_READONLY);
  const auto plan = [&shell](const std::string& sql) {
    SQLite::Statement explain(shell, "EXPLAIN QUERY PLAN " + sql);
    std::string text;
    while (explain.executeStep()) text += explain.getColumn(3).getString() + "; ";
    return text;
  };
  const std::string by_score = plan(
      "SELECT key, document, \"f_score\" FROM \"view_proposals\" WHERE 1 AND (\"f_score\", key) > (?, ?) "
      "ORDER BY \"f_score\" ASC, key ASC LIMIT ?");
  EXPECT_NE(by_score.find("view_proposals_by_score"), std::string::npos) << by_score;
  EXPECT_EQ(by_score.find("TEMP B-TREE"), std::string::npos) << by_score;
  const std::string by_state = plan(
      "SELECT key, document, NULL FROM \"view_proposals\" WHERE 1 AND \"f_state\" = ? AND key > ? ORDER BY "
      "key ASC LIMIT ?");
  EXPECT_NE(by_state.find("view_proposals_by_state"), std::string::npos) << by_state;
  EXPECT_EQ(by_state.find("TEMP B-TREE"), std::string::npos) << by_state;
}

// Each batch writes its position into every document: a page that mixes two batches, or that names another
// position than its rows', would show.
TEST(Sqlite_views_file, answers_each_page_from_one_instant) {
  const TemporaryFolder folder;
  const auto views = open_views(folder);
  std::atomic<bool> done = false;
  std::atomic<bool> mixed = false;
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      while (!done) {
        const auto page = *views->query({.view = "proposals", .sort = "score", .limit = 10});
        const std::string wanted = "\"score\":" + std::to_string(page.position);
        for (const std::string& document : page.documents)
          mixed = mixed || document.find(wanted) == std::string::npos;
        const auto found = *views->find_at("proposals", "p3");
        if (found.document &&
            found.document->find("\"score\":" + std::to_string(found.position) + ",") == std::string::npos)
          mixed = true;
      }
    });
  }
  for (int position = 1; position <= 200; ++position) {
    Batch batch;
    for (int i = 0; i < 10; ++i) batch.put("p" + std::to_string(i), proposal("award", position, "Inovasi"));
    batch.commit(*views, static_cast<Position>(position));
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_FALSE(mixed);
}

}  // namespace
}  // namespace jejak::contracts
