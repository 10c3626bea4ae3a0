#include "api/documents/certificate.hpp"

#include "api/documents/page.hpp"
#include "workflows/field.hpp"
#include "workflows/local_time.hpp"

namespace jejak::documents {

using workflows::text_of;

namespace {

std::string category_title(const Certificate& certificate) {
  const std::string_view key = text_of(certificate.award, "category");
  for (const json::value& value : workflows::array_of(certificate.competition, "categories")) {
    const json::object& category = workflows::members_of(value);
    if (text_of(category, "key") != key) continue;
    const std::string_view title = text_of(workflows::object_of(category, "title"), "id");
    return std::string(title.empty() ? key : title);
  }
  return std::string(key);
}

// Titles mostly say the year themselves.
std::string title_with_year(const Certificate& certificate) {
  const std::string title(text_of(certificate.competition, "title"));
  const std::string year = std::to_string(workflows::integer_of(certificate.award, "year"));
  return title.find(year) == std::string::npos ? title + ", " + year : title;
}

}  // namespace

std::string certificate_pdf(const Certificate& certificate) {
  using enum Page::Look;
  using enum Page::Place;
  const Timestamp granted = parse_rfc3339(text_of(certificate.award, "granted_at")).value_or(Timestamp{});
  Page page("Piagam Penghargaan: " + std::string(text_of(certificate.award, "title")), granted);
  page.gap(60);
  page.write(certificate.organizer, 15, bold, centre);
  page.gap(30);
  page.write("PIAGAM PENGHARGAAN", 26, bold, centre);
  page.write("Certificate of Award", 12, aside, centre);
  page.gap(34);
  page.write("diberikan kepada", 12, plain, centre);
  page.write("is given to", 9, aside, centre);
  page.gap(10);
  page.write(text_of(certificate.award, "entrant_name"), 20, bold, centre);
  page.gap(18);
  page.write("atas inovasi", 12, plain, centre);
  page.write("for the innovation", 9, aside, centre);
  page.gap(10);
  page.write(text_of(certificate.award, "title"), 20, bold, centre);
  page.gap(18);
  page.write("kategori / category: " + category_title(certificate), 12, plain, centre);
  page.gap(8);
  page.write(title_with_year(certificate), 13, bold, centre);
  page.gap(8);
  page.write("Ditetapkan / granted: " + workflows::day_alone(granted, certificate.zone), 12, plain, centre);
  page.gap(50);
  page.rule();
  const std::string position = std::to_string(certificate.seal.position);
  page.code(certificate.seal.address,
            {"Periksa keaslian dan status piagam ini / check this certificate and its status:", certificate.seal.address,
             "Peristiwa nomor / event number " + position + ", sidik / leaf hash " + to_hex(certificate.seal.leaf),
             "Akar pohon catatan sampai peristiwa itu / root of the log's tree up to that event: " + to_hex(certificate.seal.root)},
            96, 7.5);
  return page.finish();
}

}  // namespace jejak::documents
