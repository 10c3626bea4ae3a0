#include "api/documents/minutes.hpp"

#include <algorithm>

#include "api/documents/page.hpp"
#include "api/documents/wording.hpp"
#include "workflows/field.hpp"
#include "workflows/local_time.hpp"

namespace jejak::documents {

using workflows::array_of;
using workflows::integer_of;
using workflows::members_of;
using workflows::object_of;
using workflows::text_of;

namespace {

using enum Page::Look;
using enum Page::Place;

std::string text(const json::object& object, std::string_view key) { return std::string(text_of(object, key)); }
std::string number(const json::object& object, std::string_view key) { return std::to_string(integer_of(object, key)); }

void write_head(const DecidedStage& stage, Page& page, Timestamp decided) {
  page.write(stage.organizer, 12, bold, centre);
  page.write("BERITA ACARA KEPUTUSAN", 18, bold, centre);
  page.write("Minutes of a decision", 9, aside, centre);
  page.gap(6);
  page.write(text(stage.competition, "title") + ": " + title_of_stage(stage), 12, bold, centre);
  page.rule();
  const json::object& book = object_of(stage.competition, "rulebook");
  page.write("Pada hari " + workflows::day_and_time(decided, stage.zone) + " tahap ini diputuskan oleh " + who(stage, text_of(stage.decision, "actor")) +
                 " menurut buku aturan " + text(book, "id") + " versi " + text(book, "version") + ".",
             10);
  page.write("Kunci / key: " + text(stage.decision, "actor") + ". SHA-256 buku aturan / of the rulebook: " + text(book, "hash"), 7, aside);
  if (stage.decision.contains("reopened"))
    page.write("Keputusan ke-" + number(stage.decision, "round") + ", setelah tahap dibuka kembali karena: " + text(object_of(stage.decision, "reopened"), "reason"), 10);
}

std::string tie_rule(const DecidedStage& stage) {
  std::string order;
  for (const json::value& key : array_of(object_of(stage.decision, "rule"), "tie"))
    order += (order.empty() ? "dilihat " : ", lalu ") + title_of_line(stage, key.is_string() ? std::string_view(key.get_string()) : "");
  const std::string then = tie_in_indonesian(text_of(object_of(stage.decision, "rule"), "then"));
  return order.empty() ? then : order + "; bila tetap seri, " + then;
}

void write_rules(const DecidedStage& stage, Page& page) {
  const json::object& decision = stage.decision;
  const json::object& method = object_of(decision, "method");
  const json::object& rules = rules_of(stage);
  const std::string all = std::to_string(integer_of(decision, "in") + integer_of(decision, "out"));
  const std::string per = text_of(object_of(rules, "top"), "per") == "category" ? " per kategori" : "";
  page.gap(4);
  page.write("Dari " + all + " usulan yang dinilai, " + number(decision, "in") + " lolos dan " + number(decision, "out") + " tidak. Diambil " +
                 number(decision, "top") + " terbaik" + per + ". Kuorum: " + number(decision, "quorum") + " lembar penilaian per usulan. Nilai ambang: " +
                 (rules.contains("passing_grade") ? with_comma(text_of(rules, "passing_grade")) : "tidak ada") + ". Penyetaraan nilai: " +
                 method_in_indonesian(text_of(method, "normalisation")) + "; penggabungan: " + method_in_indonesian(text_of(method, "aggregate")) +
                 ". Bila seri: " + tie_rule(stage) + ".",
             10);
  std::string weights;
  for (const Line& line : lines_of(stage)) weights += (weights.empty() ? "Bobot: " : ", ") + line.title + " " + with_comma(line.weight);
  page.write(weights + ".", 9);
  page.write("Of " + all + " proposals judged, " + number(decision, "in") + " are in and " + number(decision, "out") + " out.", 8, aside);
  for (const json::value& value : array_of(method, "shortlist")) {
    const json::object& rule = members_of(value);
    std::string line = "Ketentuan komposisi \"" + text(rule, "name") + "\": " + number(rule, "in") + " lolos";
    if (rule.contains("at_least")) line += ", paling sedikit " + number(rule, "at_least");
    if (rule.contains("at_most")) line += ", paling banyak " + number(rule, "at_most");
    page.write(line + ".", 9);
  }
  if (const json::object& lot = object_of(decision, "lot"); !lot.empty())
    page.write(lot.contains("seed") ? "Undian: jejak peristiwa ke-" + number(lot, "position") + " dalam catatan, " + std::string(text_of(lot, "seed")) + "."
                                    : "Undian: akar pohon catatan pada ukuran " + number(lot, "size") + ", " + std::string(text_of(lot, "root")) + ".",
               9);
  if (const std::string_view reason = text_of(decision, "reason"); !reason.empty()) page.write("Catatan: " + std::string(reason), 10);
}

// What a reader of the minutes must know of a decision that did not wait.
void write_early(const DecidedStage& stage, Page& page) {
  const json::object& early = object_of(stage.decision, "early");
  if (early.empty()) return;
  const std::string sheets = number(early, "sheets_outstanding");
  const bool open = workflows::flag_of(early, "window_open");
  const auto closes = parse_rfc3339(text_of(early, "closes"));
  const std::string until = closes ? workflows::day_and_time(*closes, stage.zone) : std::string();
  page.write("Diputuskan lebih awal: " + sheets + " lembar penilaian belum masuk" + (open ? "; jadwal penilaian masih terbuka sampai " + until : "") + ".", 10);
  page.write("Decided early: " + sheets + " score sheets outstanding" + (open ? "; the window for sheets was still open" : "") + ".", 8, aside);
}

void write_results(const DecidedStage& stage, Page& page, std::string_view outcome, const std::string& heading) {
  page.gap(8);
  page.write(heading, 11, bold);
  page.row({{"Peringkat", 0.12}, {"Tempat", 0.09}, {"Inovasi, peserta, kategori", 0.35}, {"Nilai", 0.12}, {"Alasan", 0.32}}, 8, bold);
  bool any = false;
  for (const json::value& value : array_of(stage.decision, "results")) {
    const json::object& result = members_of(value);
    if (text_of(result, "outcome") != outcome) continue;
    any = true;
    const std::string entrant = entrant_of(stage, text_of(result, "proposal"));
    const std::string_view why = text_of(object_of(object_of(result, "why"), "text"), "id");
    page.row({{number(result, "rank"), 0.12},
              {result.contains("place") ? number(result, "place") : "-", 0.09},
              {text(result, "title") + (entrant.empty() ? "" : ", " + entrant) + " (" + title_of_category(stage.competition, text_of(result, "category")) + ")", 0.35},
              {with_comma(text_of(result, "decimal")), 0.12},
              {text(object_of(result, "reason_text"), "id") + (why.empty() ? "" : " " + std::string(why)), 0.32}},
             8);
  }
  if (!any) page.write("-", 9);
}

void write_ties(const DecidedStage& stage, Page& page) {
  const json::array& ties = array_of(stage.decision, "ties");
  const json::object& lot = object_of(stage.decision, "lot");
  if (ties.empty() && lot.empty()) return;
  page.gap(8);
  page.write("Nilai yang sama dan undian / ties and the lot", 11, bold);
  for (const json::value& tie : ties) {
    std::string titles;
    for (const json::value& id : tie.is_array() ? tie.get_array() : json::array())
      titles += (titles.empty() ? "Bernilai sama: " : "; ") + title_of_proposal(stage, id.is_string() ? std::string_view(id.get_string()) : "");
    page.write(titles + ".", 8.5);
  }
  if (lot.empty()) return;
  page.write("Undian ditetapkan sebelum penilaian: akar pohon catatan pada ukuran " + number(lot, "size") + ", " + text(lot, "root") +
                 ". Tiket yang terkecil terpilih lebih dahulu:",
             8.5);
  for (const json::value& value : array_of(stage.decision, "results")) {
    const json::object& result = members_of(value);
    if (text_of(result, "reason").starts_with("lot_"))
      page.write(text(result, "title") + ": tiket " + text(result, "ticket") + ", " + outcome_in_indonesian(text_of(result, "outcome")) + ".", 8);
  }
}

void write_plenary(const DecidedStage& stage, Page& page) {
  const json::array& changes = array_of(stage.decision, "plenary");
  if (changes.empty()) return;
  page.gap(8);
  page.write("Perubahan oleh pleno / changes by the plenary", 11, bold);
  for (const json::value& value : changes) {
    const json::object& change = members_of(value);
    const std::string_view settled = text_of(change, "settled_by");
    page.write(title_of_proposal(stage, text_of(change, "proposal")) + (text_of(change, "outcome") == "in" ? " dimasukkan (" : " dikeluarkan (") +
                   status_in_indonesian(text_of(change, "status")) + "). Alasan: " + text(change, "reason"),
               8.5);
    page.write("Diusulkan " + who(stage, text_of(change, "proposed_by")) + " (" + text(change, "proposed_by") + ")" +
                   (settled.empty() ? "" : ", diputuskan " + who(stage, settled) + " (" + std::string(settled) + ")") + ".",
               7, aside);
  }
}

void write_set_aside(const DecidedStage& stage, Page& page) {
  bool begun = false;
  for (const json::value& value : array_of(stage.decision, "results")) {
    const json::object& result = members_of(value);
    for (const json::value& line : array_of(result, "set_aside")) {
      if (!begun) {
        page.gap(8);
        page.write("Lembar penilaian yang dikesampingkan / sheets that were set aside", 11, bold);
        page.row({{"Inovasi", 0.4}, {"Juri", 0.25}, {"Sebab", 0.35}}, 8, bold);
        begun = true;
      }
      const std::string juror = text(members_of(line), "juror");
      const auto why = stage.voided.find(text(result, "proposal") + "/" + juror);
      page.row({{text(result, "title"), 0.4},
                {called(juror_of(stage, juror)), 0.25},
                {sheet_in_indonesian(text_of(members_of(line), "outcome")) + (why == stage.voided.end() ? "" : ": " + why->second), 0.35}},
               8);
    }
  }
}

void write_tie_settlement(const DecidedStage& stage, Page& page) {
  const json::object& settlement = object_of(stage.decision, "tie_settlement");
  if (settlement.empty()) return;
  page.gap(8);
  page.write("Penyelesaian seri / settlement of a tie", 11, bold);
  std::string chosen;
  for (const json::value& value : array_of(stage.decision, "results")) {
    const json::object& result = members_of(value);
    const auto& in = array_of(settlement, "in");
    if (std::ranges::find(in, json::value(text_of(result, "proposal"))) != in.end()) chosen += (chosen.empty() ? "" : ", ") + text(result, "title");
  }
  page.write("Dari " + std::to_string(array_of(settlement, "tied").size()) + " usulan yang seri dipilih: " + chosen + ". Alasan: " + text(settlement, "reason") +
                 " Diusulkan " + text(settlement, "proposed_by") + ", ditetapkan " + text(settlement, "settled_by") + ".",
             8.5);
}

void write_signatures(const DecidedStage& stage, Page& page) {
  page.gap(14);
  page.write("Tanda tangan / signatures", 11, bold);
  for (const DecidedStage::Signature& each : stage.signatures) {
    page.write("Ditandatangani secara elektronik oleh " + each.who + (each.as == "juror" ? ", juri" : ", sekretariat") + ", " + workflows::day_and_time(each.at, stage.zone) + ".", 9);
    page.write("Peristiwa nomor / event number " + std::to_string(each.position) + ", sidik / leaf hash " + to_hex(each.leaf), 7, aside);
  }
  const std::string dots = "................................";
  for (const DecidedStage::Juror& each : stage.jury) {
    if (!each.took_part) continue;
    page.gap(14);
    page.row({{called(each), 0.45}, {each.element, 0.2}, {dots, 0.35}}, 9);
  }
  page.gap(14);
  page.row({{"Penyelenggara / organizer: " + stage.organizer, 0.65}, {dots, 0.35}}, 9);
}

}  // namespace

std::string minutes_pdf(const DecidedStage& stage) {
  const Timestamp decided = parse_rfc3339(text_of(stage.decision, "decided_at")).value_or(Timestamp{});
  Page page("Berita Acara: " + title_of_stage(stage), decided);
  write_head(stage, page, decided);
  write_rules(stage, page);
  write_early(stage, page);
  write_results(stage, page, "in", "Lolos / in");
  write_results(stage, page, "out", "Tidak lolos / out");
  write_ties(stage, page);
  write_plenary(stage, page);
  write_tie_settlement(stage, page);
  write_set_aside(stage, page);
  write_signatures(stage, page);
  page.rule();
  const std::string position = std::to_string(stage.seal.position);
  page.code(stage.seal.address,
            {"SHA-256 keputusan, yang ditandatangani / of the decision, which is signed: " + text(stage.decision, "hash"),
             "Akar pohon catatan sampai keputusan ini / root of the log's tree up to this decision (" + position + " peristiwa / events):",
             to_hex(stage.seal.root), in_words(stage.seal.root), stage.seal.address},
            96, 7.5);
  return page.finish();
}

}  // namespace jejak::documents
