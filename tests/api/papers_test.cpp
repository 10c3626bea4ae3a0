// Certificates, minutes and workbooks, read back by programs that are not ours.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "workflows/local_time.hpp"
#include "api/documents/seal.hpp"
#include "api/documents/table.hpp"
#include "tests/api/api_under_test.hpp"
#include "tests/api/read_back.hpp"

namespace jejak::tests {

namespace {

Position position_of(Api& api, std::string_view type) {
  Position position = 0;
  api.log.read(1, 1'000, [&](const StoredEvent& event) {
    if (event.type == type) position = event.position;
    return true;
  });
  return position;
}

}  // namespace

TEST(Proquints, are_those_of_the_paper_that_defined_them) {
  Hash hash{};
  const std::array<unsigned, 8> addresses = {127, 0, 0, 1, 63, 84, 220, 193};  // lusab-babad, gutih-tugad
  for (std::size_t i = 0; i < addresses.size(); ++i) hash[i] = static_cast<Hash::value_type>(addresses[i]);
  EXPECT_EQ(documents::in_words(hash).substr(0, 23), "lusab babad gutih tugad");
  EXPECT_EQ(documents::in_words(hash).size(), 16U * 6 - 1);
}

TEST(Indonesian_dates, are_those_of_the_competitions_own_clock) {
  const Timestamp late = parse_rfc3339("2021-03-16T16:30:00Z").value();
  EXPECT_EQ(workflows::day_and_time(late, "Asia/Jakarta"), "Selasa, 16 Maret 2021 pukul 23.30 WIB");
  EXPECT_EQ(workflows::day_and_time(late, "Asia/Jayapura"), "Rabu, 17 Maret 2021 pukul 01.30 WIT");
  EXPECT_EQ(workflows::day_alone(late, "Asia/Makassar"), "17 Maret 2021");
}

TEST(Certificate, says_who_won_with_what_and_where_to_check_it) {
  Api api;
  const Town town(api);
  const std::string id = town.proposal(R"(Data Go & \"Siap Uji\")", "award");
  const Seen paper = api.public_client().get("/v1/awards/" + id + "/certificate.pdf");
  ASSERT_EQ(paper.status, 200U) << paper.body;
  EXPECT_EQ(paper.response.content_type, "application/pdf");
  const std::string text = text_of_pdf(paper.body);
  EXPECT_NE(text.find("Data Go & \"Siap Uji\""), std::string::npos) << text;
  EXPECT_NE(text.find("PIAGAM PENGHARGAAN"), std::string::npos);
  EXPECT_NE(text.find("/verify/awards/" + id), std::string::npos) << text;
  const std::string number = "Nomor / number: " + std::to_string(position_of(api, "AwardGranted")) + "/latihan";
  EXPECT_NE(text.find(number), std::string::npos) << text;
  EXPECT_NE(text.find("peringkat 1 pada tahap"), std::string::npos) << text;
  town.proposal("Si Bulan");  // the log goes on
  EXPECT_EQ(text_of_pdf(api.public_client().get("/v1/awards/" + id + "/certificate.pdf").body), text) << "it says the same for ever";
  const Seen page = api.public_client().get("/verify/awards/" + id);
  EXPECT_EQ(page.response.content_type, "text/html; charset=utf-8");
  EXPECT_NE(page.body.find("BERLAKU"), std::string::npos) << page.body;
  EXPECT_NE(page.body.find("Data Go &amp; &quot;Siap Uji&quot;"), std::string::npos) << page.body;
  const std::string day = workflows::day_alone(parse_rfc3339(api.public_client().get("/v1/awards/" + id).at("/granted_at")).value(), "Asia/Jakarta");
  EXPECT_NE(text.find(day), std::string::npos) << text;
  EXPECT_NE(page.body.find(day), std::string::npos) << "the same day on the page as on the paper";
  EXPECT_NE(page.body.find("<dt>Penyelenggara"), std::string::npos) << page.body;
  EXPECT_NE(page.body.find("<dt>Kompetisi"), std::string::npos) << page.body;
}

TEST(Certificate, of_a_revoked_award_is_gone_and_the_page_says_why) {
  Api api;
  const Town town(api);
  const std::string id = town.proposal("Si Bulan", "award");
  ASSERT_EQ(town.transition(town.secretariat, id, "REVOKE_AWARD", R"({"reason":"Data <palsu>"})").status, 200U);
  EXPECT_EQ(api.public_client().get("/v1/awards/" + id + "/certificate.pdf").status, 410U);
  const Seen page = api.public_client().get("/verify/awards/" + id);
  EXPECT_NE(page.body.find("DICABUT"), std::string::npos);
  EXPECT_NE(page.body.find("Dicabut pada"), std::string::npos) << page.body;
  EXPECT_NE(page.body.find("Data &lt;palsu&gt;"), std::string::npos) << page.body;
  EXPECT_EQ(api.public_client().get("/verify/awards/tidak-ada").status, 404U);
}

TEST(Minutes, tell_how_a_stage_was_decided_and_carry_the_root_of_the_tree_up_to_it) {
  Api api;
  const Town town(api);
  const std::string id = town.proposal("Data Go", "presentation");
  const std::string path = "/v1/competitions/latihan/stages/screening/minutes.pdf";
  const Seen paper = town.secretariat.get(path);
  ASSERT_EQ(paper.status, 200U) << paper.body;
  const std::string text = text_of_pdf(paper.body);
  EXPECT_NE(text.find("BERITA ACARA"), std::string::npos) << text;
  EXPECT_NE(text.find("Data Go, "), std::string::npos) << text;
  const Position decided = position_of(api, "StageDecided");
  const Hash root = api.log.root(decided).value();
  EXPECT_NE(text.find(to_hex(root).substr(0, 16)), std::string::npos) << text;
  EXPECT_NE(text.find(documents::in_words(root).substr(0, 11)), std::string::npos) << text;
  const Seen page = api.public_client().get("/verify/log/" + std::to_string(decided));
  EXPECT_NE(page.body.find(to_hex(root)), std::string::npos) << page.body;
  EXPECT_EQ(api.public_client().get("/verify/log/999999").status, 404U);
  EXPECT_EQ(town.proposer.get(path).status, 403U);
  EXPECT_EQ(town.secretariat.get("/v1/competitions/latihan/stages/interview/minutes.pdf").status, 404U);
}

TEST(Minutes, name_units_and_categories_and_those_who_judged) {
  Api api;
  const Town town(api);
  town.proposal("Data Go", "presentation");
  const std::string text = text_of_pdf(town.secretariat.get("/v1/competitions/latihan/stages/screening/minutes.pdf").body);
  EXPECT_NE(text.find("Peringkat  "), std::string::npos) << text;
  EXPECT_NE(text.find("Kuorum:"), std::string::npos) << text;
  EXPECT_NE(text.find("ambang:"), std::string::npos) << text;
  EXPECT_EQ(text.find("(tik)"), std::string::npos) << "a title, no key";
  EXPECT_EQ(text.find(town.other_juror_id), std::string::npos);
  EXPECT_EQ(text.find("diputuskan oleh key-"), std::string::npos) << text;
}

TEST(Receipt, tells_an_entrant_when_it_submitted_and_with_which_root) {
  Api api;
  const Town town(api), other(api, "lain", "lain-2022");
  const std::string id = town.proposal("Data Go", "draft");
  const std::string path = "/v1/proposals/" + id + "/receipt.pdf";
  EXPECT_EQ(town.proposer.get(path).at("/type"), "urn:jejak:problem:not_submitted");
  const std::string late = town.proposal("Si Bulan", "submitted");
  const Seen paper = town.proposer.get("/v1/proposals/" + late + "/receipt.pdf");
  ASSERT_EQ(paper.status, 200U) << paper.body;
  const Position submitted = position_of(api, "TransitionTaken");
  const Hash root = api.log.root(submitted).value();
  const std::string text = text_of_pdf(paper.body);
  for (const std::string& said : {std::string("TANDA TERIMA"), std::string("Si Bulan"), std::to_string(submitted), to_hex(root).substr(0, 16),
                                  documents::in_words(root).substr(0, 11), "/verify/log/" + std::to_string(submitted)})
    EXPECT_NE(text.find(said), std::string::npos) << said << " in " << text;
  EXPECT_EQ(town.secretariat.get("/v1/proposals/" + late + "/receipt.pdf").status, 200U);
  EXPECT_EQ(town.juror.get("/v1/proposals/" + late + "/receipt.pdf").status, 403U);
  EXPECT_EQ(other.proposer.get("/v1/proposals/" + late + "/receipt.pdf").status, 404U);
}

TEST(Minutes, of_a_hundred_and_twenty_results_go_over_many_pages) {
  Api api;
  const Town town(api);
  std::vector<std::string> ids;
  for (int i = 0; i < 120; ++i) ids.push_back(town.proposal("Usulan dengan judul yang panjang sekali nomor " + std::to_string(i), "desk"));
  for (const std::string& id : ids) town.judge(id, "screening");
  ASSERT_EQ(town.decide("screening").status, 201U);
  const std::string text = text_of_pdf(town.secretariat.get("/v1/competitions/latihan/stages/screening/minutes.pdf").body);
  EXPECT_NE(text.find("119,"), std::string::npos) << text;
  EXPECT_GE(std::count(text.begin(), text.end(), '\f'), 3);
}

TEST(Workbook, opens_with_text_as_text_and_numbers_as_numbers) {
  const documents::Table table{"results", {"title", "nik", "score"}, {{"=1+1", "3374012345678901", "82.5"}}};
  const std::string bytes = documents::workbook({&table, 1});
  const std::string listing = read_back(
      "python3 -c \"import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(z.read('xl/sharedStrings.xml').decode(), "
      "z.read('xl/worksheets/sheet1.xml').decode())\"",
      bytes);
  EXPECT_NE(listing.find("=1+1</t>"), std::string::npos) << listing;
  EXPECT_NE(listing.find("3374012345678901</t>"), std::string::npos) << listing;
  EXPECT_NE(listing.find("<v>82.5</v>"), std::string::npos) << listing;
  EXPECT_EQ(listing.find("<f>"), std::string::npos) << listing;
}

TEST(Workbook, of_a_competition_has_a_sheet_for_each_view_and_is_its_organizers_alone) {
  Api api;
  const Town town(api), other(api, "lain", "lain-2022");
  town.proposal("Data Go", "presentation");
  const Seen book = town.secretariat.get("/v1/competitions/latihan/export.xlsx");
  ASSERT_EQ(book.status, 200U) << book.body;
  const std::string sheets = read_back("python3 -c \"import sys,zipfile; print(zipfile.ZipFile(sys.argv[1]).read('xl/workbook.xml').decode())\"", book.body);
  for (const char* sheet : {"proposals", "scoreboard", "assessments", "workload", "jurors"})
    EXPECT_NE(sheets.find("name=\"" + std::string(sheet) + "\""), std::string::npos) << sheets;
  const Seen csv = town.auditor.get("/v1/competitions/latihan/export.csv?view=assessments");
  EXPECT_NE(csv.body.find(",scores.effectiveness,"), std::string::npos) << csv.body;
  EXPECT_EQ(csv.body.find('{'), std::string::npos) << csv.body;
  EXPECT_EQ(other.secretariat.get("/v1/competitions/latihan/export.xlsx").status, 404U);
  EXPECT_EQ(town.secretariat.get("/v1/competitions/latihan/export.csv?view=keys").status, 400U);
  EXPECT_EQ(town.secretariat.get("/v1/competitions/latihan/stages/screening/decision.xlsx").body.substr(0, 2), "PK");
}

}  // namespace jejak::tests
