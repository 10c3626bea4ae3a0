// Promise 5: personal data can be erased while the bytes around it stay.
#include <gtest/gtest.h>

#include "engine/runtime/seal.hpp"
#include "engine/core/event.hpp"
#include "storage/memory/vault.hpp"
#include "tests/support/seeded_entropy.hpp"

namespace jejak::specs {
namespace {

struct Sealing {
  support::SeededEntropy entropy;
  MemoryVault vault{entropy};

  json::value sealed(json::value value) {
    EXPECT_FALSE(seal_personal(value, vault));
    return value;
  }
  json::value opened(json::value value, bool may_see = true) {
    open_sealed(value, vault, may_see);
    return value;
  }
};

TEST(Sealing, replaces_every_mark_at_any_depth_and_opening_gives_the_values_back) {
  Sealing sealing;
  const json::value people = {{"title", "Data Go"},
                              {"team", {personal("a", {{"name", "Sri"}}), {{"contact", personal("b", "081")}}}}};
  const json::value sealed = sealing.sealed(people);
  const std::string bytes = canonical_json(sealed);
  EXPECT_EQ(bytes.find("Sri"), std::string::npos);
  EXPECT_EQ(bytes.find("081"), std::string::npos);
  EXPECT_EQ(bytes.find("$personal"), std::string::npos);
  EXPECT_EQ(canonical_json(sealing.opened(sealed)),
            R"({"team":[{"name":"Sri"},{"contact":"081"}],"title":"Data Go"})");
}

TEST(Sealing, seals_marks_within_marks) {
  Sealing sealing;
  const json::value sealed =
      sealing.sealed({{"outer", personal("a", {{"inner", personal("b", "secret")}, {"open", 1}})}});
  EXPECT_EQ(canonical_json(sealing.opened(sealed)), R"({"outer":{"inner":"secret","open":1}})");
  sealing.vault.destroy("b");
  EXPECT_EQ(canonical_json(sealing.opened(sealed)), R"({"outer":{"inner":null,"open":1}})");
}

TEST(Sealing, gives_null_for_a_person_who_was_erased_and_to_who_may_not_see) {
  Sealing sealing;
  const json::value sealed = sealing.sealed({{"a", personal("a", "Sri")}, {"b", personal("b", "Budi")}});
  EXPECT_EQ(canonical_json(sealing.opened(sealed, false)), R"({"a":null,"b":null})");
  sealing.vault.destroy("a");
  EXPECT_EQ(canonical_json(sealing.opened(sealed)), R"({"a":null,"b":"Budi"})");
}

TEST(Sealing, shows_each_reader_the_subjects_that_they_may_see) {
  Sealing sealing;
  json::value sealed = sealing.sealed({{"a", personal("a", "Sri")}, {"b", personal("b", "Budi")}});
  open_sealed(sealed, sealing.vault, [](std::string_view subject) { return subject == "b"; });
  EXPECT_EQ(canonical_json(sealed), R"({"a":null,"b":"Budi"})");
}

TEST(Sealing, leaves_what_only_looks_like_a_mark_and_gives_null_for_a_forged_box) {
  Sealing sealing;
  const json::value odd = {{"$personal", {{"subject", 1}, {"value", 2}}}, {"x", {{"$personal", "y"}}}};
  EXPECT_EQ(canonical_json(sealing.sealed(odd)), canonical_json(odd));
  const json::value forged = {{"x", {{"$sealed", {{"subject", "a"}, {"box", "bm90IGEgYm94"}}}}}};
  EXPECT_EQ(canonical_json(sealing.opened(forged)), R"({"x":null})");
}

TEST(Sealing, fails_for_a_subject_whose_key_was_destroyed) {
  Sealing sealing;
  sealing.vault.destroy("a");
  json::value value = {{"a", personal("a", "Sri")}};
  EXPECT_TRUE(seal_personal(value, sealing.vault).has_value());
}

}  // namespace
}  // namespace jejak::specs
