#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "storage/memory/view_store.hpp"
#include "tests/contracts/sample_views.hpp"
#include "workflows/search/stem.hpp"

// What every view store promises (engine/ports/view_store.hpp), asked of each adapter.
namespace jejak::contracts {
namespace {

struct Memory {
  MemoryViewStore own{sample_schemas()};
  ViewStore& views() { return own; }
};

struct Sqlite {
  TemporaryFolder folder;
  std::unique_ptr<SqliteViewStore> own = open_views(folder);
  ViewStore& views() { return *own; }
};

template <class Adapter>
class View_store : public testing::Test {
 protected:
  ViewStore& views() { return adapter_.views(); }

 private:
  Adapter adapter_;
};

using Adapters = testing::Types<Memory, Sqlite>;
TYPED_TEST_SUITE(View_store, Adapters);

TYPED_TEST(View_store, is_empty_at_first) {
  EXPECT_EQ(this->views().position(), 0U);
  EXPECT_FALSE(*this->views().find("proposals", "p1"));
  EXPECT_TRUE(this->views().dead_letters().empty());
  EXPECT_TRUE(keys(this->views(), {}).empty());
}

TYPED_TEST(View_store, keeps_documents_with_the_position_that_they_reflect) {
  Batch batch;
  batch.put("p1", proposal("screening", 5, "Jagat"))
      .put("p2", proposal("award", 6, "Pasar"))
      .commit(this->views(), 12);
  EXPECT_EQ(this->views().position(), 12U);
  EXPECT_EQ(*this->views().find("proposals", "p1"), canonical_json(proposal("screening", 5, "Jagat")));
  const auto found = *this->views().find_at("proposals", "p2");
  EXPECT_EQ(found.document, canonical_json(proposal("award", 6, "Pasar")));
  EXPECT_EQ(found.position, 12U);
  const auto missing = *this->views().find_at("proposals", "p3");
  EXPECT_FALSE(missing.document);
  EXPECT_EQ(missing.position, 12U);
  EXPECT_FALSE(this->views().find("nothing", "p1"));
}

TYPED_TEST(View_store, replaces_and_erases_rows) {
  Batch()
      .put("p1", proposal("screening", 5, "Jagat"))
      .put("p2", proposal("award", 6, "Pasar"))
      .commit(this->views(), 1);
  Batch().put("p1", proposal("award", 9, "Jagat raya")).erase("p2").erase("p3").commit(this->views(), 2);
  EXPECT_EQ(keys(this->views(), {}), (Keys{"p1"}));
  EXPECT_EQ(keys(this->views(), {.filters = {{"state", "award"}}}), (Keys{"p1"}));
  EXPECT_TRUE(keys(this->views(), {.filters = {{"state", "screening"}}}).empty());
  EXPECT_TRUE(keys(this->views(), {.search = ViewQuery::Filter{"title", "pasar"}}).empty());
  Batch().put("p2", proposal("award", 7, "Pasar")).commit(this->views(), 3);
  EXPECT_EQ(keys(this->views(), {.search = ViewQuery::Filter{"title", "pasar"}}), (Keys{"p2"}));
}

TYPED_TEST(View_store, commits_all_of_a_batch_or_nothing) {
  Batch().put("p1", proposal("screening", 5, "Jagat")).commit(this->views(), 1);
  Batch batch;
  batch.put("p1", proposal("award", 5, "Jagat")).put("p2", proposal("award", 5, "Pasar"));
  const auto failure = batch.put_into("nothing", "x", proposal("award", 1, "")).try_commit(this->views(), 2);
  ASSERT_TRUE(failure);
  EXPECT_EQ(this->views().position(), 1U);
  EXPECT_EQ(keys(this->views(), {.filters = {{"state", "screening"}}}), (Keys{"p1"}));
  EXPECT_FALSE(*this->views().find("proposals", "p2"));
  Batch().put("p2", proposal("award", 5, "Pasar")).commit(this->views(), 2);
  EXPECT_EQ(keys(this->views(), {}), (Keys{"p1", "p2"}));
}

TYPED_TEST(View_store, filters_by_text_and_by_integers_and_booleans_in_decimal) {
  Batch()
      .put("p1", {{"state", "award"}, {"score", 10}, {"late", true}})
      .put("p2", {{"state", "award"}, {"score", -3}, {"late", false}})
      .put("p3", {{"state", "10"}, {"score", "10"}})
      .put("p4", {{"state", nullptr}, {"score", 10.5}})
      .commit(this->views(), 1);
  EXPECT_EQ(keys(this->views(), {.filters = {{"state", "award"}}}), (Keys{"p1", "p2"}));
  EXPECT_EQ(keys(this->views(), {.filters = {{"score", "10"}}}), (Keys{"p1", "p3"}));
  EXPECT_EQ(keys(this->views(), {.filters = {{"score", "-3"}}}), (Keys{"p2"}));
  EXPECT_TRUE(keys(this->views(), {.filters = {{"score", "010"}}}).empty());
  EXPECT_TRUE(keys(this->views(), {.filters = {{"score", "10.5"}}}).empty());
  EXPECT_EQ(keys(this->views(), {.filters = {{"late", "1"}}}), (Keys{"p1"}));
  EXPECT_EQ(keys(this->views(), {.filters = {{"state", "award"}, {"score", "-3"}}}), (Keys{"p2"}));
  EXPECT_TRUE(keys(this->views(), {.filters = {{"state", ""}}}).empty());
  EXPECT_TRUE(keys(this->views(), {.filters = {{"state", "x' OR '1'='1"}}}).empty());
}

TYPED_TEST(View_store, takes_fields_from_where_their_pointer_says) {
  Batch()
      .put("p1", {{"entrant", {{"agency~1", "dinkes"}}}})
      .put("p2", {{"entrant", {{"agency~1", "dinsos"}}}})
      .put("p3", {{"entrant", "dinkes"}})
      .commit(this->views(), 1);
  EXPECT_EQ(keys(this->views(), {.filters = {{"agency", "dinkes"}}}), (Keys{"p1"}));
}

TYPED_TEST(View_store, sorts_nulls_then_integers_then_texts_and_ties_by_key) {
  Batch()
      .put("a", {{"score", 10}})
      .put("b", {{"score", 9}})
      .put("c", {{"score", "ten"}})
      .put("d", {{"score", nullptr}})
      .put("e", {{"score", 10}})
      .put("f", {})
      .put("g", {{"score", "Ten"}})
      .commit(this->views(), 1);
  EXPECT_EQ(keys(this->views(), {.sort = "score"}), (Keys{"d", "f", "b", "a", "e", "g", "c"}));
  EXPECT_EQ(keys(this->views(), {.sort = "score", .descending = true}),
            (Keys{"c", "g", "e", "a", "b", "f", "d"}));
  EXPECT_EQ(keys(this->views(), {.descending = true}), (Keys{"g", "f", "e", "d", "c", "b", "a"}));
}

TYPED_TEST(View_store, pages_through_everything_once_in_every_order_and_page_size) {
  Batch batch;
  for (int i = 0; i < 40; ++i) {
    json::object document{{"state", i % 3 == 0 ? "award" : "screening"}, {"title", "Inovasi"}};
    if (i % 4 != 0) document["score"] = i % 5;
    if (i % 7 == 0) document["score"] = "text " + std::to_string(i % 2);
    batch.put("p" + std::to_string(100 + i), document);
  }
  batch.commit(this->views(), 1);
  for (const bool descending : {false, true}) {
    for (const char* sort : {"", "score"}) {
      for (const char* state : {"", "award"}) {
        ViewQuery query{.sort = sort, .descending = descending};
        if (*state != '\0') query.filters = {{"state", state}};
        query.view = "proposals";
        query.limit = view_page_max;
        const Keys whole = this->views().query(query)->keys;
        for (const std::uint32_t limit : {1U, 2U, 7U, 13U, 40U})
          EXPECT_EQ(paged(this->views(), query, limit), whole);
      }
    }
  }
}

TYPED_TEST(View_store, goes_on_from_a_cursor_although_rows_came_and_went) {
  for (int i = 1; i <= 6; ++i)
    Batch().put("p" + std::to_string(i), proposal("award", i * 10, "")).commit(this->views(), 1);
  ViewQuery query{.view = "proposals", .sort = "score", .limit = 3};
  const auto first = *this->views().query(query);
  EXPECT_EQ(first.keys, (Keys{"p1", "p2", "p3"}));
  Batch()
      .erase("p3")
      .put("p0", proposal("award", 5, ""))
      .put("p9", proposal("award", 45, ""))
      .commit(this->views(), 2);
  query.cursor = first.next_cursor;
  const auto second = *this->views().query(query);
  EXPECT_EQ(second.keys, (Keys{"p4", "p9", "p5"}));
  EXPECT_EQ(second.position, 2U);
}

TYPED_TEST(View_store, takes_a_cursor_only_as_it_was_given) {
  for (int i = 1; i <= 6; ++i)
    Batch().put("p" + std::to_string(i), proposal("award", i * 10, "")).commit(this->views(), 1);
  for (const std::string_view sort : {"", "score"}) {
    ViewQuery query{.view = "proposals", .sort = std::string(sort), .limit = 3};
    const std::string cursor = this->views().query(query)->next_cursor;
    for (std::size_t at = 0; at < cursor.size(); ++at) {
      query.cursor = cursor;
      query.cursor[at] = cursor[at] == 'A' ? 'B' : 'A';
      EXPECT_FALSE(this->views().query(query)) << query.cursor;
    }
    for (const std::string& other : {cursor + "AA", cursor + "=", cursor.substr(0, cursor.size() - 2)}) {
      query.cursor = other;
      EXPECT_FALSE(this->views().query(query)) << other;
    }
  }
}

TYPED_TEST(View_store, has_no_cursor_after_the_last_page) {
  Batch().put("p1", proposal("award", 1, "")).put("p2", proposal("award", 2, "")).commit(this->views(), 1);
  EXPECT_EQ(this->views().query({.view = "proposals", .limit = 2})->next_cursor, "");
  EXPECT_NE(this->views().query({.view = "proposals", .limit = 1})->next_cursor, "");
}

TYPED_TEST(View_store, names_every_fault_of_a_query_by_its_parameter) {
  const auto pointers = [this](const ViewQuery& query) {
    Keys names;
    const auto page = this->views().query(query);
    if (!page) {
      for (const Fault& fault : page.error()) names.push_back(fault.pointer);
    }
    return names;
  };
  EXPECT_EQ(pointers({.view = "nothing"}), (Keys{"view"}));
  EXPECT_EQ(pointers({.view = "proposals", .filters = {{"title", "x"}, {"nonsense", "x"}}}),
            (Keys{"title", "nonsense"}));
  EXPECT_EQ(pointers({.view = "proposals", .sort = "title"}), (Keys{"sort"}));
  EXPECT_EQ(pointers({.view = "proposals", .search = ViewQuery::Filter{"state", "x"}}), (Keys{"search"}));
  EXPECT_EQ(pointers({.view = "proposals", .limit = 0}), (Keys{"limit"}));
  EXPECT_EQ(pointers({.view = "proposals", .limit = view_page_max + 1}), (Keys{"limit"}));
  EXPECT_EQ(pointers({.view = "proposals", .cursor = "garbage!"}), (Keys{"cursor"}));
  EXPECT_EQ(pointers({.view = "proposals", .sort = "state", .limit = 0, .cursor = "AAAA"}),
            (Keys{"sort", "limit", "cursor"}));
}

TYPED_TEST(View_store, refuses_a_cursor_of_another_query) {
  for (int i = 1; i <= 3; ++i)
    Batch().put("p" + std::to_string(i), proposal("award", i, "Jagat")).commit(this->views(), 1);
  const ViewQuery query{.view = "proposals", .filters = {{"state", "award"}}, .sort = "score", .limit = 1};
  const std::string cursor = this->views().query(query)->next_cursor;
  const auto refused = [&](auto change) {
    ViewQuery other = query;
    other.cursor = cursor;
    change(other);
    return !this->views().query(other);
  };
  EXPECT_FALSE(refused([](ViewQuery&) {}));
  EXPECT_FALSE(refused([](ViewQuery& other) { other.limit = 2; })) << "the page size may change";
  EXPECT_TRUE(refused([](ViewQuery& other) { other.filters[0].value = "screening"; }));
  EXPECT_TRUE(refused([](ViewQuery& other) { other.filters.clear(); }));
  EXPECT_TRUE(refused([](ViewQuery& other) { other.sort.clear(); }));
  EXPECT_TRUE(refused([](ViewQuery& other) { other.descending = true; }));
  EXPECT_TRUE(refused([](ViewQuery& other) { other.search = ViewQuery::Filter{"title", "jagat"}; }));
  EXPECT_TRUE(refused([](ViewQuery& other) { other.cursor += "AA" + std::string(9000, 'A'); }));
}

TYPED_TEST(View_store, searches_words_and_their_beginnings_in_any_case_and_without_diacritics) {
  Batch()
      .put("p1", proposal("award", 1, "Sistem Informasi Kesehatan (SIKES) – tahap 2"))
      .put("p2", proposal("award", 2, "Pasar Sehat: e-retribusi Café"))
      .put("p3", proposal("screening", 3, "SEHATI, layanan ibu hamil"))
      .commit(this->views(), 1);
  const auto search = [this](const char* words, std::vector<ViewQuery::Filter> filters = {}) {
    return keys(this->views(), {.filters = std::move(filters), .search = ViewQuery::Filter{"title", words}});
  };
  EXPECT_EQ(search("sehat"), (Keys{"p2", "p3"}));
  EXPECT_EQ(search("sehati"), (Keys{"p3"}));
  EXPECT_EQ(search("SISTEM kes"), (Keys{"p1"}));
  EXPECT_EQ(search("kes sistem"), (Keys{"p1"}));
  EXPECT_EQ(search("cafe"), (Keys{"p2"}));
  EXPECT_EQ(search("CAFÉ"), (Keys{"p2"}));
  EXPECT_EQ(search("e-retribusi"), (Keys{"p2"}));
  EXPECT_EQ(search("2"), (Keys{"p1"}));
  EXPECT_EQ(search("sehat", {{"state", "award"}}), (Keys{"p2"}));
  EXPECT_TRUE(search("ehat").empty());
  EXPECT_TRUE(search("sistem pasar").empty());
  EXPECT_EQ(search(""), (Keys{"p1", "p2", "p3"})) << "no words ask for nothing";
  EXPECT_EQ(search("\"*"), (Keys{"p1", "p2", "p3"}));
  EXPECT_EQ(search("\"sehat\" OR NEAR(*"), Keys{}) << "an expression is only words";
  EXPECT_EQ(search("sehat* ^title:"), Keys{});
}

TYPED_TEST(View_store, finds_any_form_of_a_word_where_texts_hold_stems) {
  Batch()
      .put("p1", proposal("award", 1, workflows::searchable_text("Layanan Terpadu Puskesmas")))
      .put("p2", proposal("award", 2, workflows::searchable_text("Memadukan pelayanan perizinan")))
      .put("p3", proposal("award", 3, workflows::searchable_text("Pengolahan sampah")))
      .commit(this->views(), 1);
  const auto search = [this](const char* words) {
    return keys(this->views(), {.search = ViewQuery::Filter{"title", workflows::searched_text(words)}});
  };
  EXPECT_EQ(search("pelayanan"), (Keys{"p1", "p2"}));
  EXPECT_EQ(search("melayani"), (Keys{"p1", "p2"}));
  EXPECT_EQ(search("LAYANAN padu"), (Keys{"p1", "p2"}));
  EXPECT_EQ(search("layanan izin"), (Keys{"p2"})) << "every word must be there";
  EXPECT_EQ(search("puskes"), (Keys{"p1"})) << "the beginning of a word";
  EXPECT_EQ(search("mengolah"), (Keys{"p3"}));
  EXPECT_TRUE(search("sekolah").empty());
}

TYPED_TEST(View_store, bounds_the_words_of_a_search) {
  std::string words;
  for (std::size_t i = 0; i <= search_words_max; ++i) words += "kata ";
  const auto page = this->views().query({.view = "proposals", .search = ViewQuery::Filter{"title", words}});
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().front().pointer, "search");
}

TYPED_TEST(View_store, finds_a_title_by_its_latest_words_only) {
  Batch().put("p1", proposal("award", 1, "Lama")).commit(this->views(), 1);
  Batch().put("p1", proposal("award", 1, "Baru")).commit(this->views(), 2);
  EXPECT_TRUE(keys(this->views(), {.search = ViewQuery::Filter{"title", "lama"}}).empty());
  EXPECT_EQ(keys(this->views(), {.search = ViewQuery::Filter{"title", "baru"}}), (Keys{"p1"}));
  Batch().put("p1", {{"title", nullptr}}).commit(this->views(), 3);
  EXPECT_TRUE(keys(this->views(), {.search = ViewQuery::Filter{"title", "baru"}}).empty());
  Batch().erase("p1").commit(this->views(), 4);
  Batch().put("p1", proposal("award", 1, "Lagi")).commit(this->views(), 5);
  EXPECT_EQ(keys(this->views(), {.search = ViewQuery::Filter{"title", "lagi"}}), (Keys{"p1"}));
}

TYPED_TEST(View_store, keeps_dead_letters_in_order_and_with_the_batch) {
  Batch()
      .dead("proposals", "proposal-1", 4, "no such stage")
      .dead("jurors", "juror-1", 5, "why")
      .commit(this->views(), 5);
  const auto letters = this->views().dead_letters();
  ASSERT_EQ(letters.size(), 2U);
  EXPECT_EQ(letters[0].view, "proposals");
  EXPECT_EQ(letters[0].stream, "proposal-1");
  EXPECT_EQ(letters[0].position, 4U);
  EXPECT_EQ(letters[0].reason, "no such stage");
  EXPECT_EQ(letters[1].position, 5U);
}

TYPED_TEST(View_store, scans_all_rows_by_view_and_key) {
  Batch()
      .put_into("proposals", "b", proposal("award", 1, ""))
      .put_into("jurors", "z", {{"name", "Siti"}})
      .put_into("proposals", "B", proposal("award", 2, ""))
      .put_into("proposals", "a", proposal("award", 3, ""))
      .commit(this->views(), 1);
  Keys seen;
  EXPECT_FALSE(
      this->views().scan([&seen](std::string_view view, std::string_view key, std::string_view document) {
        seen.push_back(std::string(view) + "/" + std::string(key) + (document.empty() ? "?" : ""));
        return true;
      }));
  EXPECT_EQ(seen, (Keys{"jurors/z", "proposals/B", "proposals/a", "proposals/b"}));
  int visits = 0;
  EXPECT_FALSE(this->views().scan([&visits](auto, auto, auto) { return ++visits < 2; }));
  EXPECT_EQ(visits, 2);
}

// Any changes and any question: SQLite answers as the reference does.
RC_GTEST_PROP(View_store_adapters, agree, ()) {
  Memory memory;
  Sqlite sqlite;
  const auto value =
      rc::gen::oneOf(rc::gen::just(json::value(nullptr)),
                     rc::gen::map(rc::gen::inRange(-3, 4), [](int n) { return json::value(n); }),
                     rc::gen::map(rc::gen::elementOf(std::vector<std::string>{"a", "b", "-1", "2"}),
                                  [](const std::string& s) { return json::value(s); }));
  for (int round = 0; round < 3; ++round) {
    Batch batch;
    const auto count = *rc::gen::inRange(0, 25);
    for (int i = 0; i < count; ++i) {
      const std::string key = "k" + std::to_string(*rc::gen::inRange(0, 20));
      if (*rc::gen::inRange(0, 5) == 0) {
        batch.erase(key);
      } else {
        batch.put(key, {{"state", *value}, {"score", *value}, {"title", *value}});
      }
    }
    batch.commit(memory.views(), static_cast<Position>(round));
    batch.commit(sqlite.views(), static_cast<Position>(round));
    ViewQuery query{.view = "proposals"};
    if (*rc::gen::arbitrary<bool>())
      query.filters.push_back({"state", *rc::gen::elementOf(std::vector<std::string>{"a", "-1", "2"})});
    if (*rc::gen::arbitrary<bool>())
      query.search = ViewQuery::Filter{"title", *rc::gen::elementOf(std::vector<std::string>{"a", "2", "b"})};
    if (*rc::gen::arbitrary<bool>()) query.sort = "score";
    query.descending = *rc::gen::arbitrary<bool>();
    const auto limit = *rc::gen::inRange<std::uint32_t>(1, 9);
    RC_ASSERT(paged(memory.views(), query, limit) == paged(sqlite.views(), query, limit));
  }
}

}  // namespace
}  // namespace jejak::contracts
