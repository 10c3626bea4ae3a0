#include "api/routes/verify_page.hpp"

#include "api/documents/decided_stage.hpp"
#include "workflows/field.hpp"
#include "workflows/local_time.hpp"

namespace jejak::routes {
namespace {

std::string escaped(std::string_view text) {
  std::string html;
  for (const char c : text) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      default:
        html += c;
    }
  }
  return html;
}

std::string line(std::string_view id, std::string_view en, std::string_view value) {
  return "<dt>" + std::string(id) + " <span lang=\"en\">/ " + std::string(en) + "</span></dt><dd>" + escaped(value) + "</dd>\n";
}

std::string page(std::string_view title, const std::string& body) {
  return "<!doctype html>\n<html lang=\"id\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" +
         escaped(title) +
         "</title><style>body{font:16px/1.6 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color:#1c2b2d;background:#fbfaf7}"
         "dt{font-weight:600;margin-top:.8rem}dd{margin:0;overflow-wrap:anywhere}span{color:#5a6b6d;font-weight:400}</style></head><body><h1>" +
         escaped(title) + "</h1>\n" + body + "</body></html>\n";
}

}  // namespace

std::string award_page(const documents::AwardFacts& facts, const documents::Seal& seal) {
  const json::object& award = facts.award;
  const auto day = [&](std::string_view member) {
    const auto time = parse_rfc3339(workflows::text_of(award, member));
    return time ? workflows::day_alone(*time, facts.zone) : std::string();
  };
  using workflows::text_of;
  const bool granted = text_of(award, "status") == "granted";
  std::string body = "<dl>\n";
  body += line("Status", "status", granted ? "BERLAKU / in force" : "DICABUT / revoked");
  if (!granted) body += line("Dicabut pada", "revoked on", day("revoked_at"));
  if (!granted) body += line("Alasan pencabutan", "reason of the revocation", text_of(award, "reason"));
  body += line("Inovasi", "innovation", text_of(award, "title"));
  body += line("Unit", "unit", text_of(award, "entrant_name"));
  body += line("Penyelenggara", "organizer", facts.organizer);
  body += line("Kompetisi", "competition", documents::edition_of(facts));
  body += line("Kategori", "category", documents::title_of_category(facts.competition, text_of(award, "category")));
  body += line("Tahun", "year", std::to_string(workflows::integer_of(award, "year")));
  body += line("Ditetapkan", "granted", day("granted_at"));
  body += line("Nomor piagam", "number of the certificate", std::to_string(seal.position) + "/" + std::string(text_of(award, "competition")));
  body += line("Peristiwa nomor", "event number", std::to_string(seal.position));
  body += line("Sidik peristiwa", "leaf hash", to_hex(seal.leaf));
  body += line("Akar pohon pada peristiwa itu", "root of the tree at that event", to_hex(seal.root));
  body += "</dl>\n<p>Bandingkan sidik dan akar ini dengan yang tercetak pada piagam. <span lang=\"en\">Compare them with those on the certificate.</span> "
          "<a href=\"/v1/log/proof/inclusion?position=" +
          std::to_string(seal.position) + "\">Bukti / proof</a></p>\n";
  return page("Pemeriksaan piagam", body);
}

std::string log_page(Position size, const Hash& root) {
  std::string body = "<dl>\n";
  body += line("Jumlah peristiwa", "events", std::to_string(size));
  body += line("Akar pohon", "root of the tree", to_hex(root));
  body += line("Dalam kata", "in words", documents::in_words(root));
  body += "</dl>\n<p>Akar yang tercetak pada berita acara harus sama dengan yang di atas. <span lang=\"en\">The root on the minutes must be the one above.</span> "
          "<a href=\"/v1/log/proof/consistency?first=" +
          std::to_string(size) + "\">Bukti bahwa catatan sekarang memuatnya / proof that today's log contains it</a></p>\n";
  return page("Pemeriksaan berita acara", body);
}

}  // namespace jejak::routes
