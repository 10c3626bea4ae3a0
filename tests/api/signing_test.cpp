// Minutes that are signed, and what they say of it.
#include <gtest/gtest.h>

#include "tests/api/api_under_test.hpp"
#include "tests/api/read_back.hpp"

namespace jejak::tests {
namespace {

constexpr const char* stage = "/v1/competitions/latihan/stages/screening";

std::string signing(const Town& town) { return R"({"hash":")" + town.secretariat.get(std::string(stage) + "/decision").at("/hash") + "\"}"; }

}  // namespace

TEST(Signing, is_listed_and_printed_until_the_stage_is_reopened) {
  Api api;
  const Town town(api);
  const Client second = api.key("secretariat", R"({"organizer":"kota"})");
  town.proposal("Data Go", "presentation");
  const std::string path = std::string(stage) + "/minutes/signatures";
  ASSERT_EQ(town.juror.post(path, signing(town)).status, 201U);
  ASSERT_EQ(town.secretariat.post(path, signing(town)).status, 201U);
  EXPECT_EQ(town.other_juror.post(path, signing(town)).status, 403U);
  EXPECT_EQ(town.proposer.post(path, signing(town)).status, 403U);
  EXPECT_EQ(town.juror.post(path, signing(town)).at("/type"), "urn:jejak:problem:already_signed");
  const Seen list = town.auditor.get(path);
  ASSERT_EQ(list.count("/items"), 2U) << list.body;
  EXPECT_EQ(list.at("/items/0/juror"), town.juror_id);
  EXPECT_EQ(list.at("/items/0/voided_at"), "null");
  EXPECT_EQ(town.auditor.get("/v1/competitions/latihan/stages/interview/minutes/signatures").count("/items"), 0U);
  const std::string paper = text_of_pdf(town.secretariat.get(std::string(stage) + "/minutes.pdf").body);
  EXPECT_NE(paper.find("Ditandatangani secara elektronik oleh"), std::string::npos) << paper;
  EXPECT_NE(paper.find(list.at("/items/0/hash").substr(0, 16)), std::string::npos) << paper;
  EXPECT_NE(paper.find("event number " + list.at("/items/0/position")), std::string::npos) << paper;

  ASSERT_EQ(town.secretariat.post(std::string(stage) + "/reopening", R"({"reason":"Nilai tertukar"})").status, 201U);
  ASSERT_EQ(second.post(std::string(stage) + "/reopening/settlement", R"({"confirm":true})").status, 200U);
  EXPECT_NE(town.auditor.get(path).at("/items/0/voided_at"), "null");
  ASSERT_EQ(town.decide("screening").status, 201U);
  const std::string again = text_of_pdf(town.secretariat.get(std::string(stage) + "/minutes.pdf").body);
  EXPECT_EQ(again.find("Ditandatangani secara elektronik oleh"), std::string::npos) << again;
  EXPECT_NE(again.find("Nilai tertukar"), std::string::npos) << again;
}

}  // namespace jejak::tests
