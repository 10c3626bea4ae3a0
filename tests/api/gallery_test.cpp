// What a search of the gallery finds.
#include <gtest/gtest.h>

#include "tests/api/api_under_test.hpp"

namespace jejak::tests {

TEST(Gallery, finds_any_form_of_a_word_in_title_summary_entrant_or_category) {
  Api api;
  const Town town(api);
  const std::string id = town.proposal("Melayani Warga", "award");
  const Client anybody = api.public_client();
  for (const char* words : {"pelayanan", "layanan", "warga%20layan", "layanan%20dinas"}) {
    const Seen found = anybody.get("/v1/gallery?q=" + std::string(words));
    ASSERT_EQ(found.count("/items"), 1U) << words << found.body;
    EXPECT_EQ(found.at("/items/0/id"), id);
    EXPECT_EQ(found.body.find("\"words\""), std::string::npos) << "what was made for searching is not shown";
  }
  EXPECT_EQ(anybody.get("/v1/gallery?q=layanan%20sampah").count("/items"), 0U) << "every word must be there";
  const Seen one = anybody.get("/v1/gallery/" + id);
  EXPECT_EQ(one.at("/title"), "Melayani Warga");
  EXPECT_EQ(one.body.find("\"words\""), std::string::npos) << one.body;
}

}  // namespace jejak::tests
