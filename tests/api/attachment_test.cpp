// Files of a proposal: checked by their content, kept sealed, read by those who may see the proposal.
#include <gtest/gtest.h>

#include "api/documents/file_type.hpp"
#include "api/documents/table.hpp"
#include "tests/api/api_under_test.hpp"
#include "tests/api/sample_files.hpp"
#include "workflows/field.hpp"

namespace jejak::tests {
namespace {

using namespace std::string_literals;

std::string pdf(const std::string& objects) { return pdf_file(objects); }
std::string pdf() { return pdf_file(); }
const std::string png = png_file();

std::string type_of(const std::string& bytes) {
  const auto type = documents::file_type_of(bytes);
  return type ? std::string(type->extension) : "refused: " + type.error().en;
}

struct Draft {
  Draft() : town(api), id(town.proposal("Data Go", "draft")), files("/v1/proposals/" + id + "/attachments") {}
  Seen put(const std::string& name, const std::string& bytes) const {
    return town.proposer.send(http::Method::put, files + "/" + name, bytes, {{"Content-Type", "application/octet-stream"}});
  }
  Api api;
  Town town;
  std::string id, files;
};

}  // namespace

TEST(File_type, is_told_by_content_alone) {
  EXPECT_EQ(type_of(pdf()), "pdf");
  EXPECT_EQ(type_of(png), "png");
  EXPECT_EQ(type_of(jpeg_file()), "jpg");
  const documents::Table table{"a", {"b"}, {}};
  EXPECT_EQ(type_of(documents::workbook({&table, 1})), "xlsx");
  for (const std::string& other : {""s, "MZ program"s, "<svg onload=alert(1)>"s, "<!doctype html>"s, "PK\x05\x06"s, "%PD"s})
    EXPECT_EQ(type_of(other).substr(0, 21), "refused: must be PDF,") << other;
}

TEST(File_type, refuses_what_is_cut_off_or_has_something_behind_it) {
  for (const std::string& broken : {png.substr(0, png.size() - 1), png + "<script>", jpeg_file().substr(0, 30), "%PDF-1.7\n1 0 obj"s,
                                    documents::workbook(std::vector{documents::Table{"a", {}, {}}}) + "x"})
    EXPECT_EQ(type_of(broken).substr(0, 8), "refused:") << broken.substr(0, 20);
}

TEST(File_type, refuses_active_content_of_a_pdf_however_its_name_is_spelt_or_packed) {
  EXPECT_NE(type_of(pdf("1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>endobj\n")).find("/JavaScript"), std::string::npos);
  EXPECT_NE(type_of(pdf("1 0 obj<</S/J#61vaScript>>endobj\n")).find("/JavaScript"), std::string::npos);
  EXPECT_NE(type_of(pdf("1 0 obj<</Launch 1>>endobj\n")).find("/Launch"), std::string::npos);
  EXPECT_NE(type_of(pdf("1 0 obj<</Encrypt 5 0 R>>endobj\n")).find("encrypted"), std::string::npos);
  // zlib.compress(b"5 0 <</S/JavaScript/JS(x)>>") by Python.
  const std::string packed = "\x78\x9c\x33\x55\x30\x50\xb0\xb1\xd1\x0f\xd6\xf7\x4a\x2c\x4b\x0c\x4e\x2e\xca\x2c\x28\xd1\xf7\x0a\xd6\xa8\xd0\xb4\xb3\x03\x00\x66\xe3\x07\xd7"s;
  EXPECT_NE(type_of(pdf("1 0 obj<</Type/ObjStm/Filter/FlateDecode/N 1/First 4>>stream\n" + packed + "\nendstream endobj\n")).find("/JavaScript"), std::string::npos)
      << type_of(pdf("1 0 obj<</Type/ObjStm/Filter/FlateDecode/N 1/First 4>>stream\n" + packed + "\nendstream endobj\n"));
  const std::string plain = "/Type/ObjStm/Filter/FlateDecode";
  for (const std::string& trick : {plain + "/X(obj)", plain + "/Y(endstream)", std::string("/Filter/FlateDecode/Type/ObjStm/Z[]")})
    EXPECT_EQ(type_of(pdf("1 0 obj<<" + trick + ">>stream\n" + packed + "\nendstream endobj\n")).substr(0, 8), "refused:") << trick;
  EXPECT_NE(type_of(pdf("1 0 obj(stream\n)endobj 2 0 obj<</Filter/X/S/JavaScript>>endobj\nendstream\n")).find("/JavaScript"), std::string::npos);
  EXPECT_NE(type_of(pdf("1 0 obj<<" + plain + "/DecodeParms<</Predictor 12>>>>stream\n" + packed + "\nendstream endobj\n")).find("cannot be checked"), std::string::npos);
  EXPECT_EQ(type_of(pdf("1 0 obj<</Filter/DCTDecode/Subtype/Image>>stream\n /JS bytes of a picture \nendstream endobj\n")), "pdf");
}

TEST(Attachment, is_kept_sealed_and_given_back_as_it_was_sent) {
  Draft draft;
  const Seen added = draft.put("keputusan.pdf", pdf());
  ASSERT_EQ(added.status, 201U) << added.body;
  EXPECT_EQ(added.at("/sha256"), workflows::bytes_hash(pdf()));
  EXPECT_EQ(added.at("/media_type"), "application/pdf");
  EXPECT_EQ(added.at("/events/0/type"), "AttachmentAdded");
  const Seen file = draft.town.auditor.get(draft.files + "/keputusan.pdf");
  EXPECT_EQ(file.status, 200U);
  EXPECT_EQ(file.body, pdf());
  EXPECT_EQ(file.response.content_type, "application/pdf");
  EXPECT_EQ(file.header("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(file.header("Content-Disposition"), "attachment; filename=\"keputusan.pdf\"");
  EXPECT_EQ(draft.town.auditor.get(draft.files + "/keputusan.pdf", {{"If-None-Match", file.etag}}).status, 304U);
  const Seen list = draft.town.secretariat.get(draft.files);
  EXPECT_EQ(list.at("/items/0/name"), "keputusan.pdf") << list.body;
  const auto stored = draft.api.blobs.get(list.at("/items/0/box")).value();
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->find("%PDF"), std::string::npos) << "the stored bytes are sealed";
}

TEST(Attachment, sent_again_changes_nothing_and_sent_anew_replaces) {
  Draft draft;
  draft.put("bukti.png", png);
  const Position before = draft.api.log.head().size;
  EXPECT_EQ(draft.put("bukti.png", png).status, 200U);
  EXPECT_EQ(draft.api.log.head().size, before);
  const std::string other = png_file({}, "Comment\0other"s);
  EXPECT_EQ(draft.put("bukti.png", other).status, 201U);
  EXPECT_EQ(draft.town.proposer.get(draft.files).count("/items"), 1U);
  EXPECT_EQ(draft.town.proposer.get(draft.files + "/bukti.png").body, other);
  EXPECT_EQ(draft.town.proposer.del(draft.files + "/bukti.png").status, 200U);
  EXPECT_EQ(draft.town.proposer.get(draft.files + "/bukti.png").status, 404U);
}

TEST(Attachment, is_refused_with_the_reason_and_leaves_nothing_behind) {
  Draft draft;
  const Seen active = draft.put("skrip.pdf", pdf("1 0 obj<</JS(x)>>endobj\n"));
  EXPECT_EQ(active.status, 422U);
  EXPECT_EQ(active.at("/code"), "invalid_file") << active.body;
  const Seen misnamed = draft.put("foto.pdf", png);
  EXPECT_EQ(misnamed.status, 422U);
  EXPECT_EQ(misnamed.at("/errors/0/pointer"), "/name") << misnamed.body;
  EXPECT_EQ(draft.put("a..b.png", png).status, 422U);
  EXPECT_EQ(draft.put("kosong.pdf", "").status, 422U);
  EXPECT_EQ(draft.town.proposer.get(draft.files).count("/items"), 0U);
  for (int i = 0; i < 20; ++i) ASSERT_EQ(draft.put("b" + std::to_string(i) + ".png", png).status, 201U);
  EXPECT_EQ(draft.put("b20.png", png).at("/code"), "too_many_attachments");
}

TEST(Attachment, may_be_large_for_those_alone_who_may_send_one) {
  Draft draft;
  const auto limit = [&](const std::string& authorization) {
    return draft.api.application.body_bytes_max(*http::make_request(http::Method::put, draft.files + "/bukti.png", {{"Authorization", authorization}}, ""));
  };
  EXPECT_EQ(limit("Bearer " + draft.town.proposer.token()), 10U * 1024 * 1024);
  for (const std::string& token : {draft.town.juror.token(), draft.town.auditor.token(), "jejak_" + std::string(43, 'A'), std::string()})
    EXPECT_EQ(limit("Bearer " + token), 0U) << "the usual limit";
}

TEST(Attachment, is_neither_changed_after_submission_nor_shown_to_strangers) {
  Api api;
  const Town town(api), other(api, "lain", "lain-2022");
  const std::string id = town.proposal("Data Go", "submitted");
  const std::string file = "/v1/proposals/" + id + "/attachments/bukti.png";
  const Seen late = town.proposer.send(http::Method::put, file, png, {});
  EXPECT_EQ(late.status, 409U);
  EXPECT_EQ(late.at("/code"), "not_editable") << late.body;
  EXPECT_EQ(other.secretariat.get("/v1/proposals/" + id + "/attachments").status, 404U);
  EXPECT_EQ(town.juror.get("/v1/proposals/" + id + "/attachments").status, 404U) << "not assigned";
  EXPECT_EQ(api.public_client().get("/v1/proposals/" + id + "/attachments").status, 401U);
}

TEST(Attachment, cannot_be_read_once_it_was_erased_and_the_log_still_proves_what_it_was) {
  Draft draft;
  draft.put("bukti.png", png);
  const std::string subject = "proposal-" + draft.id;
  ASSERT_EQ(draft.api.admin().post("/v1/admin/erasures", R"({"subject":")" + subject + R"(","reason":"Permintaan"})").status, 201U);
  ASSERT_EQ(draft.api.second_admin().post("/v1/admin/erasures/" + subject + "/settlement", R"({"confirm":true})").status, 200U);
  ASSERT_FALSE(draft.api.vault.destroy("proposal-" + draft.id));  // as the reactor does
  EXPECT_EQ(draft.town.secretariat.get(draft.files + "/bukti.png").status, 410U);
  EXPECT_EQ(draft.put("lagi.png", png).status, 410U);
  EXPECT_EQ(draft.town.secretariat.get(draft.files).at("/items/0/sha256"), workflows::bytes_hash(png));
}

}  // namespace jejak::tests
