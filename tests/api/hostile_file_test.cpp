// What passes for a file of a proposal and does more than be read: refused, with what was found and where.
#include <gtest/gtest.h>

#include "api/documents/file_type.hpp"
#include "tests/api/sample_files.hpp"

namespace jejak::tests {
namespace {

using namespace std::string_literals;

std::string told(const std::string& bytes) {
  const auto type = documents::file_type_of(bytes);
  return type ? std::string(type->extension) : "refused: " + type.error().en + " | " + type.error().id;
}

// That it is refused, and that the refusal names each of these.
testing::AssertionResult refused(const std::string& bytes, const std::vector<std::string>& names) {
  const std::string answer = told(bytes);
  for (const std::string& name : names)
    if (answer.find(name) == std::string::npos || !answer.starts_with("refused: ")) return testing::AssertionFailure() << answer << " does not name " << name;
  return testing::AssertionSuccess();
}

const std::string catalog = "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n";
std::string catalog_with(const std::string& members) { return "1 0 obj<</Type/Catalog/Pages 2 0 R" + members + ">>endobj\n"; }
std::string docx_with(const std::string& name, const std::string& data, const std::string& types = "") {
  return types.empty() ? zip_file(docx_parts({{name, data}})) : zip_file(docx_parts({docx_types(types), {name, data}}));
}
std::string override_type(const std::string& part, const std::string& type) { return "<Override PartName=\"/" + part + "\" ContentType=\"" + type + "\"/>"; }
std::string relation(const std::string& type, const std::string& target, const std::string& mode = " TargetMode=\"External\"") {
  return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" +
         type + "\" Target=\"" + target + "\"" + mode + "/></Relationships>";
}
const std::string rels = "word/_rels/document.xml.rels";
std::string text_with(const std::string& body) {
  return "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p>" + body + "</w:p></w:body></w:document>";
}
std::string mark(const std::string& kind) { return "<w:r><w:fldChar w:fldCharType=\"" + kind + "\"/></w:r>"; }
std::string instruction(const std::string& text) { return "<w:r><w:instrText>" + text + "</w:instrText></w:r>"; }
std::string odt_with(const std::string& body) {
  return zip_file(odt_parts({{"content.xml", "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:script=\"urn:s\" "
                                             "xmlns:text=\"urn:t\" xmlns:draw=\"urn:d\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">" + body + "</office:document-content>"}}));
}

}  // namespace

TEST(Pdf, that_goes_to_a_page_when_opened_and_links_to_the_web_is_taken) {
  EXPECT_EQ(told(pdf_file()), "pdf");
  EXPECT_EQ(told(pdf_file(catalog_with("/OpenAction[3 0 R/XYZ null null 0]"))), "pdf");
  EXPECT_EQ(told(pdf_file(catalog_with("/OpenAction<</S/GoTo/D[3 0 R/Fit]>>"))), "pdf");
  EXPECT_EQ(told(pdf_file(catalog_with("/OpenAction 4 0 R") + "4 0 obj\n<</S/GoTo/D[3 0 R/Fit]>>endobj\n")), "pdf");
  EXPECT_EQ(told(pdf_file(catalog_with("/AA<</O 4 0 R>>") + "4 0 obj<</S/GoTo/D(bab1)>>endobj\n")), "pdf");
  EXPECT_EQ(told(pdf_file(catalog + "4 0 obj<</Type/Annot/A<</Type/Action/S/URI/URI(https://example.go.id/a\\(1\\))>>>>endobj\n")), "pdf");
  EXPECT_EQ(told(pdf_file(catalog + "4 0 obj<</A<</URI(MAILTO:a@example.go.id)/S/URI>>>>endobj\n")), "pdf");
  const std::string packed = "4 0 5 26 <</S/GoTo/D[3 0 R/Fit]>> <</S/URI/URI(http://a.id)>>";
  EXPECT_EQ(told(pdf_file(catalog_with("/OpenAction 4 0 R") + "6 0 obj<</Type/ObjStm/N 2/First 9>>stream\n" + packed + "\nendstream endobj\n")), "pdf")
      << "an object that is packed is found as well";
  EXPECT_EQ(told(pdf_file() + "\r\n \n"), "pdf");
}

TEST(Pdf, that_leads_to_a_file_or_a_script_is_refused_with_the_place) {
  EXPECT_TRUE(refused(pdf_file(catalog + "4 0 obj<</S/GoToR/F(\\\\\\\\server\\\\share)>>endobj\n"), {"/GoToR", "at byte 63", "pada bita 63"}));
  EXPECT_TRUE(refused(pdf_file(catalog + "4 0 obj<</S/GoTo#45/T<<>>>>endobj\n"), {"/GoToE"}));
  EXPECT_TRUE(refused(pdf_file(catalog + "4 0 obj<</S/Launch/F(a.exe)>>endobj\n"), {"/Launch"}));
  EXPECT_TRUE(refused(pdf_file(catalog + "4 0 obj<</S/URI/URI(javascript:alert)>>endobj\n"), {"\"javascript:alert\"", "http, https and mailto"}));
  EXPECT_TRUE(refused(pdf_file(catalog + "4 0 obj<</S/URI/U#52I % a comment\n(\\146ile:///etc)>>endobj\n"), {"\"file:///etc\""}));
  EXPECT_TRUE(refused(pdf_file(catalog + "4 0 obj<</S/URI/URI<66696c653a2f2f>>>endobj\n"), {"\"file://\""}));
  EXPECT_TRUE(refused(pdf_file(catalog + "4 0 obj<</S/URI/URI 5 0 R>>endobj 5 0 obj(file:)endobj\n"), {"does not stand in it"}));
}

TEST(Pdf, that_does_something_by_itself_is_refused_also_through_references) {
  EXPECT_TRUE(refused(pdf_file(catalog_with("/OpenAction<</S/Named/N/Print>>")), {"/OpenAction that leads to /Named"}));
  EXPECT_TRUE(refused(pdf_file(catalog_with("/OpenAction<</S/GoTo/D[3 0 R]/Next 9 0 R>>")), {"/OpenAction"}));
  EXPECT_TRUE(refused(pdf_file(catalog_with("/OpenAction<</S/URI/URI(https://a.id)>>")), {"/OpenAction that leads to /URI"}));
  EXPECT_TRUE(refused(pdf_file(catalog_with("/OpenAction 4 0 R")), {"/OpenAction that leads to an object that is not there"}));
  EXPECT_TRUE(refused(pdf_file(catalog_with("/AA<</O 4 0 R>>") + "4 0 obj<</S/URI/URI(http://a.id)>>endobj\n"), {"/AA that leads to /O"}));
  EXPECT_TRUE(refused(pdf_file(catalog_with("/AA 4 0 R") + "4 0 obj<</WC<</S/Named/N/Print>>>>endobj\n"), {"/AA that leads to /WC"}));
  const std::string twice = "4 0 obj<</S/Named/N/Print>>endobj\n04 0 obj<</S/GoTo/D[3 0 R/Fit]>>endobj\n";
  EXPECT_TRUE(refused(pdf_file(catalog_with("/OpenAction 4 0 R") + twice), {"/Named"})) << "an object written twice is judged twice";
  EXPECT_TRUE(refused(pdf_file(catalog_with("/OpenAction 4 0 R") + "4 0 obj 4 0 R endobj\n"), {"/OpenAction"})) << "a reference to itself ends somewhere";
}

TEST(Pdf, with_something_behind_its_end_or_without_pages_is_refused) {
  EXPECT_TRUE(refused(pdf_file() + "<script>alert(1)</script>", {"25 bytes behind its end"}));
  EXPECT_TRUE(refused(pdf_file() + zip_file(docx_parts()), {"behind its end"}));
  EXPECT_TRUE(refused("%PDF-1.4\n%%EOF", {"has no pages"}));
  EXPECT_TRUE(refused("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF", {"has no pages"}));
}

TEST(Picture, is_bounded_in_pixels_and_ends_where_it_ends) {
  EXPECT_EQ(told(png_file()), "png");
  EXPECT_EQ(told(png_file("\0\0\x80\0"s, "Comment\0a"s)), "png");
  EXPECT_TRUE(refused(png_file("\x7f\xff\xff\xff"s), {"2147483647 x 1", "100000000"}));
  EXPECT_TRUE(refused(png_file("\0\0\0\0"s), {"without pixels"}));
  EXPECT_TRUE(refused(png_file() + png_file(), {"bytes behind its end"}));
  EXPECT_EQ(told(jpeg_file()), "jpg");
  EXPECT_EQ(told(jpeg_file() + jpeg_file()), "jpg") << "several views of one picture";
  EXPECT_TRUE(refused(jpeg_file("\xff\xff\xff\xff"), {"65535 x 65535"}));
  EXPECT_TRUE(refused(jpeg_file() + "\0\0\0\x18" "ftypmp42 \xff\xd9"s, {"bytes behind its end"}));
  EXPECT_TRUE(refused("\xff\xd8\xff\xe0 no picture \xff\xd9"s, {"cut off"}));
}

TEST(Office_file, of_the_usual_programs_is_taken) {
  EXPECT_EQ(told(zip_file(docx_parts())), "docx");
  EXPECT_EQ(told(zip_file(xlsx_parts())), "xlsx");
  EXPECT_EQ(told(zip_file(pptx_parts())), "pptx");
  EXPECT_EQ(told(zip_file(odt_parts())), "odt");
  EXPECT_EQ(told(docx_with("customXml/item1.xml", "<a/>")), "docx");
  EXPECT_EQ(told(docx_with("word/document.xml", text_with(mark("begin") + instruction(" TOC \\o ") + mark("separate") + mark("begin") + instruction("HYPERLINK \"#a\"") +
                                                          mark("end") + mark("end") + "<w:fldSimple w:instr=\"PAGE\"/>" + mark("begin") + instruction(" = ") +
                                                          mark("begin") + instruction("PAGE") + mark("end") + instruction(" + 1") + mark("end")))), "docx");
  EXPECT_EQ(told(docx_with("word/_rels/footnotes.xml.rels", relation("hyperlink", "#_Toc1"))), "docx");
}

TEST(Office_file, is_judged_by_the_types_of_its_parts) {
  const std::string macro = "application/vnd.ms-office.vbaProject";
  EXPECT_TRUE(refused(docx_with("word/vbaProject.bin", "x"), {"word/vbaProject.bin"}));
  EXPECT_TRUE(refused(docx_with("word/settings.xml", "<a/>", override_type("word/settings.xml", macro)), {macro, "word/settings.xml"})) << "a macro under another name";
  EXPECT_TRUE(refused(docx_with("word/foo.bin", "x", "<Default Extension=\"bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/>"), {"word/foo.bin", macro}));
  EXPECT_TRUE(refused(docx_with("word/foo.bin", "x", "<Default Extension=\"BIN\" ContentType=\"image/png\"/>"), {"word/foo.bin"}));
  EXPECT_TRUE(refused(zip_file(docx_parts({docx_types(override_type("word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml"))})), {"macroEnabled"}));
  EXPECT_TRUE(refused(docx_with("word/media/x.exe", "MZ"), {"word/media/x.exe"}));
  EXPECT_TRUE(refused(docx_with("word/afchunk.htm", "<script>1</script>", "<Default Extension=\"htm\" ContentType=\"text/html\"/>"), {"word/afchunk.htm"}));
  EXPECT_TRUE(refused(docx_with("word/afchunk.xml", "<html/>", override_type("word/afchunk.xml", "text/html")), {"text/html"}));
  EXPECT_TRUE(refused(docx_with("word/other.xyz", "x"), {"word/other.xyz"}));
  EXPECT_TRUE(refused(docx_with("word/embedded.docx", zip_file(docx_parts())), {"word/embedded.docx"}));
  const auto sheet = [](const std::string& part, const std::string& type) {
    Parts parts = xlsx_parts({{part, "<a/>"}});
    const std::size_t end = parts.front().second.find("</Types>");
    parts.front().second.insert(end, override_type(part, type));
    return zip_file(parts);
  };
  EXPECT_TRUE(refused(sheet("xl/macrosheets/sheet1.xml", "application/vnd.ms-excel.macrosheet+xml"), {"macrosheet", "xl/macrosheets/sheet1.xml"}));
  EXPECT_TRUE(refused(sheet("xl/connections.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.connections+xml"), {"connections"}));
  EXPECT_TRUE(refused(sheet("xl/externalLinks/externalLink1.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"), {"externalLink"}));
  EXPECT_TRUE(refused(docx_with("word/media/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x()\"/>", "<Default Extension=\"svg\" ContentType=\"image/svg+xml\"/>"),
                      {"<svg>", "word/media/a.svg"}));
}

TEST(Office_file, links_to_the_web_alone) {
  EXPECT_TRUE(refused(docx_with(rels, relation("attachedTemplate", "http://example.com/a.dotm")), {"attachedTemplate", "http://example.com/a.dotm", rels}));
  EXPECT_TRUE(refused(docx_with(rels, relation("image", "https://example.com/a.png")), {"(image)", rels}));
  EXPECT_TRUE(refused(docx_with(rels, relation("hyperlink", "file:///c:/a.exe")), {"file:///c:/a.exe"}));
  EXPECT_TRUE(refused(docx_with(rels, relation("hyperlink", "\\\\server\\share")), {"(hyperlink)"}));
  EXPECT_TRUE(refused(docx_with(rels, relation("hyperlink", "javascript:x")), {"javascript:x"}));
  EXPECT_TRUE(refused(docx_with(rels, relation("image", "http://example.com/a.png", "")), {"(image)"})) << "without saying that it is elsewhere";
  EXPECT_TRUE(refused(docx_with(rels, relation("oleObject", "media/image1.png", "")), {"oleObject"}));
  EXPECT_TRUE(refused(docx_with(rels, relation("aFChunk", "media/image1.png", "")), {"aFChunk"}));
}

TEST(Office_file, has_no_field_that_starts_a_program_or_loads_a_file) {
  const auto with = [](const std::string& body) { return docx_with("word/document.xml", text_with(body)); };
  EXPECT_TRUE(refused(with(mark("begin") + instruction("DDE") + instruction("AUTO c:\\\\x.exe") + mark("end")), {"a field DDEAUTO", "word/document.xml"})) << "in pieces";
  EXPECT_TRUE(refused(with(mark("begin") + instruction(" \"dde\" excel a") + mark("separate") + mark("end")), {"a field DDE"}));
  EXPECT_TRUE(refused(with("<w:fldSimple w:instr=\" DDEAUTO x\"/>"), {"a field DDEAUTO"}));
  EXPECT_TRUE(refused(with(mark("begin") + instruction("INCLUDETEXT \"c:\\\\a\"") + mark("end")), {"INCLUDETEXT"}));
  EXPECT_TRUE(refused(with(instruction("DDEAUTO x")), {"a field DDEAUTO"}));
  EXPECT_TRUE(refused(with(mark("begin") + mark("begin") + instruction("QUOTE 68 68 69") + mark("end") + instruction(" c:\\\\x") + mark("end")), {"the result of another"}));
  EXPECT_TRUE(refused(docx_with("word/document.xml", "<!DOCTYPE a [<!ENTITY x 'DDE'>]><a/>"), {"<!DOCTYPE>", "word/document.xml"}));
  EXPECT_TRUE(refused(docx_with("word/document.xml", "<a>"), {"not well-formed", "word/document.xml"}));
}

TEST(Open_document, has_neither_scripts_nor_links_to_files) {
  EXPECT_EQ(told(odt_with("<text:a xlink:href=\"#bab1\"/><draw:object xlink:href=\"./Object 1\"/><draw:image xlink:href=\"Pictures/a.png\"/>")), "odt");
  EXPECT_TRUE(refused(odt_with("<script:event-listener script:event-name=\"dom:load\"/>"), {"<event-listener>", "content.xml"}));
  EXPECT_TRUE(refused(odt_with("<text:dde-connection-decl/>"), {"<dde-connection-decl>"}));
  EXPECT_TRUE(refused(odt_with("<draw:plugin/>"), {"<plugin>"}));
  EXPECT_TRUE(refused(odt_with("<text:a xlink:href=\"file:///a\"/>"), {"file:///a"}));
  EXPECT_TRUE(refused(odt_with("<text:a xlink:href=\"../a.odt\"/>"), {"../a.odt"}));
  EXPECT_TRUE(refused(odt_with("<draw:image xlink:href=\"http://example.com/a.png\"/>"), {"<image>", "http://example.com/a.png"}));
  EXPECT_TRUE(refused(zip_file(odt_parts({{"Basic/Standard/a.xml", "<a/>"}})), {"Basic/Standard/a.xml"}));
  EXPECT_TRUE(refused(zip_file(odt_parts({{"Object 1", "\xd0\xcf\x11\xe0"}})), {"Object 1"})) << "an OLE object";
  EXPECT_TRUE(refused(zip_file(odt_parts({{"a.exe", "MZ"}})), {"a.exe"}));
  EXPECT_TRUE(refused(zip_file({{"mimetype", "application/vnd.oasis.opendocument.text"}, {"x.xml", "<a/>"}}), {"content.xml"}));
}

TEST(Zip, says_the_same_of_a_part_twice_and_names_it_once) {
  std::string other = zip_file(docx_parts());
  other[other.rfind("word/styles.xml")] = 'W';
  EXPECT_TRUE(refused(other, {"no whole ZIP"})) << "its own head says another name than the directory";
  Parts twice = docx_parts();
  twice.emplace_back("WORD/styles.xml", "<a/>");
  EXPECT_TRUE(refused(zip_file(twice), {"no whole ZIP"}));
  EXPECT_TRUE(refused(zip_file(docx_parts({{"word\\a.xml", "<a/>"}})), {"no whole ZIP"}));
}

}  // namespace jejak::tests
