#include "api/documents/minutes.hpp"

#include "api/documents/indonesian.hpp"
#include "api/documents/page.hpp"
#include "workflows/field.hpp"

namespace jejak::documents {

using workflows::array_of;
using workflows::integer_of;
using workflows::members_of;
using workflows::object_of;
using workflows::text_of;

namespace {

using enum Page::Look;
using enum Page::Place;

std::string number(const json::object& object, std::string_view key) { return std::to_string(integer_of(object, key)); }

std::string stage_title(const Minutes& minutes) {
  const std::string_view name = text_of(minutes.decision, "stage");
  for (const json::value& value : array_of(minutes.competition, "stages")) {
    const std::string_view title = text_of(object_of(members_of(value), "title"), "id");
    if (text_of(members_of(value), "name") == name && !title.empty()) return std::string(title);
  }
  return std::string(name);
}

// What rulebooks call it, in words.
std::string in_indonesian(std::string_view method) {
  if (method == "none") return "tanpa penyetaraan";
  if (method == "z_score") return "skor-z per juri";
  if (method == "rank") return "peringkat per juri";
  if (method == "mean") return "rata-rata";
  if (method == "median") return "median";
  if (method == "trimmed_mean") return "rata-rata terpangkas";
  return std::string(method);
}

void write_rules(const Minutes& minutes, Page& page) {
  const json::object& decision = minutes.decision;
  const json::object& method = object_of(decision, "method");
  const std::string all = std::to_string(integer_of(decision, "in") + integer_of(decision, "out"));
  page.write("Dari " + all + " usulan yang dinilai, " + number(decision, "in") + " lolos dan " + number(decision, "out") + " tidak. Kuorum " +
                 number(decision, "quorum") + " lembar penilaian per usulan. Penyetaraan nilai: " + in_indonesian(text_of(method, "normalisation")) +
                 "; penggabungan: " + in_indonesian(text_of(method, "aggregate")) + ".",
             10);
  page.write("Of " + all + " proposals judged, " + number(decision, "in") + " are in and " + number(decision, "out") + " out; quorum " +
                 number(decision, "quorum") + "; normalisation " + std::string(text_of(method, "normalisation")) + "; aggregate " +
                 std::string(text_of(method, "aggregate")) + ".",
             8, aside);
  for (const json::value& value : array_of(method, "shortlist")) {
    const json::object& rule = members_of(value);
    std::string line = "Ketentuan komposisi \"" + std::string(text_of(rule, "name")) + "\": " + number(rule, "in") + " lolos";
    if (rule.contains("at_least")) line += ", paling sedikit " + number(rule, "at_least");
    if (rule.contains("at_most")) line += ", paling banyak " + number(rule, "at_most");
    page.write(line + ".", 9);
  }
  if (const json::object& lot = object_of(decision, "lot"); !lot.empty())
    page.write(lot.contains("seed") ? "Undian: jejak peristiwa ke-" + number(lot, "position") + " dalam catatan, " + std::string(text_of(lot, "seed")) + "."
                                    : "Undian: akar pohon catatan pada ukuran " + number(lot, "size") + ", " + std::string(text_of(lot, "root")) + ".",
               9);
}

// What a reader of the minutes must know of a decision that did not wait.
void write_early(const Minutes& minutes, Page& page) {
  const json::object& early = object_of(minutes.decision, "early");
  if (early.empty()) return;
  const std::string sheets = number(early, "sheets_outstanding");
  const bool open = workflows::flag_of(early, "window_open");
  const std::string closes(text_of(early, "closes"));
  page.write("Diputuskan lebih awal: " + sheets + " lembar penilaian belum masuk" + (open ? "; jadwal penilaian masih terbuka sampai " + closes : "") + ".", 10);
  page.write("Decided early: " + sheets + " score sheets outstanding" + (open ? "; the window for sheets open until " + closes : "") + ".", 8, aside);
}

void write_results(const Minutes& minutes, Page& page, std::string_view outcome, const std::string& heading) {
  page.gap(8);
  page.write(heading, 11, bold);
  page.row({{"Peringkat", 0.1}, {"Tempat", 0.08}, {"Usulan", 0.37}, {"Nilai", 0.12}, {"Alasan", 0.33}}, 8, bold);
  bool any = false;
  for (const json::value& value : array_of(minutes.decision, "results")) {
    const json::object& result = members_of(value);
    if (text_of(result, "outcome") != outcome) continue;
    any = true;
    page.row({{number(result, "rank"), 0.1},
              {result.contains("place") ? number(result, "place") : "-", 0.08},
              {std::string(text_of(result, "title")) + " (" + std::string(text_of(result, "category")) + ")", 0.37},
              {std::string(text_of(result, "decimal")), 0.12},
              {std::string(text_of(object_of(result, "reason_text"), "id")), 0.33}},
             8);
  }
  if (!any) page.write("-", 9);
}

void write_plenary(const Minutes& minutes, Page& page) {
  const json::array& changes = array_of(minutes.decision, "plenary");
  if (changes.empty()) return;
  page.gap(8);
  page.write("Perubahan oleh pleno / changes by the plenary", 11, bold);
  for (const json::value& value : changes) {
    const json::object& change = members_of(value);
    page.write(std::string(text_of(change, "proposal")) + ": " + std::string(text_of(change, "outcome")) + " (" + std::string(text_of(change, "status")) +
                   "). Alasan: " + std::string(text_of(change, "reason")) + " Diusulkan " + std::string(text_of(change, "proposed_by")) + ", ditetapkan " +
                   std::string(text_of(change, "settled_by")) + ".",
               8.5);
  }
}

void write_tie_settlement(const Minutes& minutes, Page& page) {
  const json::object& settlement = object_of(minutes.decision, "tie_settlement");
  if (settlement.empty()) return;
  page.gap(8);
  page.write("Penyelesaian seri / settlement of a tie", 11, bold);
  std::string chosen;
  for (const json::value& proposal : array_of(settlement, "in")) chosen += (chosen.empty() ? "" : ", ") + std::string(proposal.get_string());
  page.write("Dari " + std::to_string(array_of(settlement, "tied").size()) + " usulan yang seri dipilih: " + chosen + ". Alasan: " +
                 std::string(text_of(settlement, "reason")) + " Diusulkan " + std::string(text_of(settlement, "proposed_by")) + ", ditetapkan " +
                 std::string(text_of(settlement, "settled_by")) + ".",
             8.5);
}

void write_signatures(const Minutes& minutes, Page& page) {
  page.gap(14);
  page.write("Tanda tangan / signatures", 11, bold);
  for (const Signatory& each : minutes.jury) {
    page.gap(14);
    page.row({{each.name.empty() ? "................................" : each.name, 0.45}, {each.element, 0.2}, {"................................", 0.35}}, 9);
  }
  page.gap(14);
  page.row({{"Penyelenggara / organizer", 0.45}, {"", 0.2}, {"................................", 0.35}}, 9);
}

}  // namespace

std::string minutes_pdf(const Minutes& minutes) {
  const Timestamp decided = parse_rfc3339(text_of(minutes.decision, "decided_at")).value_or(Timestamp{});
  const std::string stage = stage_title(minutes);
  Page page("Berita Acara: " + stage, decided);
  page.write(minutes.organizer, 12, bold, centre);
  page.write("BERITA ACARA KEPUTUSAN", 18, bold, centre);
  page.write("Minutes of a decision", 9, aside, centre);
  page.gap(6);
  page.write(std::string(text_of(minutes.competition, "title")) + ": " + stage, 12, bold, centre);
  page.rule();
  page.write("Pada hari " + day_and_time(decided, minutes.zone) + " tahap ini diputuskan oleh " + std::string(text_of(minutes.decision, "actor")) +
                 " menurut buku aturan " + std::string(text_of(object_of(minutes.competition, "rulebook"), "id")) + " (SHA-256 " +
                 std::string(text_of(object_of(minutes.competition, "rulebook"), "hash")) + ").",
             10);
  write_rules(minutes, page);
  write_early(minutes, page);
  if (const std::string_view reason = text_of(minutes.decision, "reason"); !reason.empty()) page.write("Catatan: " + std::string(reason), 10);
  write_results(minutes, page, "in", "Lolos / in");
  write_results(minutes, page, "out", "Tidak lolos / out");
  write_plenary(minutes, page);
  write_tie_settlement(minutes, page);
  write_signatures(minutes, page);
  page.rule();
  const std::string position = std::to_string(minutes.seal.position);
  page.code(minutes.seal.address,
            {"Akar pohon catatan sampai keputusan ini / root of the log's tree up to this decision (" + position + " peristiwa / events):",
             to_hex(minutes.seal.root), in_words(minutes.seal.root), minutes.seal.address},
            96, 8);
  return page.finish();
}

}  // namespace jejak::documents
