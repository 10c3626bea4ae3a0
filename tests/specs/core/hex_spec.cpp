#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/core/event.hpp"
#include "engine/core/hex.hpp"
#include "engine/core/uuid.hpp"

namespace jejak {
namespace {

TEST(Hex, writes_lower_case_and_reads_both) {
  EXPECT_EQ(to_hex(bytes_of(std::string_view("\x00\x7f\xff", 3))), "007fff");
  EXPECT_EQ(from_hex("4a4B"), "JK");
  EXPECT_EQ(from_hex(""), "");
}

TEST(Hex, refuses_half_a_byte_and_other_letters) {
  for (const char* text : {"0", "0g", "0x00", " 00 ", "\xff\xff", "-1"})
    EXPECT_EQ(from_hex(text), std::nullopt) << text;
}

TEST(Hex, reads_a_hash_of_exactly_64_digits) {
  const std::string text(64, 'a');
  ASSERT_TRUE(hash_from_hex(text));
  EXPECT_EQ(to_hex(*hash_from_hex(text)), text);
  EXPECT_FALSE(hash_from_hex(std::string(62, 'a')));
  EXPECT_FALSE(hash_from_hex(std::string(66, 'a')));
  EXPECT_FALSE(hash_from_hex(std::string(64, 'z')));
}

TEST(Base64, knows_the_vectors_of_rfc_4648) {
  const char* vectors[][2] = {{"", ""},
                              {"f", "Zg=="},
                              {"fo", "Zm8="},
                              {"foo", "Zm9v"},
                              {"foob", "Zm9vYg=="},
                              {"fooba", "Zm9vYmE="},
                              {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, encoded] : vectors) {
    EXPECT_EQ(to_base64(bytes_of(plain)), encoded);
    EXPECT_EQ(from_base64(encoded), plain);
  }
}

TEST(Base64, has_one_spelling_for_the_same_bytes) {
  for (const char* text :
       {"Zg=", "Zg", "Zh==", "Zm9=", "Zg===", "=Zg=", "Zm9v\n", "Zm 9v", "Z", "====", "Zg==Zg==", "-_-_"}) {
    EXPECT_EQ(from_base64(text), std::nullopt) << text;
  }
  for (const char* text : {"Zg==", "Z", "Zh", "+/+/", "Zm9", "Zm8="}) {
    EXPECT_EQ(from_base64url(text), std::nullopt) << text;
  }
  EXPECT_EQ(to_base64url(bytes_of("\xfb\xff\xbf")), "-_-_");
  EXPECT_EQ(to_base64(bytes_of("\xfb\xff\xbf")), "+/+/");
}

RC_GTEST_PROP(Hex_and_base64, read_back_what_they_wrote, (std::string bytes)) {
  RC_ASSERT(from_hex(to_hex(bytes_of(bytes))) == bytes);
  RC_ASSERT(from_base64(to_base64(bytes_of(bytes))) == bytes);
  RC_ASSERT(from_base64url(to_base64url(bytes_of(bytes))) == bytes);
}

TEST(Uuid, is_the_example_of_rfc_9562_appendix_a_6) {
  // 2022-02-22T19:22:22Z, rand_a CC3, rand_b 18C4DC0C0C07398F
  const Timestamp time{1645557742000000};
  EXPECT_EQ(uuid_v7(time, {0x0C, 0xC3, 0x18, 0xC4, 0xDC, 0x0C, 0x0C, 0x07, 0x39, 0x8F}),
            "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
}

RC_GTEST_PROP(Uuid, always_says_version_7_and_sorts_by_millisecond, ()) {
  const auto any = rc::gen::inRange<std::int64_t>(0, 253402300800000000);
  const auto random = *rc::gen::arbitrary<std::array<unsigned char, 10>>();
  const Timestamp first{*any}, second{*any};
  const std::string text = uuid_v7(first, random);
  RC_ASSERT(is_uuid(text));
  RC_ASSERT(text[14] == '7');
  RC_ASSERT(std::string_view("89ab").find(text[19]) != std::string_view::npos);
  if (first.microseconds / 1000 < second.microseconds / 1000) RC_ASSERT(text < uuid_v7(second, random));
}

TEST(Uuid, has_one_form) {
  EXPECT_TRUE(is_uuid("00000000-0000-0000-0000-000000000000"));
  for (const char* text : {"", "017F22E2-79B0-7CC3-98C4-DC0C0C07398F", "017f22e279b07cc398c4dc0c0c07398f",
                           "017f22e2-79b0-7cc3-98c4-dc0c0c07398", "017f22e2-79b0-7cc3-98c4-dc0c0c07398f0",
                           "{17f22e2-79b0-7cc3-98c4-dc0c0c07398}", "017f22e2-79b0-7cc3-98c4dc0c0c07398f-",
                           "017f22e2-79b0-7cc3-98c4-dc0c0c07398g"}) {
    EXPECT_FALSE(is_uuid(text)) << text;
  }
}

TEST(Personal, marks_a_value_with_its_subject) {
  EXPECT_EQ(canonical_json(personal("juror-1", json::object{{"name", "Ani"}})),
            R"({"$personal":{"subject":"juror-1","value":{"name":"Ani"}}})");
}

TEST(Result, says_so_loudly_when_asked_for_a_value_it_does_not_hold) {
  const Result<int, Faults> nothing = Faults{{"/a", "missing"}};
  EXPECT_THROW(nothing.value(), std::logic_error);
}

}  // namespace
}  // namespace jejak
